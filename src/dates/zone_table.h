// Abbreviations of time zones.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace tearsheet::dates {

struct ZoneAbbreviation {
  std::string_view name;        ///< Upper case.
  std::int16_t offset_minutes;  ///< Unless `zone` is set.
  std::string_view zone =
      {};  ///< A name for both halves of the year ("ET"): the IANA zone that decides.
};

/// Sorted by name, one row a name.
[[nodiscard]] std::span<const ZoneAbbreviation> zone_abbreviations();

}  // namespace tearsheet::dates
