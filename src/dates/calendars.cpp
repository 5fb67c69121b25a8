#include "dates/calendars.h"

namespace tearsheet::dates {
namespace {

/// Years that news can be dated with; both rules below are only meant for them.
constexpr int kFirstYear = 1200;
constexpr int kLastYear = 1600;

/// Floor division: years before the cycle's start count backwards.
constexpr int floor_div(int a, int b) {
  return a / b - (a % b < 0 ? 1 : 0);
}

}  // namespace

// The 33-year rule: 8 leap years in 33, year y is one if (25 y + 11) mod 33 < 8. Agrees with the
// astronomical calendar of Iran from 1178 to 1633.
std::optional<CivilDate> from_persian(int year, int month, int day) {
  if (year < kFirstYear || year > kLastYear || month < 1 || month > 12 || day < 1)
    return std::nullopt;
  const bool leap = (25 * year + 11) % 33 < 8;
  const int month_days = month <= 6 ? 31 : month <= 11 || leap ? 30 : 29;
  if (day > month_days) return std::nullopt;
  // 1 Farvardin 1 was 19 March 622 in the Julian calendar, 492,268 days before 1970.
  constexpr int kEpoch = -492268;
  const int before_month = month <= 7 ? 31 * (month - 1) : 30 * (month - 1) + 6;
  return from_days(kEpoch + 365 * (year - 1) + floor_div(8 * year + 21, 33) + before_month + day -
                   1);
}

// Eleven leap years in thirty; 1 Muharram 1 was 16 July 622 (Julian), as civil reckoning has it.
std::optional<CivilDate> from_islamic(int year, int month, int day) {
  if (year < kFirstYear || year > kLastYear || month < 1 || month > 12 || day < 1)
    return std::nullopt;
  // A month that was seen to be long where the table has it short is an honest date, so each may
  // have 30 days.
  if (day > 30) return std::nullopt;
  constexpr int kEpoch = -492148;
  return from_days(kEpoch + 354 * (year - 1) + floor_div(3 + 11 * year, 30) + 29 * (month - 1) +
                   month / 2 + day - 1);
}

}  // namespace tearsheet::dates
