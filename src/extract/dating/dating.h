// The room dating/: when the article was published and updated.
//
// In: facts, survey, headline and address of a page, and what its listing said. Out: two moments
// with their sources (find_dates(), here). Candidates come from metadata (date_metas.h), elements,
// labelled text (date_labels.h) and the address (date_path.cpp); they are gathered by
// date_candidates.h, 03/04/2025 is settled by the other dates of the page (date_order.h), and
// witnesses of one day raise each other in dating.cpp. Reading a date's text is no matter of this
// room: that is src/dates/.
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
