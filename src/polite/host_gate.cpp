// The gate itself: who may go now. The clocks are in host_pace, the rules in origin_robots.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "polite/host_pace.h"
#include "polite/origin_robots.h"
#include "polite/polite.h"

namespace tearsheet::polite {
namespace {

using std::chrono::milliseconds;

// A robots.txt that redirected to a busy host is tried again this much later; nothing tells us when
// that host is free.
constexpr milliseconds kElsewhereBusy{250};

// The same host with and without the root's dot is one machine.
std::string pace_key(std::string_view host) {
  if (host.ends_with('.')) host.remove_suffix(1);
  return std::string(host);
}

// SplitMix64 (Steele, Lea, Flood 2014): good enough for jitter, one word of state.
class Jitter {
 public:
  explicit Jitter(std::uint64_t seed) : state_(seed) {}
  double next() {
    std::uint64_t z = state_ += 0x9e3779b97f4a7c15;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
    z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
    return static_cast<double>((z ^ (z >> 31)) >> 11) * 0x1.0p-53;
  }

 private:
  std::uint64_t state_;
};

}  // namespace

struct HostGate::State {
  struct Host {
    HostPace pace;
    std::set<std::string> origins;
  };

  State(const Clock& the_clock, PaceLimits the_limits, std::string agent_token, std::uint64_t seed)
      : clock(the_clock), limits(the_limits), agent(std::move(agent_token)), jitter(seed) {}

  const Clock& clock;
  const PaceLimits limits;
  const std::string agent;
  Jitter jitter;
  std::map<std::string, Host, std::less<>> hosts;
  std::map<std::string, OriginRobots, std::less<>> origins;
  std::set<std::string> changed;  // origins

  Host& host(const url::Url& url) { return hosts[pace_key(url.host())]; }

  const Host* known_host(const url::Url& url) const {
    const auto found = hosts.find(pace_key(url.host()));
    return found == hosts.end() ? nullptr : &found->second;
  }

  OriginRobots& robots(const url::Url& url) {
    const std::string origin = url.origin();
    host(url).origins.insert(origin);
    return origins.try_emplace(origin, origin).first->second;
  }

  void mark(const Host& host) { changed.insert(host.origins.begin(), host.origins.end()); }

  SysTime to_wall(SteadyTime time) const {
    return clock.now() + std::chrono::ceil<milliseconds>(time - clock.steady());
  }

  Answer ask_robots(const std::string& origin, OriginRobots& robots);
};

HostGate::HostGate(const Clock& clock, PaceLimits limits, std::string agent_token,
                   std::uint64_t jitter_seed)
    : state_(std::make_unique<State>(clock, limits, std::move(agent_token), jitter_seed)) {}

HostGate::HostGate(HostGate&&) noexcept = default;
HostGate& HostGate::operator=(HostGate&&) noexcept = default;
HostGate::~HostGate() = default;

void HostGate::set_pace(std::string_view host, milliseconds delay, bool private_addresses_allowed) {
  state_->hosts[pace_key(host)].pace.set_site_delay(delay, private_addresses_allowed);
}

void HostGate::remember(const HostMemory& memory) {
  const auto url = url::Url::parse(memory.authority);
  if (!url) return;  // not a key of ours
  OriginRobots& robots = state_->robots(*url);
  HostPace& pace = state_->host(*url).pace;
  robots.restore(memory, state_->clock, state_->limits, state_->agent);
  pace.set_crawl_delay(robots.crawl_delay());
  const SteadyTime steady = state_->clock.steady();
  const SysTime now = state_->clock.now();
  if (memory.next_at) pace.restore_next(steady, *memory.next_at - now);
  pace.restore_retry(steady, memory.retry_at ? *memory.retry_at - now : milliseconds(0),
                     memory.backoff_steps, state_->limits);
}

std::vector<HostMemory> HostGate::take_changed() {
  std::vector<HostMemory> memories;
  memories.reserve(state_->changed.size());
  const SteadyTime now = state_->clock.steady();
  for (const std::string& origin : state_->changed) {
    const auto url = url::Url::parse(origin);
    if (!url) continue;
    const HostPace& pace = state_->host(*url).pace;
    HostMemory memory;
    memory.authority = origin;
    if (const auto next = pace.next_after_crash(state_->limits); next && *next > now) {
      memory.next_at = state_->to_wall(*next);
    }
    if (const auto retry = pace.retry_at(); retry && *retry > now)
      memory.retry_at = state_->to_wall(*retry);
    memory.backoff_steps = pace.backoff_steps();
    state_->robots(*url).save(memory);
    memories.push_back(std::move(memory));
  }
  state_->changed.clear();
  return memories;
}

Answer HostGate::State::ask_robots(const std::string& origin, OriginRobots& robots) {
  const url::Url& url = robots.next_url();
  const SteadyTime now = clock.steady();
  Host& asked = host(url);
  if (robots.in_flight() || asked.pace.in_flight()) return Wait{now + kElsewhereBusy};
  if (const auto deferral = asked.pace.deferral(now, limits)) {
    // The chain ends at a host that may not be asked: unreachable.
    robots.give_up(clock, limits);
    if (robots.rules(now) != nullptr && !robots.is_unreachable()) return Wait{now};
    return Denied{fmt::format("robots.txt redirects to {}: {}", url.authority(), deferral->why),
                  false};
  }
  if (const SteadyTime ready = asked.pace.ready_at(Purpose::kRobots, limits); ready > now)
    return Wait{ready};
  robots.begin();
  asked.pace.begin(now);
  mark(asked);
  return NeedRobots{Permit(url, Purpose::kRobots, origin), robots.validators()};
}

Answer HostGate::ask(const url::Url& url, Purpose purpose) {
  const SteadyTime now = state_->clock.steady();
  OriginRobots& robots = state_->robots(url);
  State::Host& host = state_->host(url);
  if (const auto deferral = host.pace.deferral(now, state_->limits)) {
    return Deferred{state_->to_wall(deferral->until), deferral->why};
  }
  const robots::RobotsPolicy* rules = robots.rules(now);
  if (rules != nullptr && !rules->allows(url)) {
    return Denied{robots.is_unreachable()
                      ? "its robots.txt could not be read, so nothing may be fetched in this run"
                      : "disallowed by robots.txt",
                  !robots.is_unreachable()};
  }
  if (host.pace.in_flight()) return Busy{};
  if (rules == nullptr) return state_->ask_robots(url.origin(), robots);

  if (purpose == Purpose::kRobots)
    purpose = Purpose::kPage;  // only the gate itself decides that robots.txt is due
  if (const SteadyTime ready = host.pace.ready_at(purpose, state_->limits); ready > now)
    return Wait{ready};
  host.pace.begin(now);
  state_->mark(host);
  return Permit(url, purpose, {});
}

void HostGate::finished(const Permit& permit, const Outcome& outcome) {
  State::Host& host = state_->host(permit.url());
  host.pace.end(state_->clock.steady(), permit.purpose(), outcome, state_->jitter.next(),
                state_->limits);
  state_->mark(host);
  if (permit.purpose() == Purpose::kRobots) {
    if (const auto robots = state_->origins.find(permit.origin_); robots != state_->origins.end())
      robots->second.end();
  }
}

void HostGate::cancel(const Permit& permit) {
  State::Host& host = state_->host(permit.url());
  host.pace.cancel();
  state_->mark(host);
  if (permit.purpose() == Purpose::kRobots) {
    if (const auto robots = state_->origins.find(permit.origin_); robots != state_->origins.end())
      robots->second.end();
  }
}

void HostGate::robots_answered(const Permit& permit, int status, std::string_view body,
                               const std::optional<url::Url>& redirect,
                               RobotsValidators validators) {
  const auto found = state_->origins.find(permit.origin_);
  if (permit.purpose() != Purpose::kRobots || found == state_->origins.end()) return;
  OriginRobots& robots = found->second;
  robots.answered({status, body, redirect, std::move(validators)}, state_->clock, state_->limits,
                  state_->agent);
  const auto origin = url::Url::parse(permit.origin_);
  if (!origin) return;
  State::Host& host = state_->host(*origin);
  host.pace.set_crawl_delay(robots.crawl_delay());
  state_->mark(host);
}

const robots::RobotsPolicy* HostGate::robots_of(const url::Url& url) const {
  const auto found = state_->origins.find(url.origin());
  return found == state_->origins.end() ? nullptr : found->second.rules(state_->clock.steady());
}

milliseconds HostGate::delay_of(const url::Url& url) const {
  const State::Host* host = state_->known_host(url);
  return host == nullptr ? state_->limits.default_delay : host->pace.pause(state_->limits);
}

int HostGate::page_budget(const url::Url& url, int max_pages) const {
  const State::Host* host = state_->known_host(url);
  if (host == nullptr) return max_pages;
  const auto stated = host->pace.stated_crawl_delay();
  if (stated <= state_->limits.max_crawl_delay) return max_pages;
  const double share = static_cast<double>(state_->limits.max_crawl_delay.count()) /
                       static_cast<double>(stated.count());
  return std::max(1, static_cast<int>(share * max_pages));
}

SteadyTime HostGate::ready_at(const url::Url& url) const {
  const State::Host* host = state_->known_host(url);
  if (host == nullptr || host->pace.deferral(state_->clock.steady(), state_->limits))
    return SteadyTime::min();
  return host->pace.ready_at(Purpose::kPage, state_->limits);
}

}  // namespace tearsheet::polite
