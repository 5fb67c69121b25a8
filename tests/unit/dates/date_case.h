// A text and what it says, for the tables of the tests beside this file.
#pragma once

#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <string_view>

#include "dates/dates.h"

namespace tearsheet::dates {

struct DateCase {
  std::string_view text;
  std::string_view iso;  ///< Empty: refused.
};

inline std::string iso_or_empty(const std::optional<Timestamp>& time) {
  return time ? time->to_iso8601() : std::string();
}

}  // namespace tearsheet::dates
