// Somebody is told of every article that is new or changed: a command gets its record on standard
// input, a webhook as the body of a POST. docs/telling.md has it from the outside.
//
// What is told is what `export --format jsonl --cursor-file` would write, in that order. The cursor
// of each receiver is in the database and is moved behind an article only when that was taken, so
// each comes at least once, whatever breaks or is killed in between.
#pragma once

#include <chrono>
#include <memory>
#include <stop_token>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "base/result.h"
#include "fetch/fetch.h"
#include "store/store.h"

namespace tearsheet::telling {

/// A command that takes longer is ended, with what it started.
inline constexpr std::chrono::seconds kCommandTime{60};
/// From the first byte to the last of an answer.
inline constexpr std::chrono::seconds kWebhookTime{30};
/// A run tells a receiver no longer; the rest is due in the next one.
inline constexpr std::chrono::minutes kTimeOfARun{5};

/// What one article, or that it was removed, is told with.
struct Message {
  std::string id{};      ///< The same whenever it is told again.
  std::string record{};  ///< As JSON lines have it, without the line end.
  std::string title{}, url{};
  bool is_removal = false;
};

/// Who is told. One thread at a time.
class Receiver {
 public:
  virtual ~Receiver() = default;
  /// Of this command or address and no other; nothing can be read out of it.
  [[nodiscard]] virtual std::string key() const = 0;
  /// For messages to people, without what may be secret.
  [[nodiscard]] virtual std::string name() const = 0;
  /// The error says why it was not taken; kCancelled: `stop`.
  virtual Result<void> tell(const Message& message, const std::stop_token& stop) = 0;
};

/// Runs `command` by the shell for each article.
std::unique_ptr<Receiver> make_command(std::string command);

struct WebhookOptions {
  std::string url{};
  std::string secret{};  ///< Empty: messages are not signed.
  enum class Body { kRecord, kChat } body = Body::kRecord;
  fetch::FetcherOptions fetch{};
};
/// kInvalid: no address of http or https, or a secret that is none.
Result<std::unique_ptr<Receiver>> make_webhook(WebhookOptions options);

/// Gives a receiver that is new its place: behind all that is stored now. To be called before a run
/// stores anything.
Result<void> take_place(store::TellingStore& store, const Receiver& receiver, SysTime now);

struct Told {
  std::int64_t articles = 0;  ///< That were taken.
  bool is_cut = false;        ///< The time was over, or the run was stopped: others are due.
  std::string trouble;        ///< Why the next one was not taken; empty: it was, or there is none.
  int runs = 0;               ///< In a row that ended with a trouble, this one among them.
};
/// Tells what is due, until nothing is, one is not taken, or the time is over. A file must have been
/// opened for a run, and on a server it must be this program's turn (store/turn.h): two of them would
/// tell the same.
Result<Told> tell_due(store::Store& store, Receiver& receiver, const Clock& clock,
                      std::chrono::milliseconds time, const std::stop_token& stop);

/// Runs `command` by the shell, in a process group of its own, with `input` on its standard input.
/// kInvalid: it ended otherwise than with 0; kTimeout; kCancelled: `stop`, and it did not end
/// within five seconds; kIo: it could not be started.
Result<void> run_with_input(const std::string& command, std::string_view input,
                            std::chrono::milliseconds limit, const std::stop_token& stop = {});

}  // namespace tearsheet::telling
