#include "cli/date_range.h"

#include <gtest/gtest.h>

namespace tearsheet::cli {
namespace {

// 2025-11-14T10:30:00Z, a Friday.
const SysTime kNow = dates::parse_iso8601("2025-11-14T10:30:00Z")->to_sys();

TEST(DateRange, DatesAreReadAsPeopleWriteThem) {
  const struct {
    const char* text;
    const char* iso;
  } cases[] = {
      {"2025-11-01", "2025-11-01"},
      {"2025-11", "2025-11"},
      {"2025", "2025"},
      {"2025-11-01T08:15:00Z", "2025-11-01T08:15:00Z"},
      {"2025/11/01", "2025-11-01"},
      {"19.11.2024", "2024-11-19"},
      {"14 November 2025", "2025-11-14"},
      {"yesterday", "2025-11-13"},
      {"today", "2025-11-14"},
      {"7d", "2025-11-07"},
      {"2030-01-01", "2030-01-01"},
  };
  for (const auto& [text, iso] : cases) {
    const auto date = read_date(text, kNow);
    ASSERT_TRUE(date) << text;
    EXPECT_EQ(date->to_iso8601(), iso) << text;
  }
  const auto hours = read_date("12h", kNow);
  ASSERT_TRUE(hours);
  EXPECT_EQ(hours->to_sys(), kNow - std::chrono::hours(12));
}

TEST(DateRange, WhatIsNoDateOrCanBeReadTwoWaysIsRefused) {
  for (const char* text : {"", "soon", "7", "2025-13-01", "2025-11-31", "04/05/2025", "2w", "7dd",
                           "-7d", "d", "news.db"}) {
    EXPECT_FALSE(read_date(text, kNow)) << text;
  }
}

}  // namespace
}  // namespace tearsheet::cli
