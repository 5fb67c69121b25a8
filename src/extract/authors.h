// Who wrote it: structured data, meta tags, bylines; names cleaned of roles, links, agencies and
// the site itself.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "extract/candidates.h"
#include "extract/facts.h"
#include "extract/survey.h"

namespace tearsheet::extract {

struct Authors {
  std::vector<std::string> names;
  std::optional<records::FieldSource> source;
};

/// A missing author is better than a wrong one: what does not look like names gives none.
[[nodiscard]] Authors find_authors(const html::Document& document, const Facts& facts,
                                   const LinkedArticle* article, const Survey& survey,
                                   html::Node headline, std::string_view site_name,
                                   const url::Url& page, std::vector<Explanation>* explain);

/// "By Ann Lee and Bo Ek, Staff Writers" -> {"Ann Lee", "Bo Ek"}. `is_byline`: free text, to be
/// split with more care.
[[nodiscard]] std::vector<std::string> split_names(std::string_view text, bool is_byline);

}  // namespace tearsheet::extract
