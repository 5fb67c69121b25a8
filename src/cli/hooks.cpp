#include "cli/hooks.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>

#include "base/ascii.h"
#include "base/files.h"
#include "cli/command.h"
#include "cli/configuration.h"
#include "cli/troubles.h"
#include "store/turn.h"

namespace tearsheet::cli {
namespace {

constexpr std::size_t kMaxSecret = 4096;
constexpr const char* kSecretVariable = "TEARSHEET_WEBHOOK_SECRET";

/// The worse of two: a trouble before what is only left over.
int worse(int a, int b) {
  if (a == kDoneInPart || b == kDoneInPart) return kDoneInPart;
  return std::max(a, b);
}

/// From a file or the environment: every user of the machine can read arguments.
Result<std::string> read_secret(const std::string& file) {
  if (file.empty()) {
    const char* const value = std::getenv(kSecretVariable);
    return std::string(value == nullptr ? "" : value);
  }
  const auto text = read_file(file, kMaxSecret);
  if (!text) return fail(text.error());
  std::string secret(trimmed(*text));
  if (secret.empty()) return fail(ErrorCode::kInvalid, file + ": no secret in it");
  return secret;
}

}  // namespace

void Hooks::declare(Arguments& arguments) {
  arguments.option("--exec", command_, "COMMAND",
                   "run for each new or changed article, with its record on standard input",
                   kExecSetting);
  arguments.option("--webhook", url_, "URL", "posted the record of each new or changed article",
                   kWebhookSetting);
  arguments.option("--webhook-secret-file", secret_file_, "FILE",
                   "messages are signed with what stands in it; else with "
                   "$TEARSHEET_WEBHOOK_SECRET",
                   kWebhookSecretFileSetting);
  arguments.choice("--webhook-body", body_, {"record", "chat"},
                   "record: as export writes it; chat: title and address, as rooms of Slack, "
                   "Mattermost, Discord and others take them",
                   kWebhookBodySetting);
}

Result<void> Hooks::prepare(const fetch::FetcherOptions& options) {
  if (!command_.empty()) receivers_.push_back(telling::make_command(command_));
  if (url_.empty()) return {};
  auto secret = read_secret(secret_file_);
  if (!secret) return fail(secret.error());
  using Body = telling::WebhookOptions::Body;
  auto webhook = telling::make_webhook({.url = url_,
                                        .secret = std::move(*secret),
                                        .body = body_ == "chat" ? Body::kChat : Body::kRecord,
                                        .fetch = options});
  if (!webhook) return fail(webhook.error());
  receivers_.push_back(std::move(*webhook));
  return {};
}

Result<void> Hooks::take_places(store::TellingStore& store, SysTime now) const {
  for (const auto& receiver : receivers_) {
    if (auto placed = telling::take_place(store, *receiver, now); !placed) return placed;
  }
  return {};
}

int Hooks::tell(Console& console, const std::string& database, const Clock& clock,
                const std::stop_token& stop) const {
  if (receivers_.empty() || stop.stop_requested()) return kDone;
  auto store = store::open_store(database, store::Access::kRun);
  if (!store) {
    // A round that began meanwhile tells what is due.
    if (store.error().code == ErrorCode::kBusy) return kDone;
    return console.fail(store.error());
  }
  int code = kDone;
  for (const auto& receiver : receivers_)
    code = worse(code, tell(console, **store, *receiver, clock, stop));
  return code;
}

int Hooks::tell_in_turn(Console& console, store::Store& store, const crawl::Sharing& sharing,
                        const Clock& clock, const std::stop_token& stop) const {
  int code = kDone;
  for (const auto& receiver : receivers_) {
    if (stop.stop_requested()) return code;
    auto connection = sharing.open();
    if (!connection) return console.fail(connection.error());
    const auto turn = store::Turn::take(std::move(*connection), "telling " + receiver->key(),
                                        sharing.lease, telling::kTimeOfARun, clock, stop);
    if (!turn) return console.fail(turn.error());
    // Whoever has it all that time tells what is due, or will be asked to by its own next run.
    if (*turn) code = worse(code, tell(console, store, *receiver, clock, (*turn)->token()));
  }
  return code;
}

int Hooks::tell(Console& console, store::Store& store, telling::Receiver& receiver,
                const Clock& clock, const std::stop_token& stop) const {
  const auto told = telling::tell_due(store, receiver, clock, telling::kTimeOfARun, stop);
  if (!told) {
    console.log().error(receiver.name() + ": " + told.error().message);
    return kDoneInPart;
  }
  console.log().info(fmt::format("{} was told of {} articles", receiver.name(), told->articles));
  if (!told->trouble.empty()) {
    const bool is_watched = console.progress() || console.log().enabled(LogLevel::kInfo);
    if (is_watched || is_news(told->runs)) {
      console.log().error(fmt::format("{}: {}; the article stays due, and those behind it{}",
                                      receiver.name(), told->trouble, in_a_row(told->runs)));
    }
    return kDoneInPart;
  }
  return told->is_cut ? kBudget : kDone;
}

}  // namespace tearsheet::cli
