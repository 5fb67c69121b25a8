#include "polite/host_pace.h"

#include <fmt/format.h>

#include <algorithm>

namespace tearsheet::polite {
namespace {

using std::chrono::milliseconds;

// Enough to keep hosts that began together from staying in step; only upwards, so that a promise is
// never broken.
constexpr double kMaxPauseJitter = 0.1;
constexpr double kMaxBackoffJitter = 0.25;
constexpr int kMaxBackoffSteps =
    30;  // far beyond max_backoff; keeps the shift below from overflowing

milliseconds longer(milliseconds time, double share) {
  return time +
         milliseconds(static_cast<milliseconds::rep>(static_cast<double>(time.count()) * share));
}

milliseconds backoff(int steps, const PaceLimits& limits) {
  milliseconds time = limits.first_backoff;
  for (int i = 1; i < steps && time < limits.max_backoff; ++i) time *= 2;
  return std::min(time, limits.max_backoff);
}

bool is_failure(const Outcome& outcome) {
  return outcome.status == 0 || outcome.status == 429 || outcome.status >= 500;
}

}  // namespace

void HostPace::set_site_delay(milliseconds delay, bool zero_allowed) {
  delay = std::max(delay, milliseconds(0));
  site_delay_ = site_delay_ ? std::max(*site_delay_, delay) : delay;
  zero_allowed_ = zero_allowed;
}

void HostPace::set_crawl_delay(milliseconds stated) {
  crawl_delay_ = std::max(crawl_delay_, stated);
}

void HostPace::restore_next(SteadyTime now, milliseconds remaining) {
  if (remaining <= milliseconds(0)) return;
  restored_at_ = now;
  restored_remaining_ = std::max(restored_remaining_, remaining);
}

void HostPace::restore_retry(SteadyTime now, milliseconds remaining, int backoff_steps,
                             const PaceLimits& limits) {
  backoff_steps_ = std::max(backoff_steps_, std::clamp(backoff_steps, 0, kMaxBackoffSteps));
  if (remaining <= milliseconds(0)) return;
  // A wall clock that was wrong by years must not silence a host for years.
  const SteadyTime until = now + std::min<milliseconds>(remaining, limits.max_retry_after);
  retry_after_until_ = retry_after_until_ ? std::max(*retry_after_until_, until) : until;
}

void HostPace::begin(SteadyTime now) {
  in_flight_ = true;
  began_ = now;
}

void HostPace::end(SteadyTime now, Purpose purpose, const Outcome& outcome, double jitter,
                   const PaceLimits& limits) {
  in_flight_ = false;
  jitter_ = jitter;
  last_answer_ = now;
  if (purpose != Purpose::kRobots) {
    last_page_answer_ = now;
    last_was_redirect_ = outcome.is_redirect;
  }
  if (outcome.status != 0) {
    private_peer_ = outcome.private_peer;
    has_answered_ = true;
  }

  const bool failed = is_failure(outcome);
  const bool server_said_when = outcome.retry_after && (failed || outcome.is_redirect);
  if (server_said_when) {
    const auto wait =
        std::clamp<milliseconds>(*outcome.retry_after, milliseconds(0), limits.max_retry_after);
    retry_after_until_ = now + wait;
  }
  if (failed) {
    ++failures_;
    step_back(now, jitter, server_said_when, limits);
  } else if (outcome.status == 401 || outcome.status == 403) {
    ++failures_;  // a host that shuts us out is left alone in the end, but there is nothing to wait
                  // for
  } else if (purpose != Purpose::kRobots) {
    failures_ = 0;
    backoff_steps_ = 0;
    backoff_until_.reset();
  }
}

void HostPace::step_back(SteadyTime now, double jitter, bool server_said_when,
                         const PaceLimits& limits) {
  // Requests that were under way when the host fell over tell of one event.
  if (last_step_ && began_ < *last_step_) return;
  last_step_ = now;
  backoff_steps_ = std::min(backoff_steps_ + 1, kMaxBackoffSteps);
  // The server's own figure is believed once; if it fails again after that, our patience is added
  // to it.
  if (server_said_when && backoff_steps_ == 1) return;
  backoff_until_ = now + longer(backoff(backoff_steps_, limits), jitter * kMaxBackoffJitter);
}

milliseconds HostPace::honoured_crawl_delay(const PaceLimits& limits) const {
  return std::min(crawl_delay_, limits.max_crawl_delay);
}

milliseconds HostPace::pause(const PaceLimits& limits) const {
  milliseconds own = site_delay_.value_or(limits.default_delay);
  if (!(zero_allowed_ && private_peer_))
    own = std::max(own, std::min(limits.min_public_delay, limits.default_delay));
  return std::max(own, honoured_crawl_delay(limits));
}

SteadyTime HostPace::restored(const PaceLimits& limits) const {
  if (!restored_at_) return SteadyTime::min();
  // No pause was ever longer than this, so anything above it is a clock that was set.
  const milliseconds longest =
      limits.request_allowance + longer(std::max({limits.max_crawl_delay, limits.default_delay,
                                                  site_delay_.value_or(milliseconds(0))}),
                                        kMaxPauseJitter);
  return *restored_at_ + std::min(restored_remaining_, longest);
}

SteadyTime HostPace::ready_at(Purpose purpose, const PaceLimits& limits) const {
  SteadyTime ready = SteadyTime::min();
  if (retry_after_until_) ready = std::max(ready, *retry_after_until_);
  if (backoff_until_) ready = std::max(ready, *backoff_until_);

  const milliseconds stated = honoured_crawl_delay(limits);
  if (last_answer_ && stated > milliseconds(0)) {
    ready = std::max(ready, *last_answer_ + longer(stated, jitter_ * kMaxPauseJitter));
  }
  // A hop is waved through only where the host's last answer sent us on: a chain that arrives from
  // elsewhere is a visit like any other, or many sites that redirect to one host would hammer it.
  const bool is_exempt =
      purpose == Purpose::kRobots || (purpose == Purpose::kRedirectHop && last_was_redirect_);
  if (!is_exempt && last_page_answer_) {
    ready = std::max(ready, *last_page_answer_ + longer(pause(limits), jitter_ * kMaxPauseJitter));
  }
  if (!is_exempt || stated > milliseconds(0)) ready = std::max(ready, restored(limits));
  return ready;
}

std::optional<SteadyTime> HostPace::next_after_crash(const PaceLimits& limits) const {
  if (in_flight_) {
    const milliseconds wait = pause(limits);
    if (wait == milliseconds(0)) return std::nullopt;
    return began_ + limits.request_allowance + longer(wait, kMaxPauseJitter);
  }
  SteadyTime next = restored(limits);
  if (last_page_answer_) {
    next = std::max(next, *last_page_answer_ + longer(pause(limits), jitter_ * kMaxPauseJitter));
  }
  if (last_answer_) {
    next = std::max(
        next, *last_answer_ + longer(honoured_crawl_delay(limits), jitter_ * kMaxPauseJitter));
  }
  if (next == SteadyTime::min()) return std::nullopt;
  return next;
}

std::optional<SteadyTime> HostPace::retry_at() const {
  if (!retry_after_until_) return backoff_until_;
  if (!backoff_until_) return retry_after_until_;
  return std::max(*retry_after_until_, *backoff_until_);
}

std::optional<HostPace::Deferral> HostPace::deferral(SteadyTime now,
                                                     const PaceLimits& limits) const {
  const auto seconds_left = [now](SteadyTime until) {
    return std::chrono::duration_cast<std::chrono::seconds>(until - now).count();
  };
  const milliseconds patience = has_answered_ ? limits.defer_above : limits.defer_silent_above;
  if (retry_after_until_ && *retry_after_until_ - now > patience) {
    return Deferral{
        *retry_after_until_,
        fmt::format("{} for another {} s",
                    has_answered_ ? "the host asked to be left alone" : "an earlier run put it off",
                    seconds_left(*retry_after_until_))};
  }
  if (backoff_until_ && *backoff_until_ - now > patience) {
    return Deferral{*backoff_until_, fmt::format("{} failures in a row, next try in {} s",
                                                 failures_, seconds_left(*backoff_until_))};
  }
  if (failures_ >= limits.error_budget) {
    return Deferral{now + limits.max_backoff, fmt::format("{} failures in a row", failures_)};
  }
  return std::nullopt;
}

}  // namespace tearsheet::polite
