// How long this thread has computed: a measure that a loaded machine does not stretch.
#pragma once

#include <chrono>
#include <ctime>

namespace tearsheet {

[[nodiscard]] inline std::chrono::nanoseconds thread_time() {
  timespec time{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return std::chrono::seconds(time.tv_sec) + std::chrono::nanoseconds(time.tv_nsec);
}

}  // namespace tearsheet
