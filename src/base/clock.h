// Time as a thing that is passed in, so that tests can turn it.
#pragma once

#include <chrono>
#include <string>

namespace tearsheet {

using SysTime = std::chrono::sys_time<std::chrono::milliseconds>;
using SteadyTime = std::chrono::steady_clock::time_point;

/// Two clocks: the wall clock for what is stored and shown, the steady one for pauses and
/// deadlines. Implementations may be called from any thread.
class Clock {
 public:
  virtual ~Clock() = default;
  [[nodiscard]] virtual SysTime now() const = 0;
  [[nodiscard]] virtual SteadyTime steady() const = 0;
};

/// The machine's clocks.
class SystemClock final : public Clock {
 public:
  [[nodiscard]] SysTime now() const override;
  [[nodiscard]] SteadyTime steady() const override;
};

/// A clock to tick; one thread at a time.
class FakeClock final : public Clock {
 public:
  explicit FakeClock(SysTime start = SysTime{std::chrono::seconds{1'763'164'800}}) : now_(start) {}
  [[nodiscard]] SysTime now() const override { return now_; }
  [[nodiscard]] SteadyTime steady() const override { return steady_; }
  void advance(std::chrono::milliseconds by) {
    now_ += by;
    steady_ += by;
  }
  /// The wall clock alone jumps, as when an administrator sets it.
  void jump(std::chrono::milliseconds by) { now_ += by; }

 private:
  SysTime now_;
  SteadyTime steady_{std::chrono::hours{1}};
};

/// "2025-11-15T08:30:00Z": UTC, whole seconds (ISO 8601, RFC 3339).
[[nodiscard]] std::string to_iso8601(SysTime time);

}  // namespace tearsheet
