// A limit of computing time for all that is done to one thing, a page say, on this thread.
//
// The functions that all long work goes through (text is cleaned or folded, a date or an address
// read, the text of an element collected) say what they spend; none of their callers has to know of
// the limit. It is time of the thread, so that a loaded machine stops nothing.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>

namespace tearsheet {

/// Thrown by TimeLimit::spend() when the time is over.
struct TimeIsUp {};

/// While one lives, spend() throws on its thread once the thread has computed for that long. One
/// inside another ends no later than the outer one. Who makes one catches TimeIsUp.
class TimeLimit {
 public:
  explicit TimeLimit(std::chrono::nanoseconds limit);
  ~TimeLimit();
  TimeLimit(const TimeLimit&) = delete;
  TimeLimit& operator=(const TimeLimit&) = delete;

  /// Said where text of `bytes` is worked on; costs next to nothing.
  static void spend(std::size_t bytes = 0) {
    constexpr std::size_t kCall = 64;  // what even an empty text costs, in bytes
    if ((until_look_ -= static_cast<std::int64_t>(bytes + kCall)) < 0) look();
  }

 private:
  static void look();

  static constexpr std::int64_t kBytesPerLook = 200'000;  // about a millisecond
  static inline thread_local std::int64_t until_look_ = kBytesPerLook;
  static inline thread_local std::chrono::nanoseconds end_ = std::chrono::nanoseconds::max();
  std::chrono::nanoseconds outer_end_;
};

}  // namespace tearsheet
