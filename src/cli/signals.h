// SIGINT and SIGTERM for commands that have something to finish.
#pragma once

#include <atomic>
#include <stop_token>
#include <thread>

namespace tearsheet::cli {

/// Blocks both signals for the whole process and waits for them on a thread of its own: the first
/// asks for a stop, the second ends the process at once. Make it before any other thread, so that
/// they inherit the mask.
class SignalWatch {
 public:
  SignalWatch();
  ~SignalWatch();
  SignalWatch(const SignalWatch&) = delete;
  SignalWatch& operator=(const SignalWatch&) = delete;

  [[nodiscard]] std::stop_token token() const { return source_.get_token(); }
  /// The signal that came; 0: none.
  [[nodiscard]] int signal() const { return signal_; }

 private:
  void watch(const std::stop_token& over);

  std::stop_source source_;
  std::atomic<int> signal_ = 0;
  std::jthread thread_;
};

}  // namespace tearsheet::cli
