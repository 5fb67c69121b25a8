// HTTP-date (RFC 9110 5.6.7): the three forms, read leniently.
#pragma once

#include <optional>
#include <string_view>

#include "base/clock.h"

namespace tearsheet::fetch {

/// "Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994",
/// and what servers make of them: any separators, a zone of digits. Years 1601 to 9999. A two-digit
/// year is within 50 years of `now` (5.6.7).
[[nodiscard]] std::optional<SysTime> parse_http_date(std::string_view text, SysTime now);

}  // namespace tearsheet::fetch
