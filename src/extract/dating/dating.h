// When the article was published and updated: metadata, <time>, text near the headline, the
// address.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "extract/dating/date_candidates.h"

namespace tearsheet::extract {

struct Dating {
  std::optional<dates::Timestamp> published, updated;
  std::optional<records::FieldSource> published_source, updated_source;
};

/// Where metadata gives an instant in UTC and the page's own text or address the day before or
/// behind it, the day is the page's: with the hour where the text has it, else without.
[[nodiscard]] Dating find_dates(const DatingInput& input, std::vector<Explanation>* explain);

/// "/2024/05/17/", "/2024-05-17-", "_20240517": a whole day in a path; years 1990 to 2099.
[[nodiscard]] std::optional<dates::Timestamp> date_in_path(std::string_view path);

}  // namespace tearsheet::extract
