// Who is told of new and changed articles at the end of a crawl: --exec and --webhook.
#pragma once

#include <memory>
#include <stop_token>
#include <string>
#include <vector>

#include "base/clock.h"
#include "cli/arguments.h"
#include "cli/console.h"
#include "crawl/crawl.h"
#include "fetch/fetch.h"
#include "store/store.h"
#include "telling/telling.h"

namespace tearsheet::cli {

class Hooks {
 public:
  void declare(Arguments& arguments);
  /// What the options ask for; the error is one of usage.
  Result<void> prepare(const fetch::FetcherOptions& options);
  [[nodiscard]] bool is_empty() const { return receivers_.empty(); }

  /// Before the run stores anything.
  Result<void> take_places(store::TellingStore& store, SysTime now) const;
  /// After it, with no store of this process open. Gives kDone; kDoneInPart: one failed, which is
  /// told as often as other troubles are; kBudget: others are due next run.
  int tell(Console& console, const std::string& database, const Clock& clock,
           const std::stop_token& stop) const;
  /// The same on a server, where another program may be telling: when that is through, what is left
  /// is told.
  int tell_in_turn(Console& console, store::Store& store, const crawl::Sharing& sharing,
                   const Clock& clock, const std::stop_token& stop) const;

 private:
  int tell(Console& console, store::Store& store, telling::Receiver& receiver, const Clock& clock,
           const std::stop_token& stop) const;

  std::string command_, url_, secret_file_, secret_;
  std::string body_ = "record";
  std::vector<std::unique_ptr<telling::Receiver>> receivers_;
};

}  // namespace tearsheet::cli
