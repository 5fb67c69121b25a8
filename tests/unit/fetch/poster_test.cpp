// Messages to a receiver: what is sent, and what is never done with one.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "fetch/fetch.h"
#include "support/http_server.h"

namespace tearsheet::fetch {
namespace {

using namespace std::chrono_literals;
using test::HttpServer;
using test::Response;
using testing::HasSubstr;

class PosterTest : public testing::Test {
 protected:
  static FetcherOptions options(bool allow_private = true) {
    FetcherOptions options;
    options.user_agent = "tearsheet/test";
    options.addresses.allow_private = allow_private;
    options.proxies.emplace();
    options.limits.total = 5s;
    return options;
  }
  Result<Poster::Answer> post(const std::string& address, const Headers& headers = {}) {
    return poster_.post(*url::Url::parse(address), headers, "{\"a\":1}", {});
  }

  HttpServer server_;
  Poster poster_{options()};
};

TEST_F(PosterTest, SendsTheBodyAndItsHeadersOverOneConnection) {
  server_.on("/hook", Response{.status = 201, .body = "taken"});
  for (int i = 0; i < 2; ++i) {
    const auto answer = post(server_.url("/hook?a=b"), {{"Content-Type", "application/json"}});
    ASSERT_TRUE(answer) << answer.error().message;
    EXPECT_EQ(answer->status, 201);
    EXPECT_EQ(answer->body, "taken");
  }
  const auto requests = server_.requests();
  ASSERT_EQ(requests.size(), 2U);
  EXPECT_EQ(requests[0].method, "POST");
  EXPECT_EQ(requests[0].target, "/hook?a=b");
  EXPECT_EQ(requests[0].body, "{\"a\":1}");
  EXPECT_EQ(requests[0].header("content-type"), "application/json");
  EXPECT_EQ(requests[0].header("user-agent"), "tearsheet/test");
  EXPECT_EQ(requests[0].header("expect"), "");
  EXPECT_EQ(server_.connections(), 1);
}

TEST_F(PosterTest, FollowsNoRedirect) {
  server_.on("/hook", Response{.status = 307, .headers = {{"Location", server_.url("/else")}}});
  server_.on("/else", Response{});
  EXPECT_EQ(post(server_.url("/hook"))->status, 307);
  EXPECT_TRUE(server_.requests("/else").empty());
}

TEST_F(PosterTest, KeepsTheBeginningOfALongAnswer) {
  server_.on("/hook", Response{.status = 500, .body = std::string(100'000, 'x')});
  EXPECT_EQ(post(server_.url("/hook"))->body, std::string(1000, 'x'));
}

TEST_F(PosterTest, KeepsToTheGuardOnAddresses) {
  Poster guarded(options(false));
  for (const std::string& address :
       {server_.url("/hook"), std::string("http://localhost/"), std::string("http://[::1]/"),
        std::string("http://169.254.169.254/latest/meta-data/")}) {
    const auto answer = guarded.post(*url::Url::parse(address), {}, "{}", {});
    ASSERT_FALSE(answer) << address;
    EXPECT_EQ(answer.error().code, ErrorCode::kDenied);
    EXPECT_THAT(answer.error().message, HasSubstr("--allow-private-network"));
  }
  EXPECT_EQ(server_.connections(), 0);
}

TEST_F(PosterTest, SaysWhatWentWrong) {
  server_.on("/slow", Response{.pause = 60s});
  FetcherOptions hasty = options();
  hasty.limits.total = 200ms;
  Poster poster(hasty);
  const auto slow = poster.post(*url::Url::parse(server_.url("/slow")), {}, "{}", {});
  EXPECT_EQ(slow.error().code, ErrorCode::kTimeout);
  std::stop_source stop;
  stop.request_stop();
  const auto stopped =
      poster_.post(*url::Url::parse(server_.url("/slow")), {}, "{}", stop.get_token());
  EXPECT_EQ(stopped.error().code, ErrorCode::kCancelled);
  EXPECT_EQ(post(server_.url("/hook"), {{"X", "a\r\nY: b"}}).error().code, ErrorCode::kInvalid);
}

TEST_F(PosterTest, SendsTheCredentialsOfTheAddress) {
  server_.on("/hook", Response{});
  std::string address = server_.url("/hook");
  address.insert(std::string("http://").size(), "us%40er:pass@");
  ASSERT_TRUE(post(address));
  EXPECT_EQ(server_.requests().front().header("authorization"), "Basic dXNAZXI6cGFzcw==");
}

}  // namespace
}  // namespace tearsheet::fetch
