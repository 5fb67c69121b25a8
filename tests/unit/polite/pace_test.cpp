#include "gate_fixture.h"

namespace tearsheet::polite {
namespace {

using namespace std::chrono_literals;

class Pace : public GateTest {
 protected:
  void SetUp() override { give_robots("http://news.example/", 404, ""); }
};

TEST_F(Pace, RobotsItselfDoesNotStartTheDefaultPause) {
  EXPECT_EQ(wait_for("http://news.example/a"), 0ms);
}

TEST_F(Pace, WaitsAfterTheAnswerNotAfterTheRequest) {
  auto leave = permit("http://news.example/a");
  ASSERT_TRUE(leave);
  clock.advance(20s);
  gate.finished(*leave, {.status = 200});
  expect_pause(wait_for("http://news.example/b"), 5s);
  clock.advance(5600ms);
  EXPECT_EQ(wait_for("http://news.example/b"), 0ms);
}

TEST_F(Pace, OneRequestToAHostAtATime) {
  auto leave = permit("http://news.example/a");
  ASSERT_TRUE(leave);
  EXPECT_TRUE(is<Busy>(ask("http://news.example/b")));
  EXPECT_TRUE(is<Busy>(ask("https://news.example/b")));
  gate.cancel(*leave);
  EXPECT_EQ(wait_for("http://news.example/b"), 0ms);
}

TEST_F(Pace, SchemesPortsAndTheRootsDotShareOneHost) {
  fetch("http://news.example/a", {.status = 200});
  give_robots("https://news.example/", 404, "");
  give_robots("http://news.example:8080/", 404, "");
  give_robots("http://news.example./", 404, "");
  for (const char* other :
       {"https://news.example/b", "http://news.example:8080/b", "http://news.example./b"}) {
    expect_pause(wait_for(other), 5s);
  }
}

TEST_F(Pace, AWaitingHostDoesNotHoldUpAnother) {
  fetch("http://news.example/a", {.status = 200});
  give_robots("http://other.example/", 404, "");
  EXPECT_EQ(wait_for("http://other.example/a"), 0ms);
}

TEST_F(Pace, ARedirectsHopDoesNotWait) {
  fetch("http://news.example/a", {.status = 301, .is_redirect = true});
  EXPECT_EQ(wait_for("http://news.example/b", Purpose::kRedirectHop), 0ms);
  expect_pause(wait_for("http://news.example/b"), 5s);
}

TEST_F(Pace, AHopToAHostThatWasJustAskedWaits) {
  fetch("http://news.example/a", {.status = 200});
  expect_pause(wait_for("http://news.example/b", Purpose::kRedirectHop), 5s);
}

TEST_F(Pace, TheEndOfAChainStartsThePause) {
  fetch("http://news.example/a", {.status = 301, .is_redirect = true});
  fetch("http://news.example/b", {.status = 200}, Purpose::kRedirectHop);
  expect_pause(wait_for("http://news.example/c", Purpose::kRedirectHop), 5s);
}

TEST_F(Pace, ASiteFileMayBeFasterOnPublicAddressesOnlyDownToASecond) {
  gate.set_pace("news.example", 0ms, true);
  fetch("http://news.example/a", {.status = 200});
  EXPECT_EQ(gate.delay_of(url("http://news.example/")), 1s);
  expect_pause(wait_for("http://news.example/b"), 1s);
}

TEST_F(Pace, NoPauseOnPrivateAddressesWhereTheyAreAllowed) {
  gate.set_pace("news.example", 0ms, true);
  fetch("http://news.example/a", {.status = 200, .private_peer = true});
  EXPECT_EQ(wait_for("http://news.example/b"), 0ms);
  fetch("http://news.example/b", {.status = 200, .private_peer = false});
  expect_pause(wait_for("http://news.example/c"), 1s);
}

TEST_F(Pace, NoPauseTakesTheUsersLeave) {
  gate.set_pace("news.example", 0ms, false);
  fetch("http://news.example/a", {.status = 200, .private_peer = true});
  expect_pause(wait_for("http://news.example/b"), 1s);
}

TEST_F(Pace, TheLongestPauseAskedForCounts) {
  gate.set_pace("news.example", 20s, false);
  gate.set_pace("news.example", 2s, false);
  fetch("http://news.example/a", {.status = 200});
  expect_pause(wait_for("http://news.example/b"), 20s);
}

TEST_F(Pace, ReadyAtTellsWhenToAskAgain) {
  EXPECT_LE(gate.ready_at(url("http://news.example/a")), clock.steady());
  fetch("http://news.example/a", {.status = 200});
  EXPECT_EQ(gate.ready_at(url("http://news.example/b")),
            clock.steady() + wait_for("http://news.example/b"));
}

class CrawlDelay : public GateTest {};

TEST_F(CrawlDelay, BindsThePageAfterRobotsTxt) {
  give_robots("http://news.example/", 200, "User-agent: *\nCrawl-delay: 12\n");
  expect_pause(wait_for("http://news.example/a"), 12s);
}

TEST_F(CrawlDelay, BindsRedirectHopsToo) {
  give_robots("http://news.example/", 200, "User-agent: *\nCrawl-delay: 12\n");
  clock.advance(14s);
  fetch("http://news.example/a", {.status = 302, .is_redirect = true});
  expect_pause(wait_for("http://news.example/b", Purpose::kRedirectHop), 12s);
}

TEST_F(CrawlDelay, BindsTheRobotsTxtOfTheHostsOtherOrigins) {
  give_robots("http://news.example/", 200, "User-agent: *\nCrawl-delay: 12\n");
  expect_pause(wait_for("https://news.example/a"), 12s);
}

TEST_F(CrawlDelay, DoesNotShortenThePause) {
  give_robots("http://news.example/", 200, "User-agent: *\nCrawl-delay: 1\n");
  clock.advance(2s);
  fetch("http://news.example/a", {.status = 200});
  expect_pause(wait_for("http://news.example/b"), 5s);
}

TEST_F(CrawlDelay, AboveTheLimitCostsPagesInstead) {
  give_robots("http://news.example/", 200, "User-agent: *\nCrawl-delay: 120\n");
  expect_pause(wait_for("http://news.example/a"), 30s);
  EXPECT_EQ(gate.page_budget(url("http://news.example/a"), 200), 50);
  EXPECT_EQ(gate.page_budget(url("http://news.example/a"), 2), 1);
  EXPECT_EQ(gate.page_budget(url("http://other.example/a"), 200), 200);
}

TEST_F(CrawlDelay, WithinTheLimitCostsNoPages) {
  give_robots("http://news.example/", 200, "User-agent: *\nCrawl-delay: 30\n");
  EXPECT_EQ(gate.page_budget(url("http://news.example/a"), 200), 200);
}

}  // namespace
}  // namespace tearsheet::polite
