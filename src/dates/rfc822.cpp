// RFC 822 5, RFC 850 2.1.4 (as in RFC 9110 5.6.7), RFC 5322 3.3, and C's asctime with or without a
// zone. Left on purpose: the military letters other than Z are read as UTC, as RFC 2822 4.3 says,
// because RFC 822 defined them with the wrong sign; a weekday that does not fit the date is
// ignored, since feeds have many.
#include "dates/rfc822.h"

#include "dates/civil.h"
#include "dates/cursor.h"
#include "dates/english.h"
#include "dates/zones.h"

namespace tearsheet::dates {
namespace {

std::optional<ClockTime> scan_clock(Cursor& cursor) {
  ClockTime clock;
  const auto hour = cursor.take_number(1, 2);
  if (!hour || !cursor.take(':')) return std::nullopt;
  const auto minute = cursor.take_number(2, 2);
  if (!minute) return std::nullopt;
  clock.hour = *hour;
  clock.minute = *minute;
  if (!cursor.take(':')) return clock;
  const auto second = cursor.take_number(2, 2);
  if (!second) return std::nullopt;
  clock.second = *second;
  clock.precision = Precision::kSecond;
  return clock;
}

std::optional<int> scan_year(Cursor& cursor) {
  const std::size_t digits = cursor.count_digits();
  if (digits != 2 && digits != 4) return std::nullopt;
  const auto year = cursor.take_digits(digits);
  return digits == 2 ? full_year(*year) : *year;
}

bool skip_separator(Cursor& cursor) {
  return cursor.skip_spaces() || cursor.take('-') || cursor.take('/');
}

/// The zone up to the end of the text, with the comment that mail programs add: "+0000 (UTC)".
std::optional<int> zone_to_end(Cursor& cursor, const CivilDate& date, const ClockTime& clock,
                               std::string_view site_zone) {
  std::optional<int> offset;
  if (is_alpha(cursor.peek()) && !is_alpha(cursor.peek(1)) && cursor.rest().size() == 1) {
    cursor.skip(1);
    offset = 0;
  } else {
    offset = scan_zone(cursor, date, clock.hour, clock.minute, site_zone);
  }
  cursor.skip_spaces();
  if (cursor.take('(')) {
    cursor.take_letters();
    if (!cursor.take(')')) return std::nullopt;
    cursor.skip_spaces();
  }
  return cursor.at_end() ? offset : std::nullopt;
}

std::optional<Timestamp> finish(Cursor& cursor, const CivilDate& date, const ClockTime& clock,
                                std::string_view site_zone) {
  cursor.skip_spaces();
  if (cursor.at_end()) return make_time(date.year, date.month, date.day, clock);
  if (!is_real_date(date.year, date.month, date.day)) return std::nullopt;
  const auto offset = zone_to_end(cursor, date, clock, site_zone);
  if (!offset) return std::nullopt;
  return make_time(date.year, date.month, date.day, clock, offset);
}

/// "14 Nov 2025 10:11:12 +0900", "06-Nov-94 08:49:37 GMT", "14 Nov 2025".
std::optional<Timestamp> day_first(Cursor& cursor, std::string_view site_zone) {
  CivilDate date;
  date.day = cursor.take_number(1, 2).value_or(0);
  if (!skip_separator(cursor)) return std::nullopt;
  date.month = english_month(cursor.take_letters()).value_or(0);
  if (date.month == 0) return std::nullopt;
  cursor.take('.');
  cursor.take(',');
  if (!skip_separator(cursor)) return std::nullopt;
  const auto year = scan_year(cursor);
  if (!year) return std::nullopt;
  date.year = *year;
  cursor.take(',');
  cursor.skip_spaces();
  if (cursor.at_end()) return make_date(date.year, date.month, date.day);
  const auto clock = scan_clock(cursor);
  if (!clock) return std::nullopt;
  return finish(cursor, date, *clock, site_zone);
}

/// "Nov 14 10:11:12 2025", "Nov 14 10:11:12 KST 2025".
std::optional<Timestamp> asctime(Cursor& cursor, std::string_view site_zone) {
  CivilDate date;
  date.month = english_month(cursor.take_letters()).value_or(0);
  if (date.month == 0 || !cursor.skip_spaces()) return std::nullopt;
  date.day = cursor.take_number(1, 2).value_or(0);
  if (!cursor.skip_spaces()) return std::nullopt;
  const auto clock = scan_clock(cursor);
  if (!clock || !cursor.skip_spaces()) return std::nullopt;
  // The zone stands before the year that decides its meaning.
  const std::size_t zone_at = cursor.position();
  if (!is_digit(cursor.peek())) {
    while (!cursor.at_end() && !is_space(cursor.peek())) cursor.skip(1);
    cursor.skip_spaces();
  }
  const std::size_t zone_end = cursor.position();
  const auto year = scan_year(cursor);
  if (!year) return std::nullopt;
  cursor.skip_spaces();
  if (!cursor.at_end()) return std::nullopt;
  date.year = *year;
  if (zone_end == zone_at) return make_time(date.year, date.month, date.day, *clock);
  if (!is_real_date(date.year, date.month, date.day)) return std::nullopt;
  cursor.move_to(zone_at);
  const auto offset = scan_zone(cursor, date, clock->hour, clock->minute, site_zone);
  cursor.skip_spaces();
  if (!offset || cursor.position() != zone_end) return std::nullopt;
  return make_time(date.year, date.month, date.day, *clock, offset);
}

}  // namespace

std::optional<Timestamp> parse_rfc822(std::string_view text, std::string_view site_zone) {
  Cursor cursor(text);
  cursor.skip_spaces();
  if (is_alpha(cursor.peek())) {
    const std::size_t begin = cursor.position();
    const std::string_view word = cursor.take_letters();
    if (english_weekday(word)) {
      cursor.take('.');
      cursor.take(',');
      cursor.skip_spaces();
    } else {
      cursor.move_to(begin);
    }
  }
  if (is_digit(cursor.peek())) return day_first(cursor, site_zone);
  return asctime(cursor, site_zone);
}

}  // namespace tearsheet::dates
