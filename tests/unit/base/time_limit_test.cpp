#include "base/time_limit.h"

#include <gtest/gtest.h>

namespace tearsheet {
namespace {

using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::nanoseconds;

/// Spends for as long as it may, at most about `bytes`; whether it was stopped.
bool is_stopped(std::size_t bytes) {
  try {
    for (std::size_t spent = 0; spent < bytes; spent += 1000) TimeLimit::spend(1000);
  } catch (const TimeIsUp&) {
    return true;
  }
  return false;
}

TEST(TimeLimit, StopsWhatSpendsMoreThanItsTime) {
  const TimeLimit limit(nanoseconds{0});
  EXPECT_TRUE(is_stopped(10'000'000));
}

TEST(TimeLimit, StopsManySmallStepsToo) {
  const TimeLimit limit(nanoseconds{0});
  const auto step = [] {
    for (int i = 0; i < 1'000'000; ++i) TimeLimit::spend(0);
  };
  EXPECT_THROW(step(), TimeIsUp);
}

TEST(TimeLimit, LeavesAloneWhatHasTime) {
  EXPECT_FALSE(is_stopped(10'000'000));
  const TimeLimit limit(hours{1});
  EXPECT_FALSE(is_stopped(10'000'000));
}

TEST(TimeLimit, OneInsideAnotherEndsNoLater) {
  const TimeLimit outer(nanoseconds{0});
  {
    const TimeLimit inner(hours{1});
    EXPECT_TRUE(is_stopped(10'000'000));
  }
  EXPECT_TRUE(is_stopped(10'000'000));
}

TEST(TimeLimit, IsGoneWithItsObject) {
  { const TimeLimit limit(milliseconds{0}); }
  EXPECT_FALSE(is_stopped(10'000'000));
}

}  // namespace
}  // namespace tearsheet
