// The fast path for the dates of feeds and HTTP headers.
#pragma once

#include <optional>
#include <string_view>

#include "dates/dates.h"

namespace tearsheet::dates {

/// RFC 822/2822/5322, RFC 850 and asctime dates with English names, when the whole text is one.
/// Anything unusual is left to the engine: empty does not mean that it is no date.
[[nodiscard]] std::optional<Timestamp> parse_rfc822(std::string_view text,
                                                    std::string_view site_zone);

/// Two digits as a year: RFC 2822 4.3, 00 to 49 are 2000 to 2049, 50 to 99 are 1950 to 1999.
[[nodiscard]] constexpr int full_year(int two_digits) {
  return two_digits + (two_digits < 50 ? 2000 : 1900);
}

}  // namespace tearsheet::dates
