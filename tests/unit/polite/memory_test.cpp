#include "gate_fixture.h"

namespace tearsheet::polite {
namespace {

using namespace std::chrono_literals;

class Memory : public GateTest {
 protected:
  void SetUp() override {
    give_robots("http://news.example/", 200, "User-agent: *\nDisallow: /private\n");
  }
};

TEST_F(Memory, ThePauseOutlivesTheRun) {
  fetch("http://news.example/a", {.status = 200});
  clock.advance(1s);
  restart();
  expect_pause(wait_for("http://news.example/b") + 1s, 5s);
}

TEST_F(Memory, IsWrittenBeforeTheRequestStarts) {
  auto leave = permit("http://news.example/a");
  ASSERT_TRUE(leave);
  const auto memories = gate.take_changed();
  ASSERT_EQ(memories.size(), 1U);
  ASSERT_TRUE(memories[0].next_at);
  // Whenever the process dies, the answer was over by then, and the pause after it is kept.
  EXPECT_GE(*memories[0].next_at, clock.now() + limits.request_allowance + 5s);
}

TEST_F(Memory, NothingChangedNothingToStore) {
  EXPECT_EQ(gate.take_changed().size(), 1U);
  EXPECT_TRUE(gate.take_changed().empty());
}

constexpr const char* kRules = "User-agent: *\nDisallow: /private\n";

class KeptRobots : public GateTest {
 protected:
  void SetUp() override {
    give_robots("http://news.example/", 200, kRules, {"\"v1\"", "Sat, 15 Nov 2025 00:00:00 GMT"});
  }
  /// The run that follows meets the host and gets this answer.
  void meet(int status, std::string_view body = {}) {
    restart_unconfirmed();
    Answer answer = ask("http://news.example/private");
    auto* need = std::get_if<NeedRobots>(&answer);
    ASSERT_NE(need, nullptr) << "robots.txt comes first";
    asked_with = need->validators;
    gate.finished(need->permit, {.status = status});
    gate.robots_answered(need->permit, status, body);
  }
  RobotsValidators asked_with;
};

// RFC 9309 2.4
TEST_F(KeptRobots, AreConfirmedAtTheFirstContactOfARun) {
  clock.advance(23h);
  meet(304);
  EXPECT_EQ(asked_with.etag, "\"v1\"");
  EXPECT_EQ(asked_with.last_modified, "Sat, 15 Nov 2025 00:00:00 GMT");
  EXPECT_TRUE(is<Denied>(ask("http://news.example/private")));
  EXPECT_EQ(wait_for("http://news.example/a"), 0ms);
  clock.advance(23h);
  EXPECT_TRUE(is<Denied>(ask("http://news.example/private"))) << "confirmed for another day";
  clock.advance(1h);
  Answer answer = ask("http://news.example/a");
  ASSERT_TRUE(is<NeedRobots>(answer));
  EXPECT_EQ(std::get<NeedRobots>(answer).validators.etag, "\"v1\"");
}

TEST_F(KeptRobots, AreReplacedByNewOnes) {
  meet(200, "User-agent: *\nDisallow: /a\n");
  EXPECT_TRUE(is<Denied>(ask("http://news.example/a")));
  EXPECT_EQ(wait_for("http://news.example/private"), 0ms);
  restart_unconfirmed();
  Answer answer = ask("http://news.example/");
  ASSERT_TRUE(is<NeedRobots>(answer));
  EXPECT_EQ(std::get<NeedRobots>(answer).validators.etag, "") << "the new answer had none";
}

TEST_F(KeptRobots, CountWhereTheyCannotBeConfirmedWithinADay) {
  for (const int status : {0, 503, 429}) {
    clock.advance(6h);
    meet(status);
    const Answer answer = ask("http://news.example/private");
    ASSERT_TRUE(is<Denied>(answer)) << status;
    EXPECT_TRUE(std::get<Denied>(answer).is_verdict) << status;
  }
  clock.advance(6h);
  meet(503);
  const Answer answer = ask("http://news.example/a");
  ASSERT_TRUE(is<Denied>(answer)) << "a day after they were read last";
  EXPECT_FALSE(std::get<Denied>(answer).is_verdict);
}

// A challenge, a front page, a record of some service: its owner took nothing back.
TEST_F(KeptRobots, OutliveAnAnswerThatIsNoRobotsFile) {
  for (const char* body : {"<!DOCTYPE html><title>One moment</title>", " \n<html>",
                           "\xEF\xBB\xBF<html>", "{\"error\": 1}", "[]"}) {
    meet(200, body);
    EXPECT_TRUE(is<Denied>(ask("http://news.example/private"))) << body;
    EXPECT_FALSE(is<Denied>(ask("http://news.example/public"))) << body;
  }
  clock.advance(25h);
  meet(200, "<!DOCTYPE html>");
  EXPECT_FALSE(is<Denied>(ask("http://news.example/private"))) << "it was too old";
}

TEST_F(KeptRobots, OfAHostThatAnswersNothingMakeOneMoreTry) {
  clock.advance(1h);
  meet(0);
  expect_pause(wait_for("http://news.example/a"), 10s, 0.25);
  clock.advance(13s);
  fetch("http://news.example/a", {.status = 0});
  EXPECT_TRUE(is<Deferred>(ask("http://news.example/a")));
  EXPECT_LE(gate.ready_at(url("http://news.example/a")), clock.steady())
      << "it can be put off at once, not when it may be asked again";
}

TEST_F(KeptRobots, OfAHostThatAnsweredNothingLastTimeEither) {
  for (int run = 0; run < 3; ++run) {
    clock.advance(1h);
    meet(0);
    if (run > 0) {
      EXPECT_TRUE(is<Deferred>(ask("http://news.example/a"))) << "one request in run " << run;
      continue;
    }
    clock.advance(13s);
    fetch("http://news.example/a", {.status = 0});
  }
}

TEST_F(KeptRobots, OfAHostThatAnsweredAreWorthALongerWait) {
  clock.advance(1h);
  meet(304);
  for (const Ms expected : {10s, 20s, 40s, 80s}) {
    clock.advance(wait_for("http://news.example/a"));
    fetch("http://news.example/a", {.status = 0});
    expect_pause(wait_for("http://news.example/a"), expected, 0.25);
  }
}

TEST_F(KeptRobots, AreGoneWhereTheFileIs) {
  meet(404);
  EXPECT_EQ(wait_for("http://news.example/private"), 0ms);
}

TEST_F(KeptRobots, BehindARedirectAreAskedForWhole) {
  meet(301);
  restart_unconfirmed();
  Answer answer = ask("http://news.example/a");
  auto* need = std::get_if<NeedRobots>(&answer);
  ASSERT_NE(need, nullptr);
  gate.finished(need->permit, {.status = 301, .is_redirect = true});
  gate.robots_answered(need->permit, 301, "", url("http://www.other.example/robots.txt"));
  answer = ask("http://news.example/a");
  need = std::get_if<NeedRobots>(&answer);
  ASSERT_NE(need, nullptr);
  EXPECT_EQ(need->validators.etag, "") << "they belong to another resource";
}

TEST_F(Memory, AnUnreachableRobotsTxtIsTriedAgainInTheNextRun) {
  give_robots("http://other.example/", 503, "");
  clock.advance(20s);
  EXPECT_TRUE(is<Denied>(ask("http://other.example/a")));
  restart_unconfirmed();
  EXPECT_TRUE(is<NeedRobots>(ask("http://other.example/a")));
}

TEST_F(Memory, OldRulesStillTellTheCrawlDelay) {
  give_robots("http://slow.example/", 200, "User-agent: *\nCrawl-delay: 20\n");
  clock.advance(25h);
  restart_unconfirmed();
  EXPECT_TRUE(is<NeedRobots>(ask("http://slow.example/a")));
  EXPECT_EQ(gate.delay_of(url("http://slow.example/a")), 20s);
}

TEST_F(Memory, WhatAnEarlierRunLeftIsNotWaitedForLong) {
  fetch("http://news.example/a", {.status = 503, .retry_after = 60s});
  EXPECT_FALSE(is<Deferred>(ask("http://news.example/b"))) << "in this run";
  clock.advance(30s);
  restart_unconfirmed();
  EXPECT_TRUE(is<Deferred>(ask("http://news.example/b")));
  clock.advance(20s);
  expect_pause(wait_for("http://news.example/b"), 10s);
}

TEST_F(Memory, RetryAfterOutlivesTheRun) {
  fetch("http://news.example/a", {.status = 429, .retry_after = 3600s});
  clock.advance(60s);
  restart();
  EXPECT_TRUE(is<Deferred>(ask("http://news.example/b")));
  clock.advance(3540s);
  EXPECT_EQ(wait_for("http://news.example/b"), 0ms);
}

TEST_F(Memory, BackoffGoesOnWhereItWas) {
  fetch("http://news.example/a", {.status = 500});
  clock.advance(15s);
  restart();
  fetch("http://news.example/a", {.status = 500});
  expect_pause(wait_for("http://news.example/a"), 20s, 0.25);
}

TEST_F(Memory, AWallClockSetBackNeverShortensAPause) {
  fetch("http://news.example/a", {.status = 200});
  clock.jump(-48h);
  EXPECT_GE(wait_for("http://news.example/b"), 5s);
  clock.jump(48h);
  for (HostMemory& memory : gate.take_changed()) stored[memory.authority] = std::move(memory);
  clock.jump(-48h);
  restart_unconfirmed();
  give_robots("http://news.example/", 404, "");
  EXPECT_GE(wait_for("http://news.example/b"), 5s);
}

TEST_F(Memory, AWallClockThatWasYearsAheadDoesNotStallAHost) {
  fetch("http://news.example/a", {.status = 200});
  stored["http://news.example"].authority = "http://news.example";
  restart();
  stored["http://news.example"].next_at = clock.now() + 24h * 3650;
  stored["http://news.example"].retry_at = clock.now() + 24h * 3650;
  gate = HostGate(clock, limits, "tearsheet", 3);
  gate.remember(stored["http://news.example"]);
  clock.advance(24h);
  const Answer answer = ask("http://news.example/b");
  EXPECT_TRUE(is<NeedRobots>(answer)) << answer.index();
}

TEST_F(Memory, AStoredPauseIsNeverLongerThanAPauseCanBe) {
  HostMemory memory;
  memory.authority = "http://other.example";
  memory.next_at = clock.now() + 24h * 3650;
  memory.robots_status = 404;
  memory.robots_at = clock.now();
  gate.remember(memory);
  EXPECT_LE(wait_for("http://other.example/"),
            limits.request_allowance + limits.max_crawl_delay * 11 / 10);
}

TEST_F(Memory, ALongPauseOfASiteFileOutlivesTheRunWhole) {
  gate.set_pace("news.example", 600s, false);
  fetch("http://news.example/a", {.status = 200});
  restart();
  gate.set_pace("news.example", 600s, false);
  expect_pause(wait_for("http://news.example/b"), 600s);
}

TEST_F(Memory, RobotsFromTheFutureAreFetchedAgain) {
  HostMemory memory;
  memory.authority = "http://other.example";
  memory.robots_status = 200;
  memory.robots_at = clock.now() + 1h;
  gate.remember(memory);
  EXPECT_TRUE(is<NeedRobots>(ask("http://other.example/")));
}

TEST_F(Memory, AKeyThatIsNoOriginIsIgnored) {
  HostMemory memory;
  memory.authority = "news.example";
  memory.next_at = clock.now() + 20s;
  gate.remember(memory);
  EXPECT_EQ(wait_for("http://news.example/a"), 0ms);
}

TEST_F(Memory, AHostWithoutPauseHasNoneAfterACrash) {
  gate.set_pace("news.example", 0ms, true);
  fetch("http://news.example/a", {.status = 200, .private_peer = true});
  auto leave = permit("http://news.example/b");
  ASSERT_TRUE(leave);
  restart();
  EXPECT_EQ(wait_for("http://news.example/b"), 0ms);
}

}  // namespace
}  // namespace tearsheet::polite
