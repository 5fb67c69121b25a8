// Every form of date that feeds, metadata and prose hold, to a timestamp with the precision and
// zone as given.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"

namespace tearsheet::dates {

/// Bytes of a text that are looked at; what is longer is no date, and a label stands before its
/// date.
inline constexpr std::size_t kMaxDateText = 1024;

enum class Precision : std::uint8_t { kYear, kMonth, kDay, kMinute, kSecond, kMillisecond };

/// A moment as written: local calendar fields (Gregorian), how exact they are, and the offset if
/// one was given.
struct Timestamp {
  int year = 0;
  std::uint8_t month = 1, day = 1, hour = 0, minute = 0, second = 0;
  std::uint16_t millisecond = 0;
  Precision precision = Precision::kDay;
  std::optional<std::int16_t>
      offset_minutes;  ///< East of UTC; empty: local time of nobody knows where.

  /// ISO 8601 at its precision: "2025-11", "2025-11-14", "2025-11-14T09:30+09:00",
  /// "2025-11-14T09:30:00Z".
  [[nodiscard]] std::string to_iso8601() const;
  /// UTC for storing: dates of a day's precision stay dates ("2025-11-14"), times with an offset
  /// become "...Z", times without one are printed as they are.
  [[nodiscard]] std::string to_utc_iso8601() const;
  /// Instant (fields without offset read as UTC; missing fields as their first value): for
  /// ordering.
  [[nodiscard]] SysTime to_sys() const;
  friend bool operator==(const Timestamp&, const Timestamp&) = default;
};

/// Whether `other` says the hour of the day that `day` names without one.
[[nodiscard]] bool sharpens(const Timestamp& other, const Timestamp& day);

enum class FieldOrder : std::uint8_t { kUnknown, kDayFirst, kMonthFirst, kYearFirst };

struct DateOptions {
  /// Judge of "2 hours ago" and of the future; empty: relative dates are refused.
  std::optional<SysTime> now = {};
  /// BCP 47, a hint: its names and its order of day and month come first. Empty: any.
  std::string_view language = {};
  /// IANA name or offset ("+09:00") for texts without one, and the judge of abbreviations that
  /// several countries share; empty: left open.
  std::string_view zone = {};
  /// For 03/04/2025. Unknown: the language decides, then a weekday, a zone or `now` if one stands
  /// there; where both orders stay possible, the date is refused.
  FieldOrder order = FieldOrder::kUnknown;
  /// More than a day after `now` is refused unless set. A date without its year is then of now's
  /// year, else the last one.
  bool allow_future = false;
};

/// The date that `text` is, or holds behind a label ("Posted on 14 November 2025 by ..."). Empty:
/// no date.
[[nodiscard]] std::optional<Timestamp> parse_date(std::string_view text,
                                                  const DateOptions& options = {});

/// What the other dates of a page tell of the order: of those like 03/04/2025 the ones that can be
/// read one way only vote. kUnknown where none does, or where they contradict each other.
[[nodiscard]] FieldOrder order_of_texts(std::span<const std::string_view> texts);

/// By a strptime-like pattern of a site file: %Y %m %d %B %b %H %I %M %S %p %y %j %z %Z %A %a %%,
/// and the word "iso". Month and day names in the language of the options, English as well. Leading
/// and trailing text is allowed.
[[nodiscard]] std::optional<Timestamp> parse_with_format(std::string_view text,
                                                         std::string_view format,
                                                         const DateOptions& options = {});

/// The first letter behind a '%' of `format` that parse_with_format() does not know; '%' at the end
/// of it gives '\0'. Empty: it knows them all.
[[nodiscard]] std::optional<char> unknown_letter(std::string_view format);

/// Whether DateOptions::zone understands `zone`: an IANA name or an offset.
[[nodiscard]] bool is_zone(std::string_view zone);

/// Reads what to_iso8601() wrote, and any ISO 8601 / RFC 3339 date; nothing else.
[[nodiscard]] std::optional<Timestamp> parse_iso8601(std::string_view text);

}  // namespace tearsheet::dates
