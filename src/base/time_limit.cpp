#include "base/time_limit.h"

#include <algorithm>
#include <ctime>

namespace tearsheet {
namespace {

std::chrono::nanoseconds computed_by_thread() {
  timespec time{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return std::chrono::seconds(time.tv_sec) + std::chrono::nanoseconds(time.tv_nsec);
}

}  // namespace

TimeLimit::TimeLimit(std::chrono::nanoseconds limit) : outer_end_(end_) {
  end_ = std::min(outer_end_, computed_by_thread() + limit);
}

TimeLimit::~TimeLimit() {
  end_ = outer_end_;
}

void TimeLimit::look() {
  until_look_ = kBytesPerLook;
  if (end_ == std::chrono::nanoseconds::max()) return;
  if (computed_by_thread() > end_) throw TimeIsUp{};
}

}  // namespace tearsheet
