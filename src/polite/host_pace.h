// When a host may be asked again: pause, Crawl-delay, Retry-After and backoff, each a clock of its
// own.
#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "polite/polite.h"

namespace tearsheet::polite {

/// The clocks of one host name. All times are steady; only the gate knows the wall clock.
class HostPace {
 public:
  using Milliseconds = std::chrono::milliseconds;

  void set_site_delay(Milliseconds delay, bool zero_allowed);
  void set_crawl_delay(Milliseconds stated);  ///< The longest of the host's origins counts.
  void restore_next(SteadyTime now, Milliseconds remaining);
  void restore_retry(SteadyTime now, Milliseconds remaining, int backoff_steps,
                     const PaceLimits& limits);

  [[nodiscard]] bool in_flight() const { return in_flight_; }
  void begin(SteadyTime now);
  void cancel() { in_flight_ = false; }
  /// `jitter` in [0, 1): how much longer than the rule says this time, as a share of kMaxJitter.
  void end(SteadyTime now, Purpose purpose, const Outcome& outcome, double jitter,
           const PaceLimits& limits);

  [[nodiscard]] Milliseconds pause(const PaceLimits& limits) const;
  [[nodiscard]] SteadyTime ready_at(Purpose purpose, const PaceLimits& limits) const;
  /// When the host can be asked again if the process dies now: reckons with a request under way.
  [[nodiscard]] std::optional<SteadyTime> next_after_crash(const PaceLimits& limits) const;

  struct Deferral {
    SteadyTime until;
    std::string why;
  };
  /// Why the host is left alone for the rest of the run.
  [[nodiscard]] std::optional<Deferral> deferral(SteadyTime now, const PaceLimits& limits) const;
  [[nodiscard]] std::optional<SteadyTime> retry_at() const;
  [[nodiscard]] int backoff_steps() const { return backoff_steps_; }
  [[nodiscard]] Milliseconds stated_crawl_delay() const { return crawl_delay_; }

 private:
  [[nodiscard]] Milliseconds honoured_crawl_delay(const PaceLimits& limits) const;
  [[nodiscard]] SteadyTime restored(const PaceLimits& limits) const;
  void step_back(SteadyTime now, double jitter, bool server_said_when, const PaceLimits& limits);

  std::optional<Milliseconds> site_delay_;
  bool zero_allowed_ = false;
  bool private_peer_ = false;
  Milliseconds crawl_delay_{0};

  bool in_flight_ = false;
  bool last_was_redirect_ = false;
  bool has_answered_ = false;  // anything, in this run
  double jitter_ = 0;
  SteadyTime began_{};
  std::optional<SteadyTime> last_answer_;  // of anything: a Crawl-delay counts from here
  std::optional<SteadyTime>
      last_page_answer_;  // not robots.txt: the default pause counts from here
  std::optional<SteadyTime> restored_at_;
  Milliseconds restored_remaining_{0};

  std::optional<SteadyTime> retry_after_until_;
  std::optional<SteadyTime> backoff_until_;
  std::optional<SteadyTime> last_step_;
  int backoff_steps_ = 0;
  int failures_ = 0;
};

}  // namespace tearsheet::polite
