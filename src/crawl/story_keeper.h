// Near-duplicates where several workers share a database: one of them looks for the copies of what
// all stored. An index in each would cost each its memory, and see what two stored at once too late.
#pragma once

#include <chrono>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "base/clock.h"
#include "crawl/copies.h"
#include "dedup/dedup.h"
#include "store/share.h"

namespace tearsheet::crawl {

/// Runs on a thread of its own, with a connection of its own.
class StoryKeeper {
 public:
  /// All must outlive it.
  StoryKeeper(store::SharedStore& store, const StoryLimits& limits, std::chrono::milliseconds lease,
              const Clock& clock)
      : store_(store), limits_(limits), lease_(lease), clock_(clock) {}
  StoryKeeper(const StoryKeeper&) = delete;
  StoryKeeper& operator=(const StoryKeeper&) = delete;

  /// Whenever the lease is to be had; until it is asked to stop. Then what was stored before is
  /// told, by this worker or by whoever holds the lease: if that takes longer than a lease lasts,
  /// its holder is alive, and nobody waits for it.
  Result<void> run(const std::stop_token& stop);

 private:
  /// Articles told; 0: there are none. Empty: another worker holds the lease.
  Result<std::optional<std::size_t>> tell_some();
  Result<bool> hold();
  Result<void> tell(std::vector<std::int64_t>& told, std::vector<store::StoryLink>& links);

  store::SharedStore& store_;
  const StoryLimits limits_;
  const std::chrono::milliseconds lease_;
  const Clock& clock_;
  std::optional<dedup::Clusters> clusters_;  // while the lease is held ...
  SteadyTime held_at_{};                     // ... which was asked for last then
};

}  // namespace tearsheet::crawl
