// The event loop against a real server on loopback.
#include <gtest/gtest.h>

#include <cstdlib>
#include <map>
#include <thread>

#include "fetch/fetch.h"
#include "support/http_server.h"

namespace tearsheet::fetch {
namespace {

using namespace std::chrono_literals;
using test::HttpServer;
using test::Response;

class FetcherTest : public testing::Test {
 protected:
  static FetcherOptions options() {
    FetcherOptions options;
    options.user_agent = "tearsheet/test (+nobody)";
    options.addresses.allow_private = true;
    options.proxies.emplace();
    options.limits.total = 5s;
    return options;
  }
  static polite::PaceLimits pace() {
    polite::PaceLimits limits;
    limits.default_delay = limits.min_public_delay = 0ms;
    limits.first_backoff = 1ms;
    limits.error_budget = 1000;
    return limits;
  }

  /// A permit for any address, with robots.txt out of the way.
  polite::Permit permit(const std::string& address) {
    const auto url = url::Url::parse(address);
    for (;;) {
      polite::Answer answer = gate.ask(*url);
      if (auto* leave = std::get_if<polite::Permit>(&answer)) return std::move(*leave);
      if (auto* robots = std::get_if<polite::NeedRobots>(&answer)) {
        gate.cancel(robots->permit);
        gate.robots_answered(robots->permit, 404, {});
        continue;
      }
      std::this_thread::sleep_for(1ms);
    }
  }

  FetchResult get(const std::string& address, FetchRequest request = {}) {
    fetcher.start(permit(address), std::move(request));
    for (int i = 0; i < 100; ++i) {
      auto done = fetcher.poll(1s);
      if (done.empty()) continue;
      settle(gate, clock, done.front());
      return std::move(done.front().result);
    }
    return {};
  }

  static ErrorCode code(const FetchResult& result) {
    return result.error ? result.error->code : ErrorCode::kUnusable;
  }

  SystemClock clock;
  polite::HostGate gate{clock, pace(), "tearsheet", 1};
  Fetcher fetcher{options(), clock};
  HttpServer server{{"127.0.0.1", "127.0.0.2"}};
};

TEST_F(FetcherTest, GivesTheBodyAndTheHeaders) {
  server.on("/a",
            Response{.body = "<p>hello",
                     .headers = {{"ETag", "W/\"x y\""}, {"Last-Modified", "yesterday, or so"}}});
  const auto result = get(server.url("/a"), {.id = 7});
  EXPECT_FALSE(result.error);
  EXPECT_EQ(result.id, 7U);
  EXPECT_EQ(result.status, 200);
  EXPECT_EQ(result.body, "<p>hello");
  EXPECT_EQ(result.header("content-type"), "text/html; charset=utf-8");
  EXPECT_EQ(result.validators().etag, "W/\"x y\"");
  EXPECT_EQ(result.address, "127.0.0.1");
  EXPECT_EQ(result.wire_bytes, 8U);
}

TEST_F(FetcherTest, SendsHonestHeadersAndNoMore) {
  server.on("/a", Response{});
  get(server.url("/a?q=1#part"));
  ASSERT_EQ(server.requests().size(), 1U);
  const auto request = server.requests()[0];
  EXPECT_EQ(request.target, "/a?q=1");
  EXPECT_EQ(request.header("user-agent"), "tearsheet/test (+nobody)");
  EXPECT_EQ(request.header("accept-encoding"), "gzip, deflate, br, zstd");
  for (const auto& [name, value] : request.headers) {
    EXPECT_TRUE(name == "host" || name == "user-agent" || name == "accept" ||
                name == "accept-encoding")
        << name;
  }
}

TEST_F(FetcherTest, SendsThePathAsItWasParsed) {
  server.on("/", Response{});
  for (const char* target : {"/a%2F..%2Fb", "/x|y^z", "/%e4", "/a//b/", "/?a=%20&b=\"'"}) {
    const auto url = url::Url::parse(server.url(target));
    get(server.url(target));
    EXPECT_EQ(server.requests().back().target, url->path_and_query());
  }
}

TEST_F(FetcherTest, UsesAConnectionAgain) {
  server.on("/a", Response{.body = "x"});
  for (int i = 0; i < 5; ++i) EXPECT_EQ(get(server.url("/a")).status, 200);
  EXPECT_EQ(server.connections(), 1);
}

TEST_F(FetcherTest, SendsValidatorsByteForByte) {
  server.on("/a", Response{.status = 304});
  FetchRequest request;
  request.validators = {.etag = "W/\"odd  one\", ",
                        .last_modified = "Sat, 29 Feb 1901 00:00:00 +0100"};
  const auto result = get(server.url("/a"), request);
  EXPECT_EQ(result.status, 304);
  EXPECT_FALSE(result.error);
  EXPECT_EQ(server.requests()[0].header("if-none-match"), "W/\"odd  one\", ");
  EXPECT_EQ(server.requests()[0].header("if-modified-since"), "Sat, 29 Feb 1901 00:00:00 +0100");
}

TEST_F(FetcherTest, AStoredValidatorCannotAddAHeader) {
  FetchRequest request;
  request.validators.etag = "\"x\"\r\nCookie: stolen";
  EXPECT_EQ(code(get(server.url("/a"), request)), ErrorCode::kInvalid);
  EXPECT_TRUE(server.requests().empty());
}

TEST_F(FetcherTest, NothingOfOneRequestReachesTheNext) {
  server.on("/a", Response{});
  FetchRequest request;
  request.validators.etag = "\"x\"";
  request.authorization = "Bearer secret";
  get(server.url("/a"), request);
  get(server.url("/a"));
  EXPECT_EQ(server.requests()[0].header("authorization"), "Bearer secret");
  EXPECT_EQ(server.requests()[1].header("authorization"), "");
  EXPECT_EQ(server.requests()[1].header("if-none-match"), "");
}

TEST_F(FetcherTest, CredentialsInTheUrlAreSentAndNotTold) {
  server.on("/a", Response{.status = 302, .headers = {{"Location", "/b"}}});
  const std::string port = std::to_string(server.port());
  const auto result = get("http://us%40er:pass@127.0.0.1:" + port + "/a");
  EXPECT_EQ(server.requests()[0].header("authorization"), "Basic dXNAZXI6cGFzcw==");
  EXPECT_EQ(result.url.href(), server.url("/a"));
  ASSERT_TRUE(result.redirect);
  EXPECT_EQ(result.redirect->href(), server.url("/b"));
}

struct LocationCase {
  const char* name;
  const char* location;
  const char* target;  // null: an error
};
class Redirect : public FetcherTest, public testing::WithParamInterface<LocationCase> {};
TEST_P(Redirect, IsResolvedAndNotFollowed) {
  server.on("/dir/a", Response{.status = 301, .headers = {{"Location", GetParam().location}}});
  const auto result = get(server.url("/dir/a?q"));
  EXPECT_EQ(server.requests().size(), 1U);
  if (GetParam().target == nullptr) {
    EXPECT_EQ(code(result), ErrorCode::kInvalid);
    EXPECT_FALSE(result.redirect);
    return;
  }
  ASSERT_TRUE(result.redirect) << (result.error ? result.error->message : "");
  const std::string target = GetParam().target;
  EXPECT_EQ(result.redirect->href(), target.starts_with("/") ? server.url(target) : target);
}
INSTANTIATE_TEST_SUITE_P(
    Cases, Redirect,
    testing::Values(
        LocationCase{"Relative", "b?x", "/dir/b?x"}, LocationCase{"Rooted", "/b", "/b"},
        LocationCase{"Parent", "../b#part", "/b#part"},
        LocationCase{"OtherScheme", "//other.example/b", "http://other.example/b"},
        LocationCase{"Absolute", "HTTPS://Other.Example:443/b", "https://other.example/b"},
        LocationCase{"RawUtf8", "/caf\xc3\xa9", "/caf%C3%A9"},
        LocationCase{"Backslash", "\\b", "/b"}, LocationCase{"Query", "?page=2", "/dir/a?page=2"},
        LocationCase{"CredentialsAreDropped", "http://u:p@other.example/", "http://other.example/"},
        LocationCase{"File", "file:///etc/passwd", nullptr},
        LocationCase{"Ftp", "ftp://other.example/", nullptr},
        LocationCase{"Script", "javascript:alert(1)", nullptr},
        LocationCase{"Data", "data:text/html,x", nullptr},
        LocationCase{"Invalid", "http://[::bad", nullptr}, LocationCase{"Empty", "", nullptr}),
    [](const auto& test) { return std::string(test.param.name); });

TEST_F(FetcherTest, AnEndlessLocationIsRefused) {
  server.on("/a", Response{.status = 302, .headers = {{"Location", "/" + std::string(9000, 'x')}}});
  EXPECT_EQ(code(get(server.url("/a"))), ErrorCode::kTooLarge);
}

TEST_F(FetcherTest, CookiesStayWithTheirOriginAndOutOfTheResult) {
  server.on("/a",
            Response{.headers = {{"Set-Cookie", "sid=1; Path=/"}, {"Set-Cookie", "b=2; Path=/"}}});
  server.on("/robots.txt", Response{});
  const auto result = get(server.url("/a"));
  EXPECT_EQ(result.header("set-cookie"), "");
  get(server.url("/a"));
  get(server.url("/a", "127.0.0.2"));
  get(server.url("/robots.txt"), {.kind = BodyKind::kRobots});
  EXPECT_EQ(server.requests()[1].header("cookie"), "sid=1; b=2");
  EXPECT_EQ(server.requests()[2].header("cookie"), "");
  EXPECT_EQ(server.requests()[3].header("cookie"), "");
  fetcher.forget_cookies();
  get(server.url("/b"));
  EXPECT_EQ(server.requests()[4].header("cookie"), "");
}

struct BrokenCase {
  const char* name;
  std::vector<std::string> pieces;
  ErrorCode code;
  const char* says;
};
class BrokenAnswer : public FetcherTest, public testing::WithParamInterface<BrokenCase> {};
TEST_P(BrokenAnswer, IsAnError) {
  Response response;
  for (const std::string& piece : GetParam().pieces) response.raw.push_back({piece});
  server.on("/a", response);
  const auto result = get(server.url("/a"));
  EXPECT_EQ(code(result), GetParam().code);
  ASSERT_TRUE(result.error);
  EXPECT_NE(result.error->message.find(GetParam().says), std::string::npos)
      << result.error->message;
  EXPECT_TRUE(result.body.empty());
  EXPECT_EQ(result.error->message.find('\n'), std::string::npos);
}
const std::string kOk = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n";
INSTANTIATE_TEST_SUITE_P(
    Cases, BrokenAnswer,
    testing::Values(
        BrokenCase{
            "TooLittle", {kOk + "Content-Length: 100\r\n\r\nhalf"}, ErrorCode::kNetwork, "cut off"},
        BrokenCase{"NoLastChunk",
                   {kOk + "Transfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n"},
                   ErrorCode::kNetwork,
                   "cut off"},
        BrokenCase{"ChunkSizeIsNoNumber",
                   {kOk + "Transfer-Encoding: chunked\r\n\r\nzz\r\nx\r\n"},
                   ErrorCode::kNetwork,
                   ""},
        BrokenCase{"CutOffGzip",
                   {kOk + "Content-Encoding: gzip\r\n\r\n\x1f\x8b\x08"},
                   ErrorCode::kNetwork,
                   "compressed"},
        BrokenCase{"NoStatusLine", {"<html>page</html>"}, ErrorCode::kNetwork, "HTTP"},
        BrokenCase{"ClaimsEightExabytes",
                   {kOk + "Content-Length: 9223372036854775806\r\n\r\nx"},
                   ErrorCode::kTooLarge,
                   "larger"},
        BrokenCase{"Pdf",
                   {"HTTP/1.1 200 OK\r\nContent-Type: application/pdf\r\n\r\n%PDF"},
                   ErrorCode::kInvalid,
                   "PDF"},
        BrokenCase{"JpegAsHtml", {kOk + "\r\n\xff\xd8\xff\xe0"}, ErrorCode::kInvalid, "JPEG"},
        BrokenCase{"HeaderWithoutColon", {kOk + "no colon\r\n\r\nx"}, ErrorCode::kNetwork, "HTTP"},
        BrokenCase{"NulInHeader",
                   {kOk + std::string("X: a\0b\r\n\r\nx", 11)},
                   ErrorCode::kNetwork,
                   "HTTP"},
        BrokenCase{"HugeHeaderLine",
                   {kOk + "X: " + std::string(200'000, 'x') + "\r\n\r\n"},
                   ErrorCode::kTooLarge,
                   "headers"},
        BrokenCase{
            "EndlessInterimAnswers",
            std::vector<std::string>(6000, "HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n"),
            ErrorCode::kTooLarge, "headers"}),
    [](const auto& test) { return std::string(test.param.name); });

TEST_F(FetcherTest, AResetIsAnError) {
  server.on("/a", Response{.raw = {{kOk + "Content-Length: 100\r\n\r\nhalf"}}, .reset = true});
  EXPECT_EQ(code(get(server.url("/a"))), ErrorCode::kNetwork);
}

TEST_F(FetcherTest, AClosedPortIsAnError) {
  int port = 0;
  {
    const HttpServer gone;
    port = gone.port();
  }
  const auto result = get("http://127.0.0.1:" + std::to_string(port) + "/");
  ASSERT_TRUE(result.error);
  EXPECT_EQ(result.error->message, "127.0.0.1:" + std::to_string(port) + ": connection refused");
}

TEST_F(FetcherTest, ASilentServerIsATimeout) {
  server.on("/a", Response{.pause = 10s});
  const auto result = get(server.url("/a"), {.timeout = 200ms});
  EXPECT_EQ(code(result), ErrorCode::kTimeout);
  EXPECT_EQ(result.status, 0);
  EXPECT_LT(result.elapsed, 2s);
}

TEST_F(FetcherTest, ADrippingServerIsATimeout) {
  Response response{.raw = {{kOk + "Content-Length: 1000\r\n\r\n"}}};
  for (int i = 0; i < 1000; ++i) response.raw.push_back({"x", 50ms});
  server.on("/a", response);
  EXPECT_EQ(code(get(server.url("/a"), {.timeout = 300ms})), ErrorCode::kTimeout);
}

TEST_F(FetcherTest, FoldedHeadersAreRead) {
  server.on("/a", Response{.raw = {{"HTTP/1.1 200 OK\r\nX-A: 1\r\n  folded\r\nContent-Type: "
                                    "text/html\r\nContent-Length: 1\r\n\r\nx"}}});
  const auto result = get(server.url("/a"));
  EXPECT_EQ(result.body, "x");
  EXPECT_EQ(result.header("x-a"), "1 folded");
}

TEST_F(FetcherTest, InterimAnswersAndTrailersAreNotTheAnswer) {
  server.on("/a", Response{.raw = {{"HTTP/1.1 103 Early Hints\r\nX-A: early\r\n\r\n" + kOk +
                                    "X-A: final\r\nTransfer-Encoding: "
                                    "chunked\r\n\r\n1\r\nx\r\n0\r\nX-A: trailer\r\n\r\n"}}});
  const auto result = get(server.url("/a"));
  EXPECT_EQ(result.status, 200);
  EXPECT_EQ(result.body, "x");
  ASSERT_EQ(result.headers.size(), 3U);
  EXPECT_EQ(result.header("x-a"), "final");
}

TEST_F(FetcherTest, WhatFollowsTheContentLengthIsIgnored) {
  server.on(
      "/a",
      Response{.raw = {{kOk + "Content-Length: 4\r\n\r\npageHTTP/1.1 200 OK\r\n\r\nsmuggled"}}});
  EXPECT_EQ(get(server.url("/a")).body, "page");
  server.on("/b", Response{.body = "next"});
  EXPECT_EQ(get(server.url("/b")).body, "next");
}

TEST_F(FetcherTest, LimitsCountDecodedBytesByKind) {
  auto limited = options();
  limited.limits.max_page = 1000;
  limited.limits.max_feed = 2000;
  Fetcher small(limited, clock);
  server.on("/a", Response{.body = std::string(1500, 'x')});
  const auto run = [&](BodyKind kind) {
    small.start(permit(server.url("/a")), {.kind = kind});
    auto done = small.poll(5s);
    settle(gate, clock, done.at(0));
    return done.at(0).result;
  };
  EXPECT_EQ(code(run(BodyKind::kPage)), ErrorCode::kTooLarge);
  EXPECT_EQ(run(BodyKind::kFeed).body.size(), 1500U);
}

TEST_F(FetcherTest, OnlyTheBeginningOfARobotsTxtIsRead) {
  server.on("/robots.txt", Response{.body = std::string(3'000'000, '#')});
  const auto result = get(server.url("/robots.txt"), {.kind = BodyKind::kRobots});
  EXPECT_FALSE(result.error);
  EXPECT_EQ(result.body.size(), 512U * 1024);
}

TEST_F(FetcherTest, ErrorPagesAreReadOnlyForTheConnectionsSake) {
  server.on("/a", Response{.status = 404, .body = std::string(10'000, 'x')});
  server.on("/b", Response{.status = 500, .body = std::string(30'000'000, 'x')});
  const auto result = get(server.url("/a"));
  EXPECT_EQ(result.status, 404);
  EXPECT_FALSE(result.error);
  EXPECT_TRUE(result.body.empty());
  get(server.url("/a"));
  EXPECT_EQ(server.connections(), 1);
  const auto big = get(server.url("/b"));
  EXPECT_EQ(big.status, 500);
  EXPECT_LT(big.wire_bytes, 1'000'000U);
}

TEST_F(FetcherTest, TheGuardRefusesLoopbackBeforeConnecting) {
  auto guarded = options();
  guarded.addresses.allow_private = false;
  Fetcher fetcher_with_guard(guarded, clock);
  const std::string port = std::to_string(server.port());
  for (const std::string host : {"127.0.0.1", "localhost", "2130706433", "0x7f.1",
                                 "[::ffff:127.0.0.1]", "0.0.0.0", "x.localhost."}) {
    fetcher_with_guard.start(permit("http://" + host + ":" + port + "/"), {});
    auto done = fetcher_with_guard.poll(5s);
    ASSERT_EQ(done.size(), 1U) << host;
    EXPECT_EQ(code(done[0].result), ErrorCode::kDenied) << host;
    settle(gate, clock, done[0]);
  }
  EXPECT_EQ(server.connections(), 0);
}

TEST_F(FetcherTest, AProxyIsUsedAndTheGuardStillLooksAtNumbers) {
  HttpServer proxy;
  auto through = options();
  through.addresses.allow_private = false;
  through.proxies = ProxySettings{.http = "http://127.0.0.1:" + std::to_string(proxy.port())};
  Fetcher behind(through, clock);
  EXPECT_TRUE(behind.notice());
  EXPECT_FALSE(fetcher.notice());
  proxy.on("http://news.example/a", Response{.body = "from the proxy"});
  behind.start(permit("http://news.example/a"), {});
  auto done = behind.poll(5s);
  ASSERT_EQ(done.size(), 1U);
  EXPECT_EQ(done[0].result.body, "from the proxy");
  behind.start(permit("http://10.0.0.1/a"), {});
  done = behind.poll(5s);
  ASSERT_EQ(done.size(), 1U);
  EXPECT_EQ(code(done[0].result), ErrorCode::kDenied);
  EXPECT_EQ(proxy.requests().size(), 1U);
}

TEST_F(FetcherTest, ManyHostsAtOnceUpToTheLimit) {
  auto few = options();
  few.max_transfers = 3;
  Fetcher narrow(few, clock);
  std::vector<std::string> addresses;
  for (int i = 1; i <= 12; ++i) addresses.push_back("127.0.1." + std::to_string(i));
  HttpServer many(addresses);
  many.on("/a", Response{.body = "x", .pause = 20ms});
  for (const std::string& address : addresses) narrow.start(permit(many.url("/a", address)), {});
  EXPECT_EQ(narrow.running(), 12U);
  std::size_t finished = 0;
  while (narrow.running() > 0) finished += narrow.poll(5s).size();
  EXPECT_EQ(finished, 12U);
  EXPECT_LE(many.most_at_once(), 3);
}

TEST_F(FetcherTest, WakeEndsAPoll) {
  const auto began = std::chrono::steady_clock::now();
  std::jthread other([this] {
    std::this_thread::sleep_for(50ms);
    fetcher.wake();
  });
  EXPECT_TRUE(fetcher.poll(20s).empty());
  EXPECT_LT(std::chrono::steady_clock::now() - began, 10s);
}

TEST_F(FetcherTest, CancelGivesEverythingBack) {
  server.on("/a", Response{.pause = 10s});
  fetcher.start(permit(server.url("/a")), {.id = 1});
  fetcher.start(permit(server.url("/a", "127.0.0.2")), {.id = 2});
  EXPECT_TRUE(fetcher.poll(50ms).empty());
  fetcher.cancel_all();
  const auto done = fetcher.poll(1s);
  ASSERT_EQ(done.size(), 2U);
  for (const auto& one : done) EXPECT_EQ(code(one.result), ErrorCode::kCancelled);
  EXPECT_EQ(fetcher.running(), 0U);
}

}  // namespace
}  // namespace tearsheet::fetch
