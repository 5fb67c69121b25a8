// The stories of a database that is shared, anew (copies.h: of a file).
#pragma once

#include <chrono>
#include <stop_token>

#include "base/clock.h"
#include "base/result.h"
#include "crawl/copies.h"
#include "store/share.h"

namespace tearsheet::crawl {

/// While others store: texts are read without keeping anybody waiting, and all articles that are in
/// another story than before change it in one transaction, in which nobody else stores. Meanwhile
/// no worker looks for copies; what came in is looked through at the end. kCancelled: `stop`;
/// kBusy: another one is at it. The stories are as they were then.
Result<RebuiltStories> rebuild_shared_stories(store::SharedStore& store, const StoryLimits& limits,
                                              std::chrono::milliseconds lease, const Clock& clock,
                                              const std::stop_token& stop);

}  // namespace tearsheet::crawl
