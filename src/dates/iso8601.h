// ISO 8601 and its relatives, as a prefix of a text.
#pragma once

#include <optional>

#include "dates/cursor.h"
#include "dates/dates.h"

namespace tearsheet::dates {

/// "+09:00", "-0500", "+09", "Z", with U+2212 as minus. Moves the cursor only if it is one.
[[nodiscard]] std::optional<int> scan_offset(Cursor& cursor);

/// A date in extended, basic, week or ordinal form, with a time behind 'T', 't' or a space. Moves
/// the cursor behind it.
[[nodiscard]] std::optional<Timestamp> scan_iso8601(Cursor& cursor);

}  // namespace tearsheet::dates
