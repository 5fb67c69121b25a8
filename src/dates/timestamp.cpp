// A moment as written: making one from fields, and printing it (ISO 8601-1:2019, RFC 3339).
#include <cassert>

#include "dates/civil.h"

namespace tearsheet::dates {
namespace {

void append_number(std::string& out, int value, int width) {
  char digits[8];
  for (int i = width - 1; i >= 0; --i, value /= 10) digits[i] = static_cast<char>('0' + value % 10);
  out.append(digits, static_cast<std::size_t>(width));
}

void append_offset(std::string& out, int minutes) {
  if (minutes == 0) {
    out += 'Z';
    return;
  }
  out += minutes < 0 ? '-' : '+';
  if (minutes < 0) minutes = -minutes;
  append_number(out, minutes / 60, 2);
  out += ':';
  append_number(out, minutes % 60, 2);
}

}  // namespace

std::string Timestamp::to_iso8601() const {
  std::string out;
  out.reserve(30);
  append_number(out, year, 4);
  if (precision == Precision::kYear) return out;
  out += '-';
  append_number(out, month, 2);
  if (precision == Precision::kMonth) return out;
  out += '-';
  append_number(out, day, 2);
  if (precision == Precision::kDay) return out;
  out += 'T';
  append_number(out, hour, 2);
  out += ':';
  append_number(out, minute, 2);
  if (precision >= Precision::kSecond) {
    out += ':';
    append_number(out, second, 2);
  }
  if (precision >= Precision::kMillisecond) {
    out += '.';
    append_number(out, millisecond, 3);
  }
  if (offset_minutes) append_offset(out, *offset_minutes);
  return out;
}

std::string Timestamp::to_utc_iso8601() const {
  if (precision <= Precision::kDay || !offset_minutes || *offset_minutes == 0) return to_iso8601();
  return from_sys(to_sys(), 0, precision).to_iso8601();
}

SysTime Timestamp::to_sys() const {
  using namespace std::chrono;
  auto time = SysTime{days{to_days(year, month, day)}} + hours{hour} + minutes{minute} +
              seconds{second} + milliseconds{millisecond};
  if (offset_minutes) time -= minutes{*offset_minutes};
  return time;
}

std::optional<Timestamp> make_date(int year, int month, int day) {
  if (!is_real_date(year, month, day)) return std::nullopt;
  Timestamp result;
  result.year = year;
  result.month = static_cast<std::uint8_t>(month);
  result.day = static_cast<std::uint8_t>(day);
  return result;
}

std::optional<Timestamp> make_time(int year, int month, int day, ClockTime clock,
                                   std::optional<int> offset_minutes) {
  auto result = make_date(year, month, day);
  if (!result) return std::nullopt;
  if (clock.second == 60 && clock.minute == 59) clock.second = 59;
  if (clock.hour == 24 && clock.minute == 0 && clock.second == 0 && clock.millisecond == 0) {
    const CivilDate next = from_days(to_days(year, month, day) + 1);
    result = make_date(next.year, next.month, next.day);
    if (!result) return std::nullopt;
    clock.hour = 0;
  }
  if (clock.hour < 0 || clock.hour > 23 || clock.minute < 0 || clock.minute > 59 ||
      clock.second < 0 || clock.second > 59 || clock.millisecond < 0 || clock.millisecond > 999) {
    return std::nullopt;
  }
  if (offset_minutes) {
    if (*offset_minutes > kMaxOffsetMinutes || *offset_minutes < -kMaxOffsetMinutes)
      return std::nullopt;
    result->offset_minutes = static_cast<std::int16_t>(*offset_minutes);
  }
  result->hour = static_cast<std::uint8_t>(clock.hour);
  result->minute = static_cast<std::uint8_t>(clock.minute);
  result->second = static_cast<std::uint8_t>(clock.second);
  result->millisecond = static_cast<std::uint16_t>(clock.millisecond);
  result->precision = clock.precision;
  return result;
}

Timestamp from_sys(SysTime time, int offset_minutes, Precision precision) {
  using namespace std::chrono;
  const auto local = time + minutes{offset_minutes};
  const auto midnight = floor<days>(local);
  const CivilDate date = from_days(static_cast<int>(midnight.time_since_epoch().count()));
  const hh_mm_ss clock{local - midnight};
  Timestamp result;
  result.year = date.year;
  result.month = static_cast<std::uint8_t>(date.month);
  result.day = static_cast<std::uint8_t>(date.day);
  result.hour = static_cast<std::uint8_t>(clock.hours().count());
  result.minute = static_cast<std::uint8_t>(clock.minutes().count());
  result.second = static_cast<std::uint8_t>(clock.seconds().count());
  result.millisecond = static_cast<std::uint16_t>(clock.subseconds().count());
  result.precision = precision;
  // Fields below the precision are not part of what was said.
  if (precision < Precision::kMillisecond) result.millisecond = 0;
  if (precision < Precision::kSecond) result.second = 0;
  if (precision < Precision::kMinute) result.hour = result.minute = 0;
  if (precision < Precision::kDay) result.day = 1;
  if (precision < Precision::kMonth) result.month = 1;
  if (precision > Precision::kDay)
    result.offset_minutes = static_cast<std::int16_t>(offset_minutes);
  return result;
}

bool sharpens(const Timestamp& other, const Timestamp& day) {
  return other.precision >= Precision::kMinute && day.precision == Precision::kDay &&
         other.year == day.year && other.month == day.month && other.day == day.day;
}

}  // namespace tearsheet::dates
