// What commands fetch single pages with, while somebody waits: a fetcher and the manners of its hosts.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "cli/console.h"
#include "cli/limits.h"
#include "fetch/fetch.h"
#include "polite/polite.h"

namespace tearsheet::cli {

/// What requests say of who asks: `user_agent` if there is one, else the program with `contact`.
[[nodiscard]] std::string agent_of(std::string_view user_agent, std::string_view contact);

/// How pages are asked for.
struct LiveOptions {
  std::string agent;
  bool allow_private = false;
  Limits limits{};
  /// With all its hops, tries and pauses a page may take so long; the default is that of
  /// fetch::FetchLimits.
  std::optional<std::chrono::milliseconds> page_deadline{};
  const identity::Identity* identity = nullptr;  ///< Signs every request.
};

/// Lives at one place: its parts refer to each other. One thread at a time.
struct PromptFetcher {
  /// Says on stderr what a proxy takes from the guard on addresses.
  PromptFetcher(const LiveOptions& options, Console& console);
  PromptFetcher(const PromptFetcher&) = delete;
  PromptFetcher& operator=(const PromptFetcher&) = delete;

  const SystemClock clock{};
  polite::PaceLimits pace;

 private:
  fetch::FetcherOptions asked_;

 public:
  const fetch::FetchLimits limits;
  fetch::Fetcher fetcher;
  polite::HostGate gate;
};

}  // namespace tearsheet::cli
