// What is known of one origin's robots.txt, and how it is asked for (RFC 9309 2.3 and 2.4).
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "polite/polite.h"

namespace tearsheet::polite {

/// Three states: nothing is known, there are rules, or there are rules of an earlier run that its
/// owner may have changed since. The last are confirmed (by a conditional request) at the first
/// contact of a run; where the answer is trouble, they count until they are too old.
class OriginRobots {
 public:
  /// `origin` as url::Url::origin() gives it.
  explicit OriginRobots(const std::string& origin);

  /// Rules from an earlier run: kept if they were an answer at all, but not used unconfirmed.
  void restore(const HostMemory& memory, const Clock& clock, const PaceLimits& limits,
               const std::string& agent);
  /// The rules, or null where robots.txt has to be fetched or confirmed first.
  [[nodiscard]] const robots::RobotsPolicy* rules(SteadyTime now) const;
  [[nodiscard]] bool is_unreachable() const { return is_unreachable_; }

  [[nodiscard]] const url::Url& next_url() const {
    return next_url_;
  }  ///< robots.txt, or where it redirected to.
  [[nodiscard]] bool in_flight() const { return in_flight_; }
  /// What a request for next_url() can be made conditional with.
  [[nodiscard]] RobotsValidators validators() const;
  void begin() { in_flight_ = true; }
  void end() { in_flight_ = false; }
  /// The chain cannot go on (its next host may not be asked).
  void give_up(const Clock& clock, const PaceLimits& limits);
  struct Answer {
    int status = 0;  ///< 0: none.
    std::string_view body;
    std::optional<url::Url> redirect;
    RobotsValidators validators;
  };
  void answered(const Answer& answer, const Clock& clock, const PaceLimits& limits,
                const std::string& agent);

  [[nodiscard]] std::chrono::milliseconds crawl_delay() const;
  void save(HostMemory& memory) const;

 private:
  void settle(robots::RobotsPolicy policy, int status, std::string_view body, const Clock& clock,
              const PaceLimits& limits);
  void confirm(const Clock& clock, const PaceLimits& limits);
  /// What an earlier run knew counts on until it is too old; false: there is nothing, or it is.
  [[nodiscard]] bool keep_earlier(const Clock& clock);
  void unreachable(int status, const Clock& clock, const PaceLimits& limits);
  void end_chain();

  url::Url first_url_, next_url_;
  int hops_ = 0;
  bool in_flight_ = false;
  std::optional<robots::RobotsPolicy> policy_;
  bool is_unconfirmed_ = false;  // of an earlier run
  bool is_unreachable_ = false;
  SteadyTime expires_{};
  RobotsValidators validators_;
  std::string body_;
  int status_ = 0;
  std::optional<SysTime> fetched_at_;
};

}  // namespace tearsheet::polite
