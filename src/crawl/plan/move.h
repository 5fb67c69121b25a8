// Sources that moved for good: told once, with the line to change, and remembered for the day on
// which the old address is gone.
#pragma once

#include <string>

#include "crawl/plan/task.h"
#include "store/store.h"

namespace tearsheet::crawl {

/// Writes down in `visit` where the source moved. What is to be told of it: nothing where it was
/// told before, or where no site file names the source.
[[nodiscard]] std::string settle_move(const Task& task, const SiteEntry& site, store::Visit& visit);

}  // namespace tearsheet::crawl
