// The headline: from the visible h1, structured data, meta tags and <title>, the site's name cut
// off.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "extract/candidates.h"
#include "extract/facts.h"

namespace tearsheet::extract {

struct Headline {
  std::string text;
  html::Node element;  ///< The visible headline that says it; null if none does.
  std::optional<records::FieldSource> source;
};

/// `article` is the page's own article in its structured data, or null.
[[nodiscard]] Headline find_title(const Facts& facts, const LinkedArticle* article,
                                  std::string_view site_name, const url::Url& page,
                                  std::vector<Explanation>* explain);

/// The publication's name: og:site_name, structured data, or what <title> ends in beside the
/// headline; else `known`, the site file's name for it, else the registrable domain.
[[nodiscard]] std::string find_site_name(const Facts& facts, const LinkedArticle* article,
                                         const url::Url& page, std::string_view known);

/// Cuts "Headline | Section | Site" to its headline: parts that name the site, and what stands
/// behind a separator when `known` (another source's headline) agrees with the rest.
[[nodiscard]] std::string cut_site_name(std::string_view title, std::string_view site_name,
                                        std::string_view host, std::string_view known = {},
                                        std::string_view section = {});

}  // namespace tearsheet::extract
