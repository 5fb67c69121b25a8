// One page from start to end, robots.txt and all, against a real server on loopback.
#include <gtest/gtest.h>

#include "fetch/fetch.h"
#include "support/http_server.h"

namespace tearsheet::fetch {
namespace {

using namespace std::chrono_literals;
using test::HttpServer;
using test::Response;

class FetchPage : public testing::Test {
 protected:
  static FetcherOptions options() {
    FetcherOptions options;
    options.user_agent = "tearsheet/test";
    options.addresses.allow_private = true;
    options.proxies.emplace();
    return options;
  }
  static polite::PaceLimits pace() {
    polite::PaceLimits limits;
    limits.default_delay = limits.min_public_delay = 20ms;
    limits.first_backoff = 40ms;
    return limits;
  }

  Result<PageAnswer> get(const std::string& path, FetchRequest request = {}, int retries = 2) {
    return fetch_page(fetcher, gate, clock, *url::Url::parse(server.url(path)), std::move(request),
                      limits, retries);
  }
  std::string error(const std::string& path) {
    const auto answer = get(path);
    return answer ? "no error" : answer.error().message;
  }
  std::string host() const { return "127.0.0.1:" + std::to_string(server.port()); }

  SystemClock clock;
  FetchLimits limits{.total = 3s, .page_deadline = 4s};
  polite::HostGate gate{clock, pace(), "tearsheet", 1};
  Fetcher fetcher{options(), clock};
  HttpServer server{{"127.0.0.1", "127.0.0.2"}};
};

TEST_F(FetchPage, AsksRobotsTxtFirst) {
  server.on("/a", Response{.body = "page"});
  const auto answer = get("/a");
  ASSERT_TRUE(answer) << answer.error().message;
  EXPECT_EQ(answer->result.body, "page");
  ASSERT_EQ(server.requests().size(), 2U);
  EXPECT_EQ(server.requests()[0].target, "/robots.txt");
}

TEST_F(FetchPage, DisallowedIsNotFetched) {
  server.on("/robots.txt", Response{.body = "User-agent: *\nDisallow: /a\n"});
  EXPECT_EQ(error("/a"), host() + "/a: disallowed by robots.txt");
  EXPECT_EQ(server.requests().size(), 1U);
}

TEST_F(FetchPage, FollowsRedirectsThroughTheRulesOfEachHost) {
  server.on("/robots.txt", [](const test::Request& request) {
    return Response{
        .body = request.local_address == "127.0.0.2" ? "User-agent: *\nDisallow: /private\n" : ""};
  });
  server.on("/a",
            Response{.status = 302, .headers = {{"Location", server.url("/b", "127.0.0.2")}}});
  server.on("/b", Response{.status = 302, .headers = {{"Location", "/private"}}});
  server.on("/private", Response{.body = "secret"});
  const auto answer = get("/a");
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().code, ErrorCode::kDenied);
  EXPECT_TRUE(server.requests("/private").empty());
  EXPECT_EQ(server.requests("/robots.txt").size(), 2U);
}

TEST_F(FetchPage, TellsTheHops) {
  server.on("/a", Response{.status = 301, .headers = {{"Location", "/b"}}});
  server.on("/b", Response{.status = 307, .headers = {{"Location", "c"}}});
  server.on("/c", Response{.body = "page"});
  const auto answer = get("/a");
  ASSERT_TRUE(answer) << answer.error().message;
  ASSERT_EQ(answer->hops.size(), 2U);
  EXPECT_EQ(answer->hops[1].href(), server.url("/b"));
  EXPECT_EQ(answer->result.url.href(), server.url("/c"));
}

TEST_F(FetchPage, ACircleEndsAfterTheLimit) {
  server.on("/a", Response{.status = 302, .headers = {{"Location", "/a"}}});
  EXPECT_NE(error("/a").find("circle"), std::string::npos);
  EXPECT_EQ(server.requests("/a").size(), 11U);
}

TEST_F(FetchPage, ACookieThatOpensTheSamePageIsNoCircle) {
  server.on("/a", [](const test::Request& request) {
    if (request.header("cookie") == "seen=1") return Response{.body = "page"};
    return Response{.status = 302, .headers = {{"Set-Cookie", "seen=1"}, {"Location", "/a"}}};
  });
  EXPECT_TRUE(get("/a"));
}

TEST_F(FetchPage, CredentialsDoNotCrossOrigins) {
  server.on("/a",
            Response{.status = 302, .headers = {{"Location", server.url("/b", "127.0.0.2")}}});
  server.on("/b", Response{.status = 302, .headers = {{"Location", server.url("/c")}}});
  server.on("/c", Response{.body = "page"});
  ASSERT_TRUE(get("/a", {.validators = {.etag = "\"x\""}, .authorization = "Bearer secret"}));
  EXPECT_EQ(server.requests("/a")[0].header("authorization"), "Bearer secret");
  EXPECT_EQ(server.requests("/b")[0].header("authorization"), "");
  EXPECT_EQ(server.requests("/b")[0].header("if-none-match"), "");
  EXPECT_EQ(server.requests("/c")[0].header("authorization"), "");
}

TEST_F(FetchPage, TriesAgainLaterAfterAServersError) {
  int visits = 0;
  server.on("/a", [&visits](const test::Request&) {
    return ++visits < 3 ? Response{.status = 503, .headers = {{"Retry-After", "0"}}}
                        : Response{.body = "page"};
  });
  ASSERT_TRUE(get("/a"));
  const auto tries = server.requests("/a");
  ASSERT_EQ(tries.size(), 3U);
  EXPECT_GE(tries[1].began - tries[0].ended, 20ms);
  EXPECT_GE(tries[2].began - tries[1].ended, 80ms);
}

TEST_F(FetchPage, GivesUpAfterItsRetries) {
  server.on("/a", Response{.status = 500});
  EXPECT_EQ(error("/a"), host() + ": answered 500 Internal Server Error");
  EXPECT_EQ(server.requests("/a").size(), 3U);
}

TEST_F(FetchPage, DoesNotBeginAWaitThatIsTooLong) {
  server.on("/a", Response{.status = 429, .headers = {{"Retry-After", "100"}}});
  const auto began = std::chrono::steady_clock::now();
  EXPECT_EQ(error("/a"), host() + ": answered 429 Too Many Requests");
  EXPECT_EQ(server.requests("/a").size(), 1U);
  EXPECT_LT(std::chrono::steady_clock::now() - began, 3s);
}

TEST_F(FetchPage, SaysWhyRobotsTxtCouldNotBeRead) {
  server.on("/robots.txt", Response{.status = 503});
  const std::string message = error("/a");
  EXPECT_TRUE(message.starts_with(host() + ": answered 503 Service Unavailable")) << message;
  EXPECT_NE(message.find("robots.txt"), std::string::npos);
  EXPECT_TRUE(server.requests("/a").empty());
}

TEST_F(FetchPage, FollowsTheRedirectsOfRobotsTxt) {
  server.on("/robots.txt", Response{.status = 301, .headers = {{"Location", "/rules"}}});
  server.on("/rules", Response{.body = "User-agent: *\nDisallow: /a\n"});
  EXPECT_EQ(error("/a"), host() + "/a: disallowed by robots.txt");
}

TEST_F(FetchPage, ARobotsTxtInACircleIsNone) {
  server.on("/robots.txt", Response{.status = 301, .headers = {{"Location", "/robots.txt"}}});
  server.on("/a", Response{.body = "page"});
  EXPECT_TRUE(get("/a"));
  EXPECT_EQ(server.requests("/robots.txt").size(), 6U);
}

TEST_F(FetchPage, TwoPagesOfAHostKeepThePause) {
  server.on("/a", Response{.body = "a"});
  server.on("/b", Response{.body = "b"});
  ASSERT_TRUE(get("/a"));
  ASSERT_TRUE(get("/b"));
  EXPECT_GE(server.requests("/b")[0].began - server.requests("/a")[0].ended, 19ms);
  EXPECT_EQ(server.requests("/robots.txt").size(), 1U);
}

struct StatusCase {
  int status;
  ErrorCode code;
};
class PageStatus : public FetchPage, public testing::WithParamInterface<StatusCase> {};
TEST_P(PageStatus, IsToldPlainly) {
  server.on("/a", Response{.status = GetParam().status, .body = "looks like an article"});
  const auto answer = get("/a", {}, 0);
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().code, GetParam().code);
  EXPECT_NE(answer.error().message.find(std::to_string(GetParam().status)), std::string::npos);
}
INSTANTIATE_TEST_SUITE_P(
    Cases, PageStatus,
    testing::Values(StatusCase{404, ErrorCode::kNotFound}, StatusCase{410, ErrorCode::kNotFound},
                    StatusCase{403, ErrorCode::kDenied}, StatusCase{999, ErrorCode::kNetwork},
                    StatusCase{304, ErrorCode::kNetwork}, StatusCase{204, ErrorCode::kNetwork},
                    StatusCase{206, ErrorCode::kNetwork}, StatusCase{300, ErrorCode::kNetwork}),
    [](const auto& test) { return std::to_string(test.param.status); });

TEST_F(FetchPage, A304ThatWasAskedForIsAnAnswer) {
  server.on("/a", Response{.status = 304});
  const auto answer = get("/a", {.validators = {.etag = "\"x\""}});
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->result.status, 304);
}

}  // namespace
}  // namespace tearsheet::fetch
