#include "polite/origin_robots.h"

#include <utility>

#include "base/ascii.h"

namespace tearsheet::polite {
namespace {

bool is_success(int status) {
  return status >= 200 && status < 300;
}

// "Unavailable" (RFC 9309 2.3.1.3) means that there is no robots.txt: everything may be fetched.
// 429 is a server that asks for less and no licence to crawl, so it is not among them.
bool is_unavailable(int status) {
  return status >= 300 && status < 500 && status != 429;
}

// A page or a record of some service: what a host that is troubled, or that wants a challenge
// solved, sends for any address.
bool is_other_document(std::string_view body) {
  const std::string_view front = trimmed(body.starts_with("\xEF\xBB\xBF") ? body.substr(3) : body);
  return front.starts_with('<') || front.starts_with('{') || front.starts_with('[');
}

}  // namespace

OriginRobots::OriginRobots(const std::string& origin) {
  if (auto url = url::Url::parse(origin + "/robots.txt")) first_url_ = *std::move(url);
  next_url_ = first_url_;
}

void OriginRobots::restore(const HostMemory& memory, const Clock& clock, const PaceLimits& limits,
                           const std::string& agent) {
  if (!memory.robots_at ||
      !(is_success(memory.robots_status) || is_unavailable(memory.robots_status)))
    return;
  body_ = memory.robots_body;
  status_ = memory.robots_status;
  validators_ = memory.robots_validators;
  fetched_at_ = memory.robots_at;
  is_unconfirmed_ = !memory.is_confirmed;
  policy_ = is_success(status_) ? robots::RobotsPolicy::parse(body_, agent)
                                : robots::RobotsPolicy::allow_all();
  const auto age = clock.now() - *fetched_at_;
  // A robots.txt from the future was stored under a wrong clock: its age is unknown.
  const bool is_usable = age >= std::chrono::milliseconds(0) && age < limits.robots_max_age;
  // Rules that are too old still tell the Crawl-delay until the new ones are there.
  expires_ = is_usable ? clock.steady() + (limits.robots_max_age - age) : clock.steady();
}

const robots::RobotsPolicy* OriginRobots::rules(SteadyTime now) const {
  return policy_ && !is_unconfirmed_ && now < expires_ ? &*policy_ : nullptr;
}

RobotsValidators OriginRobots::validators() const {
  // Of the file itself: where a chain of redirects ended is another resource.
  return policy_ && hops_ == 0 ? validators_ : RobotsValidators{};
}

void OriginRobots::end_chain() {
  next_url_ = first_url_;
  hops_ = 0;
  in_flight_ = false;
}

void OriginRobots::settle(robots::RobotsPolicy policy, int status, std::string_view body,
                          const Clock& clock, const PaceLimits& limits) {
  policy_ = std::move(policy);
  is_unreachable_ = !is_success(status) && !is_unavailable(status);
  body_ = body;
  status_ = status;
  validators_ = {};
  confirm(clock, limits);
}

void OriginRobots::confirm(const Clock& clock, const PaceLimits& limits) {
  is_unconfirmed_ = false;
  fetched_at_ = clock.now();
  expires_ = clock.steady() + limits.robots_max_age;
  end_chain();
}

bool OriginRobots::keep_earlier(const Clock& clock) {
  if (!is_unconfirmed_ || clock.steady() >= expires_) return false;
  is_unconfirmed_ = false;  // and as old as it is
  end_chain();
  return true;
}

void OriginRobots::unreachable(int status, const Clock& clock, const PaceLimits& limits) {
  if (keep_earlier(clock)) return;
  settle(robots::RobotsPolicy::deny_all(), status, {}, clock, limits);
}

void OriginRobots::give_up(const Clock& clock, const PaceLimits& limits) {
  unreachable(0, clock, limits);
}

void OriginRobots::answered(const Answer& answer, const Clock& clock, const PaceLimits& limits,
                            const std::string& agent) {
  if (answer.redirect && hops_ < limits.max_robots_redirects) {
    ++hops_;
    next_url_ = *answer.redirect;
    in_flight_ = false;
    return;
  }
  const RobotsValidators asked_with = validators();
  const bool was_conditional = !asked_with.etag.empty() || !asked_with.last_modified.empty();
  if (answer.status == 304 && was_conditional) return confirm(clock, limits);
  if (is_success(answer.status)) {
    if (is_other_document(answer.body) && keep_earlier(clock)) return;
    const bool is_direct = hops_ == 0;
    const std::string_view body = answer.body.substr(0, robots::RobotsPolicy::kMaxBytes);
    settle(robots::RobotsPolicy::parse(body, agent), answer.status, body, clock, limits);
    if (is_direct) validators_ = answer.validators;
  } else if (is_unavailable(answer.status)) {
    settle(robots::RobotsPolicy::allow_all(), answer.status, {}, clock, limits);
  } else {
    unreachable(answer.status, clock, limits);
  }
}

std::chrono::milliseconds OriginRobots::crawl_delay() const {
  return policy_ ? policy_->crawl_delay().value_or(std::chrono::milliseconds(0))
                 : std::chrono::milliseconds(0);
}

void OriginRobots::save(HostMemory& memory) const {
  memory.robots_body = body_;
  memory.robots_status = status_;
  memory.robots_at = fetched_at_;
  memory.robots_validators = validators_;
}

}  // namespace tearsheet::polite
