// Arithmetic on calendar fields, shared by every form of date.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>

#include "dates/dates.h"

namespace tearsheet::dates {

/// Years that a date of a news page can have. Outside of them stands garbage ("0001-01-01", a
/// software's empty date) or another calendar, which the engine converts before it looks here.
inline constexpr int kMinYear = 1000;
inline constexpr int kMaxYear = 2999;
/// UTC+14 (Kiribati) is the largest offset in use; feeds send odd ones up to the whole day.
inline constexpr int kMaxOffsetMinutes = 24 * 60 - 1;

[[nodiscard]] constexpr bool is_leap(int year) {
  return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}
[[nodiscard]] constexpr int days_in_month(int year, int month) {
  constexpr std::int8_t kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return month == 2 && is_leap(year) ? 29 : kDays[month - 1];
}
[[nodiscard]] constexpr bool is_real_date(int year, int month, int day) {
  return year >= kMinYear && year <= kMaxYear && month >= 1 && month <= 12 && day >= 1 &&
         day <= days_in_month(year, month);
}

/// Days since 1970-01-01 in the proleptic Gregorian calendar, and back.
[[nodiscard]] constexpr int to_days(int year, int month, int day) {
  using namespace std::chrono;
  return static_cast<int>(
      sys_days{std::chrono::year{year} / month / day}.time_since_epoch().count());
}
struct CivilDate {
  int year = 0, month = 1, day = 1;
};
[[nodiscard]] constexpr CivilDate from_days(int days) {
  const std::chrono::year_month_day date{std::chrono::sys_days{std::chrono::days{days}}};
  return {static_cast<int>(date.year()), static_cast<int>(static_cast<unsigned>(date.month())),
          static_cast<int>(static_cast<unsigned>(date.day()))};
}
/// 0 = Sunday.
[[nodiscard]] constexpr int weekday_of(int days) {
  return ((days % 7) + 11) % 7;
}

/// Time of day as it was read, before it was looked at.
struct ClockTime {
  int hour = 0, minute = 0, second = 0, millisecond = 0;
  Precision precision = Precision::kMinute;
};

/// Fields to a Timestamp; empty if there is no such day or time. 24:00 is the next midnight (ISO
/// 8601-1:2019 4.3.8), a leap second the one before it.
[[nodiscard]] std::optional<Timestamp> make_date(int year, int month, int day);
[[nodiscard]] std::optional<Timestamp> make_time(int year, int month, int day, ClockTime clock,
                                                 std::optional<int> offset_minutes = {});
/// Clocks differ and zones may be unknown: a date up to this far after `now` is not from the
/// future.
inline constexpr std::chrono::hours kFutureTolerance{24};
/// Empty for a date after `now` where the options refuse it.
[[nodiscard]] std::optional<Timestamp> refuse_future(const Timestamp& time,
                                                     const DateOptions& options);

/// The fields of an instant as seen at an offset.
[[nodiscard]] Timestamp from_sys(SysTime time, int offset_minutes, Precision precision);

}  // namespace tearsheet::dates
