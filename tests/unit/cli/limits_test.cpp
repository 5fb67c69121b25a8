#include "cli/limits.h"

#include <gtest/gtest.h>

namespace tearsheet::cli {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

TEST(Limits, LeaveEverythingAsItIsUnlessGiven) {
  fetch::FetchLimits fetch;
  polite::PaceLimits pace;
  Limits{}.apply(fetch, pace);
  EXPECT_EQ(fetch.total, seconds(30));
  EXPECT_EQ(fetch.max_redirects, 10);
  EXPECT_EQ(pace.default_delay, seconds(5));
}

TEST(Limits, NoOptionMakesThePaceImpolite) {
  fetch::FetchLimits fetch;
  polite::PaceLimits pace;
  Limits{.delay = milliseconds(1), .max_crawl_delay = seconds(1)}.apply(fetch, pace);
  EXPECT_EQ(pace.default_delay, seconds(1));
  EXPECT_EQ(pace.max_crawl_delay, seconds(30));
}

TEST(Limits, ALongerTransferIsReckonedWithByTheNextRun) {
  fetch::FetchLimits fetch;
  polite::PaceLimits pace;
  Limits{
      .timeout = seconds(120), .connect = seconds(60), .redirects = 1'000'000, .page_megabytes = 0}
      .apply(fetch, pace);
  EXPECT_EQ(pace.request_allowance, seconds(120));
  EXPECT_EQ(fetch.connect, seconds(60));
  EXPECT_EQ(fetch.max_redirects, 50);
  EXPECT_EQ(fetch.max_page, 1'000'000U);
}

}  // namespace
}  // namespace tearsheet::cli
