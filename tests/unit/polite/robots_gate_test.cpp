#include "gate_fixture.h"

namespace tearsheet::polite {
namespace {

using namespace std::chrono_literals;

// RFC 9309 2.3.1, and the limits of docs/politeness.md.
struct StatusCase {
  const char* name;
  int status;
  bool may_fetch;
};
class RobotsStatus : public GateTest, public testing::WithParamInterface<StatusCase> {};

TEST_P(RobotsStatus, Decides) {
  give_robots("http://news.example/a", GetParam().status, "User-agent: *\nDisallow: /private\n");
  EXPECT_EQ(is<Denied>(ask("http://news.example/a")), !GetParam().may_fetch);
}
INSTANTIATE_TEST_SUITE_P(
    Cases, RobotsStatus,
    testing::Values(StatusCase{"Success", 200, true}, StatusCase{"NotFound", 404, true},
                    StatusCase{"Forbidden", 403, true}, StatusCase{"Unauthorized", 401, true},
                    StatusCase{"Gone", 410, true}, StatusCase{"TooMany", 429, false},
                    StatusCase{"ServerError", 500, false}, StatusCase{"Unavailable", 503, false},
                    StatusCase{"Unheard", 999, false}, StatusCase{"NoAnswer", 0, false},
                    StatusCase{"RedirectToNowhere", 302, true}),
    [](const auto& test) { return std::string(test.param.name); });

class RobotsRules : public GateTest {};

TEST_F(RobotsRules, AreFetchedBeforeAnythingElse) {
  Answer answer = ask("https://news.example:8443/a/b?c");
  auto* need = std::get_if<NeedRobots>(&answer);
  ASSERT_NE(need, nullptr);
  EXPECT_EQ(need->permit.url().href(), "https://news.example:8443/robots.txt");
  EXPECT_EQ(need->permit.purpose(), Purpose::kRobots);
  EXPECT_TRUE(is<Busy>(ask("https://news.example:8443/b")));
}

TEST_F(RobotsRules, DenyWhatTheyForbid) {
  give_robots("http://news.example/a", 200, "User-agent: tearsheet\nDisallow: /private\n");
  EXPECT_TRUE(is<Denied>(ask("http://news.example/private/x")));
  EXPECT_EQ(wait_for("http://news.example/public"), 0ms);
  ASSERT_NE(gate.robots_of(url("http://news.example/")), nullptr);
}

TEST_F(RobotsRules, NoPurposeGetsAroundThem) {
  give_robots("http://news.example/a", 200, "User-agent: *\nDisallow: /\n");
  for (const Purpose purpose : {Purpose::kPage, Purpose::kRedirectHop, Purpose::kRobots}) {
    EXPECT_TRUE(is<Denied>(ask("http://news.example/x", purpose)));
  }
}

TEST_F(RobotsRules, BelongToAnOrigin) {
  give_robots("http://news.example/a", 200, "User-agent: *\nDisallow: /\n");
  give_robots("https://news.example/a", 200, "User-agent: *\nAllow: /\n");
  EXPECT_TRUE(is<Denied>(ask("http://news.example/x")));
  EXPECT_EQ(wait_for("https://news.example/x"), 0ms);
  EXPECT_TRUE(is<NeedRobots>(ask("http://news.example:81/x")));
}

TEST_F(RobotsRules, AreKeptForADay) {
  give_robots("http://news.example/a", 200, "User-agent: *\nAllow: /\n");
  clock.advance(24h - 1s);
  EXPECT_FALSE(is<NeedRobots>(ask("http://news.example/x")));
}

TEST_F(RobotsRules, AreFetchedAgainAfterADay) {
  give_robots("http://news.example/a", 200, "User-agent: *\nAllow: /\n");
  clock.advance(24h);
  EXPECT_TRUE(is<NeedRobots>(ask("http://news.example/x")));
}

TEST_F(RobotsRules, ACancelledFetchIsAskedForAgain) {
  Answer answer = ask("http://news.example/a");
  gate.cancel(std::get<NeedRobots>(answer).permit);
  EXPECT_TRUE(is<NeedRobots>(ask("http://news.example/a")));
}

class RobotsRedirect : public GateTest {
 protected:
  /// Answers the pending robots.txt request with a redirect and gives the address that was asked.
  std::string redirect_to(std::string_view target) {
    Answer answer = ask("http://news.example/a");
    auto* need = std::get_if<NeedRobots>(&answer);
    if (need == nullptr) return "alternative " + std::to_string(answer.index());
    gate.finished(need->permit, {.status = 301, .is_redirect = true});
    gate.robots_answered(need->permit, 301, "", url(target));
    return need->permit.url().href();
  }
};

TEST_F(RobotsRedirect, IsFollowedToAnotherHostAndCountsForTheFirst) {
  redirect_to("http://www.other.example/robots.txt");
  Answer answer = ask("http://news.example/a");
  auto* need = std::get_if<NeedRobots>(&answer);
  ASSERT_NE(need, nullptr);
  EXPECT_EQ(need->permit.url().href(), "http://www.other.example/robots.txt");
  gate.finished(need->permit, {.status = 200});
  gate.robots_answered(need->permit, 200, "User-agent: *\nDisallow: /\n");
  EXPECT_TRUE(is<Denied>(ask("http://news.example/a")));
  EXPECT_TRUE(is<NeedRobots>(ask("http://www.other.example/a")));
}

TEST_F(RobotsRedirect, WaitsForTheOtherHost) {
  give_robots("http://other.example/", 404, "");
  auto leave = permit("http://other.example/page");
  ASSERT_TRUE(leave);
  redirect_to("http://other.example/robots.txt");
  EXPECT_TRUE(is<Wait>(ask("http://news.example/a")));
  gate.finished(*leave, {.status = 200});
  clock.advance(1s);
  EXPECT_TRUE(is<NeedRobots>(ask("http://news.example/a")));
}

TEST_F(RobotsRedirect, AHostThatMayNotBeAskedMakesItUnreachable) {
  give_robots("http://other.example/", 404, "");
  fetch("http://other.example/page", {.status = 429, .retry_after = 1h});
  redirect_to("http://other.example/robots.txt");
  EXPECT_TRUE(is<Denied>(ask("http://news.example/a")));
}

// RFC 9309 2.3.1.2: beyond five hops the file may be taken for unavailable.
TEST_F(RobotsRedirect, SixHopsMeanThatThereIsNone) {
  for (int i = 0; i < 6; ++i)
    EXPECT_TRUE(redirect_to("http://news.example/robots.txt").starts_with("http")) << i;
  EXPECT_EQ(wait_for("http://news.example/a"), 0ms);
}

}  // namespace
}  // namespace tearsheet::polite
