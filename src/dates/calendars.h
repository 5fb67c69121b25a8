// Other calendars to the Gregorian one.
#pragma once

#include <optional>

#include "dates/civil.h"

namespace tearsheet::dates {

/// The solar Hijri calendar of Iran and Afghanistan. Empty: no such day.
[[nodiscard]] std::optional<CivilDate> from_persian(int year, int month, int day);
/// The lunar Hijri calendar, tabular (civil): real dates depend on sightings of the moon and may be
/// a day off.
[[nodiscard]] std::optional<CivilDate> from_islamic(int year, int month, int day);

}  // namespace tearsheet::dates
