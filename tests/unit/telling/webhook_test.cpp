// What a webhook is sent, and how it proves from whom.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "support/http_server.h"
#include "telling/digest.h"
#include "telling/telling.h"

namespace tearsheet::telling {
namespace {

using test::HttpServer;
using test::Response;
using testing::HasSubstr;
using testing::Not;

// RFC 4231, test cases 2 and 6; FIPS 180-4's example.
TEST(Digest, IsThatOfTheStandards) {
  EXPECT_EQ(to_hex(hmac_sha256("Jefe", "what do ya want for nothing?")),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  EXPECT_EQ(to_hex(hmac_sha256(std::string(131, '\xaa'),
                               "Test Using Larger Than Block-Size Key - Hash Key First")),
            "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
  EXPECT_EQ(sha256("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

class WebhookTest : public testing::Test {
 protected:
  std::unique_ptr<Receiver> webhook(std::string secret = {},
                                    WebhookOptions::Body body = WebhookOptions::Body::kRecord) {
    WebhookOptions options{
        .url = server_.url("/secret-path"), .secret = std::move(secret), .body = body, .fetch = {}};
    options.fetch.addresses.allow_private = true;
    options.fetch.proxies.emplace();
    auto made = make_webhook(std::move(options));
    EXPECT_TRUE(made);
    return std::move(*made);
  }
  static Message message() {
    return {.id = "ab.7",
            .record = R"({"id":7})",
            .title = "A <b>title</b> @everyone",
            .url = "https://harbour.example/7?a=1&b=2"};
  }

  HttpServer server_;
};

TEST_F(WebhookTest, GetsTheRecordAndItsId) {
  server_.on("/secret-path", Response{});
  ASSERT_TRUE(webhook()->tell(message(), {}));
  const test::Request request = server_.requests().front();
  EXPECT_EQ(request.method, "POST");
  EXPECT_EQ(request.body, R"({"id":7})");
  EXPECT_EQ(request.header("content-type"), "application/json");
  EXPECT_EQ(request.header("webhook-id"), "ab.7");
  EXPECT_EQ(request.header("webhook-signature"), "");
}

// The example of the specification gives the key in base64 behind "whsec_"; a key of plain bytes is
// that of X-Hub-Signature-256's documentation.
TEST_F(WebhookTest, SignsWhatItSends) {
  server_.on("/secret-path", Response{});
  for (const auto& [secret, key] :
       {std::pair<const char*, const char*>{"whsec_SmVmZQ==", "Jefe"}, {"Jefe", "Jefe"}}) {
    ASSERT_TRUE(webhook(secret)->tell(message(), {}));
    const test::Request request = server_.requests().back();
    const std::string content = "ab.7." + request.header("webhook-timestamp") + "." + request.body;
    const std::string signature = request.header("webhook-signature");
    EXPECT_THAT(signature, testing::StartsWith("v1,"));
    EXPECT_EQ(signature.size(), 3U + 44U);
    EXPECT_EQ(request.header("x-hub-signature-256"),
              "sha256=" + to_hex(hmac_sha256(key, request.body)));
  }
}

TEST_F(WebhookTest, SpeaksToRoomsOfChatsWithoutCallingAnybody) {
  server_.on("/secret-path", Response{});
  ASSERT_TRUE(webhook({}, WebhookOptions::Body::kChat)->tell(message(), {}));
  const auto body = nlohmann::json::parse(server_.requests().front().body);
  EXPECT_EQ(body["text"],
            "A &lt;b&gt;title&lt;/b&gt; @everyone\nhttps://harbour.example/7?a=1&amp;b=2");
  EXPECT_EQ(body["content"], "A <b>title</b> @everyone\nhttps://harbour.example/7?a=1&b=2");
  EXPECT_EQ(body["allowed_mentions"]["parse"].size(), 0U);
}

TEST_F(WebhookTest, SaysWhatWasAnswered) {
  server_.on("/secret-path", Response{.status = 400, .body = "no_text\nmore"});
  const auto refused = webhook()->tell(message(), {});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().message, "it answered 400: no_text");
  server_.on("/secret-path", Response{.status = 302});
  EXPECT_THAT(webhook()->tell(message(), {}).error().message, HasSubstr("that it leads to"));
}

TEST_F(WebhookTest, KeepsItsPathToItself) {
  const auto hook = webhook();
  EXPECT_THAT(hook->name(), Not(HasSubstr("secret")));
  EXPECT_THAT(hook->key(), Not(HasSubstr("secret")));
}

struct WrongCase {
  const char *name, *url, *secret;
};
class WrongWebhook : public testing::TestWithParam<WrongCase> {};

TEST_P(WrongWebhook, IsRefused) {
  const auto made = make_webhook({.url = GetParam().url, .secret = GetParam().secret, .fetch = {}});
  ASSERT_FALSE(made);
  EXPECT_EQ(made.error().code, ErrorCode::kInvalid);
}

INSTANTIATE_TEST_SUITE_P(Cases, WrongWebhook,
                         testing::Values(WrongCase{"NoAddress", "hooks.example", ""},
                                         WrongCase{"OtherScheme", "ftp://hooks.example/", ""},
                                         WrongCase{"NoBase64", "https://h.example/", "whsec_!!"},
                                         WrongCase{"NoSecret", "https://h.example/", "whsec_"}),
                         [](const auto& test) { return std::string(test.param.name); });

}  // namespace
}  // namespace tearsheet::telling
