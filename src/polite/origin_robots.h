// What is known of one origin's robots.txt, and how it is asked for (RFC 9309 2.3 and 2.4).
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "polite/polite.h"

namespace tearsheet::polite {

class OriginRobots {
 public:
  /// `origin` as url::Url::origin() gives it.
  explicit OriginRobots(const std::string& origin);

  /// Rules from an earlier run: used if they are young enough and were an answer at all.
  void restore(const HostMemory& memory, const Clock& clock, const PaceLimits& limits,
               const std::string& agent);
  /// The rules, or null where robots.txt has to be fetched first.
  [[nodiscard]] const robots::RobotsPolicy* rules(SteadyTime now) const;
  [[nodiscard]] bool is_unreachable() const { return is_unreachable_; }

  [[nodiscard]] const url::Url& next_url() const {
    return next_url_;
  }  ///< robots.txt, or where it redirected to.
  [[nodiscard]] bool in_flight() const { return in_flight_; }
  void begin() { in_flight_ = true; }
  void end() { in_flight_ = false; }
  /// The chain cannot go on (its next host may not be asked).
  void give_up(const Clock& clock, const PaceLimits& limits);
  void answered(int status, std::string_view body, const std::optional<url::Url>& redirect,
                const Clock& clock, const PaceLimits& limits, const std::string& agent);

  [[nodiscard]] std::chrono::milliseconds crawl_delay() const;
  void save(HostMemory& memory) const;

 private:
  void settle(robots::RobotsPolicy policy, int status, std::string_view body, const Clock& clock,
              const PaceLimits& limits);

  url::Url first_url_, next_url_;
  int hops_ = 0;
  bool in_flight_ = false;
  std::optional<robots::RobotsPolicy> policy_;
  bool is_unreachable_ = false;
  SteadyTime expires_{};
  std::string body_;
  int status_ = 0;
  std::optional<SysTime> fetched_at_;
};

}  // namespace tearsheet::polite
