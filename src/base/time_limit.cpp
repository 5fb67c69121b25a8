#include "base/time_limit.h"

#include <algorithm>

#include "base/thread_time.h"

namespace tearsheet {

TimeLimit::TimeLimit(std::chrono::nanoseconds limit) : outer_end_(end_) {
  end_ = std::min(outer_end_, thread_time() + limit);
}

TimeLimit::~TimeLimit() {
  end_ = outer_end_;
}

void TimeLimit::look() {
  until_look_ = kBytesPerLook;
  if (end_ == std::chrono::nanoseconds::max()) return;
  if (thread_time() > end_) throw TimeIsUp{};
}

}  // namespace tearsheet
