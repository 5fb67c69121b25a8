// What a site's rules say of the day, and whether anything outside of the page contradicts it.
#pragma once

#include <optional>
#include <string>

#include "extract/groundwork.h"
#include "extract/rules.h"

namespace tearsheet::extract {

/// The first value of the rules, alternative by alternative, that also reads as a date; none where
/// `{ auto = true }` comes before it. `found` may be null.
[[nodiscard]] std::optional<dates::Timestamp> rule_date(const Groundwork& ground,
                                                        RuleReader& reader,
                                                        const site::Rules& rules, const char* field,
                                                        RuleValue* found);

/// The day, or the one before or behind it, is that of the visit.
[[nodiscard]] bool is_visit(const PageContext& context, const dates::Timestamp& day);

/// Why the day cannot be that of publishing, in words: a feed or listing names another one, or a
/// sitemap says that nothing was changed since long before. Empty: nothing contradicts it.
[[nodiscard]] std::string date_lie(const PageContext& context, const dates::Timestamp& day);

}  // namespace tearsheet::extract
