// The stories of what somebody stores in a database that is shared, for those who are no crawl
// (story_keeper.h).
#pragma once

#include <chrono>
#include <memory>
#include <thread>

#include "base/clock.h"
#include "base/result.h"
#include "crawl/copies.h"
#include "store/share.h"

namespace tearsheet::crawl {

/// Tells them on a thread of its own whenever nobody else does.
class Telling {
 public:
  /// `clock` must outlive it.
  Telling(std::unique_ptr<store::SharedStore> store, const Clock& clock,
          std::chrono::milliseconds lease = std::chrono::milliseconds(60'000));
  /// What was stored before is told, by this program or another one.
  Result<void> end();

 private:
  const std::unique_ptr<store::SharedStore> store_;
  Result<void> told_;
  std::jthread thread_;  // last: the others are there before it begins and after it ended
};

}  // namespace tearsheet::crawl
