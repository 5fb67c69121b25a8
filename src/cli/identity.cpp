// `tearsheet identity`: keys for signed requests.
#include "identity/identity.h"

#include <fmt/format.h>

#include <algorithm>

#include "cli/batch.h"
#include "cli/command.h"
#include "cli/configuration.h"
#include "cli/prompt_fetcher.h"

namespace tearsheet::cli {
namespace {

class IdentityCommand final : public Command {
 public:
  [[nodiscard]] std::string_view name() const override { return "identity"; }
  [[nodiscard]] std::string_view summary() const override {
    return "make the key that requests are signed with, and say what to publish";
  }

  void declare(Arguments& arguments) override {
    arguments.action(action_, {{"new", "make a key"},
                               {"directory", "print the keys to publish"},
                               {"card", "print what describes the crawler"},
                               {"check", "is all of it in order and published"},
                               {"rotate", "put a new key in the place of today's"}});
    arguments.option("--dir", folder_, "DIR", "the folder of the key", kIdentitySetting);
    arguments.option("--agent", agent_, "URL",
                     "new: the https address under which the keys will be published");
    arguments.flag("--offline", offline_, "check: ask nobody");
    arguments.flag("--allow-private-network", allow_private_,
                   "check: allow loopback and private addresses");
    arguments.option("--contact", contact_, "URL-OR-MAIL", "where a site's owner can reach you",
                     kContactSetting);
    arguments.epilog(
        R"(Requests are signed as Web Bot Auth has it: HTTP Message Signatures (RFC 9421) with Ed25519, each request afresh,
over the host that is asked and the agent's address; a signature is good for 5 minutes.
Publish what `identity directory` prints at AGENT/.well-known/http-message-signatures-directory, as
application/http-message-signatures-directory+json, and what `identity card` prints where you like.
After a rotation publish the directory anew before the next crawl; the old key stays in it for 7 days.
Examples:
  tearsheet identity new --dir ~/.config/tearsheet/identity --agent https://crawler.example.org/
  tearsheet identity directory --dir ~/.config/tearsheet/identity > directory.json
  tearsheet identity check --dir ~/.config/tearsheet/identity
  tearsheet crawl --identity ~/.config/tearsheet/identity --db news.db
Exit codes: 0 done, 1 something is not in order, 2 usage.)");
  }

  int run(Console& console) override {
    if (folder_.empty()) {
      console.log().error("needs --dir; see tearsheet identity --help");
      return kUsage;
    }
    if (action_ == "new") return make(console);
    auto identity = action_ == "rotate" ? identity::Identity::rotate(folder_, clock_.now())
                                        : identity::Identity::load(folder_);
    if (!identity) return console.fail(identity.error());
    if (action_ == "card")
      return console.write(identity->card("tearsheet", contact_)) ? kDone : kFailed;
    if (action_ == "check") return check(console, *identity);
    return console.write(identity->directory(clock_.now())) ? kDone : kFailed;
  }

 private:
  int make(Console& console) {
    const auto agent = url::Url::parse(agent_);
    if (!agent) {
      console.log().error("needs --agent, the https address under which the keys are published");
      return kUsage;
    }
    const auto made = identity::Identity::create(folder_, *agent, clock_.now());
    if (!made) return console.fail(made.error());
    const auto place = url::Url::parse(identity::kDirectoryPath, &made->agent());
    console.print(fmt::format("key {} in {}", made->key().thumbprint, folder_));
    console.print(fmt::format("publish what `tearsheet identity directory --dir {}` prints at {}",
                              folder_, place ? place->href() : agent_));
    return console.flush() ? kDone : kFailed;
  }

  // That the key is there, whole and private is known by now.
  int check(Console& console, const identity::Identity& identity) {
    console.print("key " + identity.key().thumbprint + " of " + identity.agent().href());
    if (offline_) return console.flush() ? kDone : kFailed;
    const auto place = url::Url::parse(identity::kDirectoryPath, &identity.agent());
    if (!place) return console.fail(place.error());
    LiveOptions live{agent_of({}, contact_), allow_private_, {}};
    live.identity = &identity;
    PromptFetcher asks(live, console);
    constexpr int kRetries = 1;
    // A directory is no page; feeds are taken in any type.
    const auto answer = fetch::fetch_page(asks.fetcher, asks.gate, asks.clock, *place,
                                          {.kind = fetch::BodyKind::kFeed}, asks.limits, kRetries);
    if (!answer) return console.fail(answer.error());
    if (!has_key(answer->result.body, identity.key().x)) {
      return console.fail(
          {ErrorCode::kNotFound, place->href() + " does not hold this key: publish what `tearsheet "
                                                 "identity directory` prints"});
    }
    console.print("published at " + place->href());
    return console.flush() ? kDone : kFailed;
  }

  static bool has_key(const std::string& body, const std::string& x) {
    const Json all = Json::parse(body, nullptr, false);
    if (!all.is_object() || !all.contains("keys") || !all["keys"].is_array()) return false;
    return std::ranges::any_of(all["keys"], [&](const Json& key) {
      return key.is_object() && key.contains("x") && key["x"] == x;
    });
  }

  const SystemClock clock_{};
  std::string action_, folder_, agent_, contact_;
  bool offline_ = false, allow_private_ = false;
};

}  // namespace

std::unique_ptr<Command> make_identity_command() {
  return std::make_unique<IdentityCommand>();
}

}  // namespace tearsheet::cli
