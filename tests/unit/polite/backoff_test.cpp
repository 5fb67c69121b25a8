#include "gate_fixture.h"

namespace tearsheet::polite {
namespace {

using namespace std::chrono_literals;

class Backoff : public GateTest {
 protected:
  void SetUp() override { give_robots("http://news.example/", 404, ""); }

  void fail_and_wait(int status) {
    const Ms wait = wait_for("http://news.example/a");
    ASSERT_GE(wait, 0ms);
    clock.advance(wait);
    fetch("http://news.example/a", {.status = status});
  }
};

TEST_F(Backoff, DoublesWithEachFailure) {
  for (const Ms expected : {10s, 20s, 40s, 80s}) {
    fail_and_wait(503);
    expect_pause(wait_for("http://news.example/a"), expected, 0.25);
  }
}

TEST_F(Backoff, BeyondTwoMinutesIsForALaterRun) {
  for (int i = 0; i < 5; ++i) fail_and_wait(0);
  const Answer answer = ask("http://news.example/a");
  ASSERT_TRUE(is<Deferred>(answer));
  EXPECT_GE(std::get<Deferred>(answer).until, clock.now() + 160s);
}

TEST_F(Backoff, EndsWithAGoodAnswer) {
  fail_and_wait(500);
  fail_and_wait(500);
  fail_and_wait(200);
  expect_pause(wait_for("http://news.example/a"), 5s);
  fail_and_wait(500);
  expect_pause(wait_for("http://news.example/a"), 10s, 0.25);
}

TEST_F(Backoff, A404IsNoFailure) {
  fail_and_wait(404);
  expect_pause(wait_for("http://news.example/a"), 5s);
}

TEST_F(Backoff, AnAnsweredRobotsTxtDoesNotEndIt) {
  fail_and_wait(500);
  clock.advance(13s);
  give_robots("https://news.example/", 404, "");
  fail_and_wait(500);
  expect_pause(wait_for("http://news.example/a"), 20s, 0.25);
}

TEST_F(Backoff, ErrorBudgetLeavesAHostAlone) {
  for (int i = 0; i < 9; ++i) fail_and_wait(403);
  EXPECT_FALSE(is<Deferred>(ask("http://news.example/b")));
}

TEST_F(Backoff, TenFailuresInARowSpendTheBudget) {
  for (int i = 0; i < 10; ++i) fail_and_wait(403);
  EXPECT_TRUE(is<Deferred>(ask("http://news.example/b")));
}

struct RetryAfterCase {
  const char* name;
  int status;
  std::chrono::milliseconds stated, expected;
};
class RetryAfter : public GateTest, public testing::WithParamInterface<RetryAfterCase> {};

TEST_P(RetryAfter, IsObeyed) {
  give_robots("http://news.example/", 404, "");
  fetch("http://news.example/a", {.status = GetParam().status, .retry_after = GetParam().stated});
  expect_pause(wait_for("http://news.example/a"), GetParam().expected);
}
INSTANTIATE_TEST_SUITE_P(Cases, RetryAfter,
                         testing::Values(RetryAfterCase{"ZeroStillWaitsThePause", 429, 0s, 5s},
                                         RetryAfterCase{"ShorterThanThePause", 503, 2s, 5s},
                                         RetryAfterCase{"LongerThanThePause", 429, 60s, 60s},
                                         RetryAfterCase{"UpToTwoMinutes", 503, 120s, 120s},
                                         RetryAfterCase{"OfAGoodAnswerMeansNothing", 200, 60s, 5s}),
                         [](const auto& test) { return std::string(test.param.name); });

class RetryAfterClock : public GateTest {
 protected:
  void SetUp() override { give_robots("http://news.example/", 404, ""); }
};

TEST_F(RetryAfterClock, BindsARedirectsHop) {
  fetch("http://news.example/a", {.status = 302, .retry_after = 40s, .is_redirect = true});
  EXPECT_EQ(wait_for("http://news.example/b", Purpose::kRedirectHop), 40s);
}

TEST_F(RetryAfterClock, LongerThanTwoMinutesIsForALaterRun) {
  fetch("http://news.example/a", {.status = 429, .retry_after = 3600s});
  const Answer answer = ask("http://news.example/b");
  ASSERT_TRUE(is<Deferred>(answer));
  EXPECT_EQ(std::get<Deferred>(answer).until, clock.now() + 3600s);
}

TEST_F(RetryAfterClock, IsBelievedUpToADay) {
  fetch("http://news.example/a", {.status = 503, .retry_after = 24h * 400});
  const Answer answer = ask("http://news.example/b");
  ASSERT_TRUE(is<Deferred>(answer));
  EXPECT_EQ(std::get<Deferred>(answer).until, clock.now() + 24h);
}

TEST_F(RetryAfterClock, TooShortATimeIsAddedToAfterTheFirst) {
  fetch("http://news.example/a", {.status = 503, .retry_after = 6s});
  clock.advance(6s);
  fetch("http://news.example/a", {.status = 503, .retry_after = 6s});
  expect_pause(wait_for("http://news.example/a"), 20s, 0.25);
}

}  // namespace
}  // namespace tearsheet::polite
