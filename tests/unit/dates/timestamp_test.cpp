#include <gtest/gtest.h>

#include "dates/civil.h"
#include "dates/dates.h"

namespace tearsheet::dates {
namespace {

TEST(Timestamp, PrintsItsPrecisionAndNoMore) {
  Timestamp time =
      *make_time(2025, 11, 14, {.hour = 9, .minute = 30, .second = 5, .millisecond = 7}, 540);
  const std::pair<Precision, const char*> expected[] = {
      {Precision::kYear, "2025"},
      {Precision::kMonth, "2025-11"},
      {Precision::kDay, "2025-11-14"},
      {Precision::kMinute, "2025-11-14T09:30+09:00"},
      {Precision::kSecond, "2025-11-14T09:30:05+09:00"},
      {Precision::kMillisecond, "2025-11-14T09:30:05.007+09:00"},
  };
  for (const auto& [precision, text] : expected) {
    time.precision = precision;
    EXPECT_EQ(time.to_iso8601(), text);
  }
}

TEST(Timestamp, PrintsUtcAsZAndAnUnknownZoneAsNothing) {
  EXPECT_EQ(make_time(2025, 11, 14, {.hour = 9}, 0)->to_iso8601(), "2025-11-14T09:00Z");
  EXPECT_EQ(make_time(2025, 11, 14, {.hour = 9})->to_iso8601(), "2025-11-14T09:00");
  EXPECT_EQ(make_time(2025, 11, 14, {.hour = 9}, -210)->to_iso8601(), "2025-11-14T09:00-03:30");
}

TEST(Timestamp, StoresTimesInUtcAndLeavesDaysAlone) {
  EXPECT_EQ(make_time(2025, 1, 1, {.hour = 8, .minute = 59}, 540)->to_utc_iso8601(),
            "2024-12-31T23:59Z");
  EXPECT_EQ(make_time(2024, 2, 28, {.hour = 23}, -120)->to_utc_iso8601(), "2024-02-29T01:00Z");
  EXPECT_EQ(make_time(2025, 1, 1, {.hour = 8})->to_utc_iso8601(), "2025-01-01T08:00");
  EXPECT_EQ(make_date(2025, 1, 1)->to_utc_iso8601(), "2025-01-01");
}

TEST(Timestamp, OrdersByInstant) {
  const auto seoul = make_time(2025, 11, 14, {.hour = 9}, 540)->to_sys();
  EXPECT_EQ(seoul, make_time(2025, 11, 14, {.hour = 0}, 0)->to_sys());
  EXPECT_EQ(seoul, make_date(2025, 11, 14)->to_sys());
}

TEST(Timestamp, GoesToAnInstantAndBack) {
  for (int year : {1000, 1583, 1900, 1969, 1970, 2000, 2024, 2025, 2999}) {
    for (int month = 1; month <= 12; ++month) {
      const auto time = make_time(year, month, days_in_month(year, month),
                                  {.hour = 23,
                                   .minute = 59,
                                   .second = 59,
                                   .millisecond = 999,
                                   .precision = Precision::kMillisecond},
                                  0);
      ASSERT_TRUE(time);
      EXPECT_EQ(from_sys(time->to_sys(), 0, Precision::kMillisecond), *time);
    }
  }
}

TEST(Timestamp, RefusesWhatNoClockShows) {
  EXPECT_FALSE(make_date(2025, 2, 29));
  EXPECT_FALSE(make_date(2025, 13, 1));
  EXPECT_FALSE(make_date(2025, 0, 1));
  EXPECT_FALSE(make_date(1, 1, 1));
  EXPECT_FALSE(make_time(2025, 1, 1, {.hour = 25}));
  EXPECT_FALSE(make_time(2025, 1, 1, {.hour = 24, .minute = 1}));
  EXPECT_FALSE(make_time(2025, 1, 1, {.hour = 1, .minute = 60}));
  EXPECT_FALSE(make_time(2025, 1, 1, {.hour = 1}, 1440));
}

TEST(Timestamp, ReadsMidnightAtTheEndOfADayAsTheNextDay) {
  EXPECT_EQ(make_time(2024, 12, 31, {.hour = 24})->to_iso8601(), "2025-01-01T00:00");
}

TEST(Timestamp, ReadsALeapSecondAsTheSecondBefore) {
  const ClockTime leap{.hour = 23, .minute = 59, .second = 60, .precision = Precision::kSecond};
  EXPECT_EQ(make_time(2016, 12, 31, leap, 0)->to_iso8601(), "2016-12-31T23:59:59Z");
}

}  // namespace
}  // namespace tearsheet::dates
