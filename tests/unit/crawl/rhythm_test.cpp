// When a source is worth another visit (crawl/plan/rhythm.h).
#include "crawl/plan/rhythm.h"

#include <gtest/gtest.h>

namespace tearsheet::crawl {
namespace {

using namespace std::chrono_literals;
using std::chrono::milliseconds;

constexpr SysTime kStart{std::chrono::seconds{1'763'164'800}};  // Saturday 2025-11-15, midnight

// A source that is visited every 20 minutes for so many days, and brings an item each `every`.
store::Rhythm after_days(int days, milliseconds every) {
  store::Rhythm rhythm;
  const SysTime first = kStart - 24h * days;
  observe(rhythm, first, std::nullopt, 50);
  SysTime before = first;
  for (SysTime now = first + 20min; now <= kStart; now += 20min) {
    const auto news = (now - first) / every - (before - first) / every;
    observe(rhythm, now, before, static_cast<std::size_t>(news));
    before = now;
  }
  return rhythm;
}

milliseconds pause(const store::Rhythm& rhythm, milliseconds fresh = 0ms) {
  return next_visit(rhythm, kStart, fresh).value_or(kStart) - kStart;
}

struct PaceRow {
  const char* name;
  int days;
  milliseconds every;
  milliseconds at_least, at_most;
};
class Pace : public testing::TestWithParam<PaceRow> {};
TEST_P(Pace, FollowsWhatTheSourceBrought) {
  const milliseconds found = pause(after_days(GetParam().days, GetParam().every));
  EXPECT_GE(found, GetParam().at_least);
  EXPECT_LE(found, GetParam().at_most);
}
INSTANTIATE_TEST_SUITE_P(
    Rows, Pace,
    testing::Values(PaceRow{"TooYoungToTell", 0, 24h, 0ms, 0ms},
                    PaceRow{"BusyInEveryRunOfACronOfTwentyMinutes", 10, 30min, 5min, 10min},
                    PaceRow{"SomeADayAboutHourly", 10, 3h, 30min, 1h},
                    PaceRow{"OneADayNeverRarerThanHourly", 20, 24h, 50min, 1h},
                    PaceRow{"SilentForAMonthRarely", 40, 24h * 1000, 20h, 24h}),
    [](const auto& row) { return row.param.name; });

TEST(Rhythm, AFirstVisitSaysNothingAboutThePace) {
  store::Rhythm rhythm;
  observe(rhythm, kStart, std::nullopt, 200);
  EXPECT_EQ(rhythm.news, 0);
  EXPECT_EQ(next_visit(rhythm, kStart, 0ms), std::nullopt);
}

TEST(Rhythm, AClockThatWasSetSaysNothing) {
  store::Rhythm rhythm = after_days(3, 1h);
  const double hours = rhythm.hours;
  observe(rhythm, kStart - 48h, kStart, 0);
  EXPECT_EQ(rhythm.hours, hours);
}

TEST(Rhythm, ASourceThatWakesUpIsActiveAtOnce) {
  store::Rhythm rhythm = after_days(40, 24h * 1000);
  observe(rhythm, kStart, kStart - 20h, 5);
  EXPECT_LE(pause(rhythm), kActivePause);
}

TEST(Rhythm, HttpFreshnessIsKeptUpToTheLongestPauseOfAnActiveSource) {
  const store::Rhythm rhythm = after_days(10, 30min);
  EXPECT_EQ(pause(rhythm, 30min), 30min);
  EXPECT_EQ(pause(rhythm, 24h * 300), kActivePause);
}

TEST(Rhythm, WhatAFeedSaysIsKeptUpToADay) {
  store::Rhythm rhythm = after_days(10, 30min);
  rhythm.told = 120min;
  EXPECT_EQ(pause(rhythm), 2h);
  rhythm.told = std::chrono::hours(24 * 30);
  EXPECT_EQ(pause(rhythm), 24h);
}

TEST(Rhythm, APeriodIsCountedFromItsBase) {
  store::Rhythm rhythm = after_days(10, 30min);
  rhythm.told = 6 * 60min;
  rhythm.base = kStart - 24h * 100 + 2h;
  EXPECT_EQ(pause(rhythm), 2h);
  rhythm.base = kStart + 24h * 100 + 2h;
  EXPECT_EQ(pause(rhythm), 2h) << "a base in the future";
}

TEST(Rhythm, QuietHoursAndDaysAreKept) {
  store::Rhythm rhythm;
  rhythm.skip_hours = 1U << 5U;
  EXPECT_TRUE(is_quiet_time(rhythm, kStart + 5h + 59min));
  EXPECT_FALSE(is_quiet_time(rhythm, kStart + 6h));
  rhythm = {};
  rhythm.skip_days = 1U << 6U;
  EXPECT_TRUE(is_quiet_time(rhythm, kStart));
  EXPECT_FALSE(is_quiet_time(rhythm, kStart + 24h));
}

TEST(Due, TheSiteFilesIntervalWins) {
  site::Source source;
  source.interval = 2h;
  store::Visit visit;
  visit.visited_at = kStart;
  visit.due_at = kStart + 10h;
  EXPECT_FALSE(is_due(visit, &source, kStart + 1h));
  EXPECT_TRUE(is_due(visit, &source, kStart + 2h));
  EXPECT_FALSE(is_due(visit, nullptr, kStart + 2h));
  visit.state = store::VisitState::kRetry;
  visit.due_at.reset();
  EXPECT_TRUE(is_due(visit, &source, kStart + 1h)) << "it was not read";
}

TEST(Due, ATimeFarAheadWasWrittenByAWrongClock) {
  store::Visit visit;
  visit.due_at = kStart + 24h * 400;
  EXPECT_TRUE(is_due(visit, nullptr, kStart));
}

}  // namespace
}  // namespace tearsheet::crawl
