// Rules for the fields of an article that are one value: title, day, authors.
#pragma once

#include <vector>

#include "learn/rules/value_rule.h"

namespace tearsheet::learn {

/// What the values of a page are held against; also where a rule's whole result is proved.
[[nodiscard]] bool same_title(std::string_view a, std::string_view b);
/// The same moment as far as both say it; a day alone agrees with every hour of it.
[[nodiscard]] bool same_date(const dates::Timestamp& a, const dates::Timestamp& b);
[[nodiscard]] bool same_names(const std::vector<std::string>& a, const std::vector<std::string>& b);

/// What a page's dates are read with.
[[nodiscard]] dates::DateOptions date_options(const Labelled& page);

[[nodiscard]] std::vector<ValueRule> title_rules(const Pages& pages,
                                                 const std::vector<EditedPage>& copies,
                                                 const Avoided& avoided);
[[nodiscard]] std::vector<ValueRule> date_rules(const Pages& pages,
                                                const std::vector<EditedPage>& copies,
                                                const Avoided& avoided);
[[nodiscard]] std::vector<ValueRule> author_rules(const Pages& pages,
                                                  const std::vector<EditedPage>& copies,
                                                  const Avoided& avoided);

}  // namespace tearsheet::learn
