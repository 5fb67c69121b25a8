// What must hold for every text that dates are looked for in; run by the fuzz target and, over its
// seeds, by the unit tests.
#pragma once

#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "dates/dates.h"

namespace tearsheet::dates {

inline void require(bool holds) {
  if (!holds) std::abort();
}

/// A date is real, within the years that news can have, and what it prints is read as the same
/// date.
inline void check_date(const Timestamp& time) {
  require(time.year >= 1000 && time.year <= 2999 && time.month >= 1 && time.month <= 12);
  require(time.day >= 1 && time.day <= 31 && time.hour <= 23 && time.minute <= 59);
  require(time.second <= 59 && time.millisecond <= 999);
  const auto again = parse_iso8601(time.to_iso8601());
  require(again.has_value() && *again == time);
  const std::string utc = time.to_utc_iso8601();
  const auto stored = parse_iso8601(utc);
  // Only the very first and last days can leave the years when they go to UTC.
  require(stored.has_value() || time.year == 1000 || time.year == 2999);
  if (stored) require(stored->to_sys() == time.to_sys());
}

/// `input` is a text; after a first line end its language, after a second one a site file's
/// pattern.
inline void check_date_properties(std::string_view input) {
  const auto cut = [&input] {
    const std::size_t end = input.find('\n');
    const std::string_view line = input.substr(0, end);
    input.remove_prefix(end == std::string_view::npos ? input.size() : end + 1);
    return line;
  };
  const std::string_view text = cut();
  const std::string_view language = cut();
  const std::string_view format = cut();
  const SysTime now{std::chrono::seconds{1'763'121'600}};
  for (const bool allow_future : {false, true}) {
    const DateOptions options{.now = now, .language = language, .allow_future = allow_future};
    const auto found = parse_date(text, options);
    if (found) check_date(*found);
    if (found && !allow_future) require(found->to_sys() <= now + std::chrono::hours{24});
  }
  if (const auto found = parse_date(text, {.zone = "Asia/Seoul"})) check_date(*found);
  if (const auto found = parse_with_format(text, format, {.language = language}))
    check_date(*found);
  if (const auto found = parse_iso8601(text)) check_date(*found);
}

}  // namespace tearsheet::dates
