// The room title/: the headline.
//
// In: facts of a page and the publication's name. Out: the headline from the visible h1, structured
// data, meta tags and <title>, the site's name cut off (find_title(), here); then held against what
// a listing called the page and against the page's own lines (listed_title.h).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "extract/page/candidates.h"
#include "extract/page/facts.h"
#include "extract/page/site_name.h"

namespace tearsheet::extract {

struct SiteKnowledge;

struct Headline {
  std::string text;
  html::Node element;  ///< The visible headline that says it; null if none does.
  std::optional<records::FieldSource> source;
};

/// `article` is the page's own article in its structured data, or null; `known` may be null.
[[nodiscard]] Headline find_title(const Facts& facts, const LinkedArticle* article,
                                  std::string_view site_name, const url::Url& page,
                                  std::vector<Explanation>* explain,
                                  const SiteKnowledge* known = nullptr);

}  // namespace tearsheet::extract
