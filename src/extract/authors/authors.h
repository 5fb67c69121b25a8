// Who wrote it: structured data, meta tags, bylines; the likeliest of what the page offers.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "extract/authors/author_candidates.h"

namespace tearsheet::extract {

struct Authors {
  std::vector<std::string> names;
  std::optional<records::FieldSource> source;
};

/// A missing author is better than a wrong one: where no candidate is likely enough, there is none.
[[nodiscard]] Authors find_authors(const AuthorsInput& input, std::vector<Explanation>* explain);

}  // namespace tearsheet::extract
