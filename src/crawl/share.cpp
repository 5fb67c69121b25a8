#include "crawl/share.h"

#include <algorithm>
#include <thread>
#include <utility>

namespace tearsheet::crawl {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds kLongestTick{250}, kShortestTick{20};
// At once: what waits for one of them is loaded with all.
constexpr std::int64_t kMostAtOnce = 128;

}  // namespace

Result<void> Share::run(const std::stop_token& stop) {
  Result<void> done;
  const auto tick = std::clamp(lease_ / 12, kShortestTick, kLongestTick);
  while (!stop.stop_requested()) {
    if (clock_.steady() - renewed_ >= lease_ / 3) done = renew();
    if (done) done = look_around();
    if (!done) break;
    wake_();
    std::this_thread::sleep_for(tick);
  }
  const std::lock_guard lock(mutex_);
  is_given_up_ = !done;
  wake_();
  return done;
}

Result<void> Share::renew() {
  std::vector<store::Renewal> held;
  {
    const std::lock_guard lock(mutex_);
    for (const auto& [name, lease] : leases_) held.push_back({name, lease.epoch, lease.pause});
  }
  const SteadyTime asked = clock_.steady();
  renewed_ = asked;
  if (held.empty()) return {};
  auto kept = store_.renew(held, lease_);
  if (!kept) return fail(kept.error());
  std::vector<store::HeldDomain> called;
  {
    const std::lock_guard lock(mutex_);
    std::unordered_set<std::string> names;
    for (store::HeldDomain& domain : *kept) {
      const auto lease = leases_.find(domain.name);
      if (lease == leases_.end() || lease->second.epoch != domain.epoch) continue;
      lease->second.end = asked + lease_;
      names.insert(domain.name);
      if (std::exchange(lease->second.calls, domain.calls) != domain.calls)
        called.push_back(std::move(domain));
    }
    for (const store::Renewal& one : held) {
      const auto lease = leases_.find(one.name);
      if (names.contains(one.name) || lease == leases_.end() || lease->second.epoch != one.epoch)
        continue;
      leases_.erase(lease);
      news_.lost.push_back(one.name);
    }
  }
  return look_again(called);
}

// Another worker found addresses of a domain that is ours.
Result<void> Share::look_again(const std::vector<store::HeldDomain>& called) {
  if (called.empty()) return {};
  std::vector<std::string> names;
  for (const store::HeldDomain& domain : called) names.push_back(domain.name);
  Grant grant{called, {}};
  if (auto loaded = load_(names, grant.load); !loaded) return loaded;
  const std::lock_guard lock(mutex_);
  news_.more.push_back(std::move(grant));
  return {};
}

Result<void> Share::look_around() {
  const auto crew = store_.look_around(lease_);
  if (!crew) return fail(crew.error());
  std::vector<std::string> wanted;
  std::int64_t mine = 0;
  const std::int64_t part = (crew->due + crew->workers - 1) / crew->workers;
  {
    const std::lock_guard lock(mutex_);
    mine = static_cast<std::int64_t>(leases_.size());
    wanted.assign(wanted_.begin(), wanted_.end());
    wanted_.clear();
    news_.excess = static_cast<std::size_t>(std::max<std::int64_t>(mine - part, 0));
    news_.is_over = mine == 0 && crew->due == 0;
  }
  if (!wanted.empty()) {
    const SteadyTime asked = clock_.steady();
    auto taken = store_.take_these(wanted, lease_);
    if (!taken) return fail(taken.error());
    if (auto done = take(std::move(*taken), asked); !done) return done;
  }
  if (mine >= part) return {};
  const SteadyTime asked = clock_.steady();
  auto taken = store_.take(std::min(part - mine, kMostAtOnce), lease_);
  if (!taken) return fail(taken.error());
  return take(std::move(*taken), asked);
}

Result<void> Share::take(std::vector<store::HeldDomain> domains, SteadyTime asked) {
  if (domains.empty()) return {};
  std::vector<std::string> names;
  for (const store::HeldDomain& domain : domains) names.push_back(domain.name);
  Grant grant;
  if (auto loaded = load_(names, grant.load); !loaded) return loaded;
  const std::lock_guard lock(mutex_);
  for (const store::HeldDomain& domain : domains)
    leases_[domain.name] = {domain.epoch, domain.calls, asked + lease_, {}};
  grant.domains = std::move(domains);
  news_.granted.push_back(std::move(grant));
  news_.is_over = false;
  return {};
}

Share::News Share::take_news() {
  const std::lock_guard lock(mutex_);
  // What is to be given back stays so until it is, or until the next look at the others.
  return std::exchange(
      news_,
      {.granted = {}, .more = {}, .lost = {}, .excess = news_.excess, .is_over = news_.is_over});
}

bool Share::is_given_up() const {
  const std::lock_guard lock(mutex_);
  return is_given_up_;
}

std::optional<SteadyTime> Share::latest_start(const std::string& domain, milliseconds time) const {
  const std::lock_guard lock(mutex_);
  const auto lease = leases_.find(domain);
  if (lease == leases_.end()) return std::nullopt;
  return lease->second.end - time;
}

void Share::note_pause(const std::string& domain, milliseconds pause) {
  const std::lock_guard lock(mutex_);
  const auto lease = leases_.find(domain);
  if (lease == leases_.end()) return;
  lease->second.pause = std::max(lease->second.pause.value_or(pause), pause);
}

void Share::want(const std::string& domain) {
  const std::lock_guard lock(mutex_);
  wanted_.insert(domain);
}

std::optional<store::HeldDomain> Share::give_back(const std::string& domain) {
  const std::lock_guard lock(mutex_);
  const auto node = leases_.extract(domain);
  if (node.empty()) return std::nullopt;
  news_.excess -= std::min<std::size_t>(news_.excess, 1);
  return store::HeldDomain{domain, node.mapped().epoch, node.mapped().calls, node.mapped().pause};
}

}  // namespace tearsheet::crawl
