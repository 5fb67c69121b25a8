// ISO 8601-1:2019 dates: extended, basic, week and ordinal forms; RFC 3339; W3CDTF.
// Left on purpose: years have four digits (no expanded years, no centuries), intervals and
// durations are refused, and decimals are read on the second only, because nothing else is met on
// the web.
#include "dates/iso8601.h"

#include "dates/civil.h"

namespace tearsheet::dates {
namespace {

/// Monday of ISO week 1: the week with January 4th (4.3.5).
int first_week(int year) {
  const int fourth = to_days(year, 1, 4);
  return fourth - (weekday_of(fourth) + 6) % 7;
}

std::optional<Timestamp> week_date(int year, Cursor& cursor, bool extended) {
  const auto week = cursor.take_digits(2);
  if (!week || *week < 1 || *week > 53) return std::nullopt;
  int day = 1;
  if (extended ? cursor.peek() == '-' && is_digit(cursor.peek(1)) : is_digit(cursor.peek())) {
    if (extended) cursor.skip(1);
    day = cursor.take_digits(1).value_or(0);
  }
  if (day < 1 || day > 7 || year < kMinYear || year > kMaxYear) return std::nullopt;
  const int days = first_week(year) + (*week - 1) * 7 + day - 1;
  if (*week == 53 && days >= first_week(year + 1)) return std::nullopt;
  const CivilDate date = from_days(days);
  return make_date(date.year, date.month, date.day);
}

std::optional<Timestamp> ordinal_date(int year, int day) {
  if (year < kMinYear || year > kMaxYear || day < 1 || day > (is_leap(year) ? 366 : 365))
    return std::nullopt;
  const CivilDate date = from_days(to_days(year, 1, 1) + day - 1);
  return make_date(date.year, date.month, date.day);
}

std::optional<Timestamp> extended_date(int year, Cursor& cursor) {
  if (cursor.take('W')) return week_date(year, cursor, true);
  if (cursor.count_digits() == 3) {
    const int value = cursor.take_digits(3).value_or(0);
    // "2003-012-31": a month with a zero too many is met in feeds; a day of the year has nothing
    // behind it.
    if (cursor.peek() != '-' || !is_digit(cursor.peek(1))) return ordinal_date(year, value);
    cursor.skip(1);
    return make_date(year, value, cursor.take_number(2, 2).value_or(0));
  }
  const auto month = cursor.take_number(1, 2);
  if (!month) return std::nullopt;
  if (cursor.peek() == '-' && is_digit(cursor.peek(1))) {
    cursor.skip(1);
    return make_date(year, *month, cursor.take_number(1, 2).value_or(0));
  }
  auto result = make_date(year, *month, 1);
  if (result) result->precision = Precision::kMonth;
  return result;
}

std::optional<Timestamp> basic_date(int year, Cursor& cursor) {
  if (cursor.take('W')) return week_date(year, cursor, false);
  const std::size_t digits = cursor.count_digits();
  if (digits == 3) return ordinal_date(year, cursor.take_digits(3).value_or(0));
  if (digits < 4) return std::nullopt;
  const int month = cursor.take_digits(2).value_or(0);
  return make_date(year, month, cursor.take_digits(2).value_or(0));
}

/// "10:11:12.345", "10:11", "10"; basic "101112", "1011".
std::optional<ClockTime> scan_clock(Cursor& cursor, bool basic_allowed) {
  ClockTime clock;
  const std::size_t digits = cursor.count_digits();
  const auto hour = cursor.take_digits(digits == 1 ? 1 : 2);
  if (!hour) return std::nullopt;
  clock.hour = *hour;
  if (basic_allowed && (digits == 4 || digits == 6)) {
    clock.minute = cursor.take_digits(2).value_or(99);
    if (digits == 4) return clock;
    clock.second = cursor.take_digits(2).value_or(99);
  } else if (digits <= 2) {
    if (!cursor.take(':')) return clock;
    const auto minute = cursor.take_number(2, 2);
    if (!minute) return std::nullopt;
    clock.minute = *minute;
    if (cursor.peek() != ':' || !is_digit(cursor.peek(1))) return clock;
    cursor.skip(1);
    const auto second = cursor.take_number(2, 2);
    if (!second) return std::nullopt;
    clock.second = *second;
  } else {
    return std::nullopt;
  }
  clock.precision = Precision::kSecond;
  if ((cursor.peek() == '.' || cursor.peek() == ',') && is_digit(cursor.peek(1))) {
    cursor.skip(1);
    clock.millisecond = cursor.take_milliseconds().value_or(0);
    clock.precision = Precision::kMillisecond;
  }
  return clock;
}

}  // namespace

std::optional<int> scan_offset(Cursor& cursor) {
  const std::size_t begin = cursor.position();
  const auto none = [&]() -> std::optional<int> {
    cursor.move_to(begin);
    return std::nullopt;
  };
  if (cursor.take('Z') || cursor.take('z')) return is_alpha(cursor.peek()) ? none() : 0;
  int sign = 0;
  if (cursor.take('+')) {
    sign = 1;
  } else if (cursor.take('-') || cursor.take("\u2212") || cursor.take("\u2010") ||
             cursor.take("\u2013")) {
    sign = -1;
  } else {
    return none();
  }
  const std::size_t digits = cursor.count_digits();
  if (digits != 1 && digits != 2 && digits != 4) return none();
  const int hours = cursor.take_digits(digits == 4 ? 2 : digits).value_or(0);
  int minutes = 0;
  if (digits == 4 || (cursor.peek() == ':' && is_digit(cursor.peek(1)))) {
    if (digits != 4) cursor.skip(1);
    const auto value = cursor.take_number(2, 2);
    if (!value) return none();
    minutes = *value;
  }
  if (hours > 23 || minutes > 59) return none();
  return sign * (hours * 60 + minutes);
}

std::optional<Timestamp> scan_iso8601(Cursor& cursor) {
  const auto year = cursor.take_digits(4);
  if (!year) return std::nullopt;
  const bool extended = cursor.peek() == '-' && (is_digit(cursor.peek(1)) || cursor.peek(1) == 'W');
  std::optional<Timestamp> date;
  if (extended) {
    cursor.skip(1);
    date = extended_date(*year, cursor);
  } else if (is_digit(cursor.peek()) || cursor.peek() == 'W') {
    date = basic_date(*year, cursor);
  } else {
    date = make_date(*year, 1, 1);
    if (date) date->precision = Precision::kYear;
  }
  if (!date || date->precision != Precision::kDay) return date;
  const char separator = cursor.peek();
  const bool marked = separator == 'T' || separator == 't';
  if (!marked && separator != ' ') return date;
  if (!is_digit(cursor.peek(1))) return date;
  const std::size_t before = cursor.position();
  cursor.skip(1);
  const auto clock = scan_clock(cursor, marked);
  // Behind a space a number may be anything ("2025-11-14 12 comments"); behind a T it must be the
  // time.
  if (!clock && marked) return std::nullopt;
  if (!clock || (!marked && cursor.position() - before < 5)) {
    cursor.move_to(before);
    return date;
  }
  const std::size_t behind = cursor.position();
  if (cursor.peek() == ' ' && (cursor.peek(1) == '+' || cursor.peek(1) == '-')) cursor.skip(1);
  const auto offset = scan_offset(cursor);
  if (!offset) cursor.move_to(behind);
  return make_time(date->year, date->month, date->day, *clock, offset);
}

std::optional<Timestamp> parse_iso8601(std::string_view text) {
  Cursor cursor(text);
  const auto result = scan_iso8601(cursor);
  if (!result || !cursor.at_end()) return std::nullopt;
  return result;
}

}  // namespace tearsheet::dates
