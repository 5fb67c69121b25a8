// Dates like 03/04/2025: whether day or month stands first.
#pragma once

#include <string_view>

#include "extract/dating/date_candidates.h"

namespace tearsheet::extract {

/// "03/04/2025": one or two digits, a sign, one or two digits, the sign, a year; both could be a
/// month.
[[nodiscard]] bool has_numeric_day(std::string_view raw);
/// Whether day and month of `read`, as `raw` has it, could change places.
[[nodiscard]] bool is_ambiguous(std::string_view raw, const dates::Timestamp& read);

/// 03/04/2025 means the day that the page, or the listing, names elsewhere in words or as ISO
/// 8601, if one reading of it is such a day and the other none. What nothing decides is dropped.
void settle_orders(DateCandidates& candidates);

}  // namespace tearsheet::extract
