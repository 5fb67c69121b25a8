// The limits of politeness and size that a command line may move: pauses only up.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>

#include "cli/arguments.h"
#include "fetch/fetch.h"
#include "polite/polite.h"

namespace tearsheet::cli {

struct Limits {
  void declare(Arguments& arguments);
  void apply(fetch::FetchLimits& fetch, polite::PaceLimits& pace) const;

  std::optional<std::chrono::milliseconds> delay{}, max_crawl_delay{}, timeout{}, connect{};
  std::optional<std::int64_t> redirects{}, page_megabytes{}, feed_megabytes{};
};

}  // namespace tearsheet::cli
