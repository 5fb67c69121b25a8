// A webhook: each article is the body of a POST, signed as Standard Webhooks has it
// (standardwebhooks.com, 1.0.0): webhook-id, webhook-timestamp, webhook-signature. Beside these
// stands X-Hub-Signature-256 over the body alone (WebSub 7.1, as many receivers know it).
#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/ascii.h"
#include "base/base64.h"
#include "telling/digest.h"
#include "telling/telling.h"
#include "url/url.h"

namespace tearsheet::telling {
namespace {

constexpr std::size_t kShownAnswer = 120;  // bytes of an answer that are told
constexpr std::string_view kSecretPrefix = "whsec_";

/// "whsec_" and base64, as receivers hand it out, or any bytes.
Result<std::string> secret_of(const std::string& text) {
  if (!text.starts_with(kSecretPrefix)) return text;
  Base64Bytes read = from_base64(std::string_view(text).substr(kSecretPrefix.size()));
  if (read.bad_at != std::string_view::npos || read.bytes.empty())
    return fail(ErrorCode::kInvalid, "the secret of the webhook: no base64 behind \"whsec_\"");
  return std::move(read.bytes);
}

/// In messages of chats these would be a link or call everybody.
std::string without_markup(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '&') {
      out += "&amp;";
    } else if (c == '<') {
      out += "&lt;";
    } else if (c == '>') {
      out += "&gt;";
    } else {
      out += c;
    }
  }
  return out;
}

/// What rooms of Slack, Mattermost and Rocket.Chat take as `text`, and of Discord as `content`.
std::string chat_body(const Message& message) {
  const std::string what = message.is_removal ? "removed" : message.title;
  const nlohmann::json body = {{"text", without_markup(what) + "\n" + without_markup(message.url)},
                               {"content", what + "\n" + message.url},
                               {"allowed_mentions", {{"parse", nlohmann::json::array()}}}};
  return body.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

class Webhook final : public Receiver {
 public:
  Webhook(WebhookOptions options, url::Url url, std::string secret)
      : options_(std::move(options)),
        url_(std::move(url)),
        secret_(std::move(secret)),
        poster_(options_.fetch) {}

  [[nodiscard]] std::string key() const override { return "webhook " + sha256(options_.url); }
  // The path often is the secret.
  [[nodiscard]] std::string name() const override {
    return fmt::format("the webhook at {}", url_.origin());
  }

  Result<void> tell(const Message& message, const std::stop_token& stop) override {
    const bool is_chat = options_.body == WebhookOptions::Body::kChat;
    const std::string body = is_chat ? chat_body(message) : message.record;
    const auto answer = poster_.post(url_, headers_for(message, body), body, stop);
    if (!answer) return fail(answer.error());
    if (answer->status >= 200 && answer->status < 300) return {};
    if (answer->status >= 300 && answer->status < 400) {
      return fail(ErrorCode::kNetwork,
                  fmt::format("it answered {}: give the address that it leads to", answer->status));
    }
    const std::string_view said = trimmed(answer->body);
    return fail(ErrorCode::kNetwork,
                fmt::format("it answered {}{}{}", answer->status, said.empty() ? "" : ": ",
                            said.substr(0, std::min(kShownAnswer, said.find('\n')))));
  }

 private:
  [[nodiscard]] fetch::Headers headers_for(const Message& message, std::string_view body) const {
    const auto now =
        std::chrono::duration_cast<std::chrono::seconds>(SystemClock().now().time_since_epoch());
    const std::string time = std::to_string(now.count());
    fetch::Headers headers = {{"Content-Type", "application/json"},
                              {"webhook-id", message.id},
                              {"webhook-timestamp", time}};
    if (secret_.empty()) return headers;
    const std::string content = fmt::format("{}.{}.{}", message.id, time, body);
    headers.emplace_back("webhook-signature", "v1," + to_base64(hmac_sha256(secret_, content)));
    headers.emplace_back("X-Hub-Signature-256", "sha256=" + to_hex(hmac_sha256(secret_, body)));
    return headers;
  }

  const WebhookOptions options_;
  const url::Url url_;
  const std::string secret_;
  fetch::Poster poster_;
};

}  // namespace

Result<std::unique_ptr<Receiver>> make_webhook(WebhookOptions options) {
  auto url = url::Url::parse(options.url);
  const bool is_http = url && (url->scheme() == "http" || url->scheme() == "https");
  if (!is_http)
    return fail(ErrorCode::kInvalid, "--webhook: no address that begins with https:// or http://");
  auto secret = secret_of(options.secret);
  if (!secret) return fail(secret.error());
  options.fetch.limits.total = kWebhookTime;
  return std::make_unique<Webhook>(std::move(options), std::move(*url), std::move(*secret));
}

}  // namespace tearsheet::telling
