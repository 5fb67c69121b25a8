// What the network thread does with leases: what it takes up of domains that are held, when one is
// given back, where a redirect leads that is another worker's.
#include <algorithm>

#include "crawl/round.h"
#include "crawl/share.h"
#include "reading/reading.h"

namespace tearsheet::crawl {
namespace {

using std::chrono::milliseconds;

// Between two looks at what is finished.
constexpr milliseconds kLookEvery{50};
// A host whose lease is about to be renewed is looked at again so soon.
constexpr milliseconds kLeasePause{100};
// A robots.txt that another worker read is good for so long.
constexpr std::chrono::hours kRobotsTrust{1};

}  // namespace

// By host, since a public suffix is looked for in a list.
const std::string& Round::domain_of(const url::Url& url) {
  const Frontier::HostId host = frontier_.host_of(url);
  if (domains_.size() <= host) domains_.resize(host + 1);
  std::string& domain = domains_[host];
  if (domain.empty()) {
    domain = store::domain_of(url.host());
    hosts_[domain].insert(host);
  }
  return domain;
}

const std::string& Round::domain_of(Frontier::HostId host) const {
  static const std::string kNone;
  return host < domains_.size() ? domains_[host] : kNone;
}

// Null: it is not held, or it was lost and is held anew since the task was made.
Round::Tenure* Round::tenure_of(const Task& task) {
  if (share_ == nullptr) return nullptr;
  // One that waited is folded.
  url::Url url = task.url;
  if (url.empty()) url = url::Url::parse(task.found.url).value_or(url::Url());
  const auto tenure = tenures_.find(domain_of(url));
  if (tenure == tenures_.end()) return nullptr;
  return task.epoch == 0 || tenure->second.epoch == task.epoch ? &tenure->second : nullptr;
}

// One that waited knows its address alone; what waits is of the tenure that there is.
void Round::stamp(Task& task) {
  if (task.epoch != 0) return;
  if (const Tenure* const tenure = tenure_of(task)) task.epoch = tenure->epoch;
}

// Whether an address is for this worker to ask, and for the first time: the row of one that is not
// is there for whoever holds its domain.
bool Round::accept(Task& task) {
  if (share_ == nullptr) return true;
  const auto tenure = tenures_.find(domain_of(task.url));
  if (tenure == tenures_.end() || !tenure->second.taken.insert(task.found.key).second) return false;
  tenure->second.open.insert(task.found.key);
  task.epoch = tenure->second.epoch;
  static_cast<void>(domain_of(task.at));
  return true;
}

// Nothing more comes of the task here.
void Round::close(const Task& task) {
  if (Tenure* const tenure = tenure_of(task)) tenure->open.erase(task.found.key);
}

void Round::take_share(SteadyTime now) {
  Share::News news = share_->take_news();
  for (const std::string& domain : news.lost) lose(domain);
  for (Share::Grant& grant : news.granted) {
    for (const store::HeldDomain& domain : grant.domains) {
      lose(domain.name);
      tenures_[domain.name].epoch = domain.epoch;
    }
    WriterItem item;
    item.loaded.emplace();
    item.loaded->sources = std::move(grant.load.sources);
    item.loaded->started = std::move(grant.load.started);
    item.loaded->asked_again = std::move(grant.load.asked_again);
    item.loaded->unsettled = std::move(grant.load.unsettled);
    static_cast<void>(to_writer_.push(std::move(item)));
    for (polite::HostMemory& host : grant.load.hosts) {
      host.is_confirmed = host.robots_at && *host.robots_at + kRobotsTrust > clock_.now();
    }
    remember_hosts(std::move(grant.load.hosts), false);
    for (store::TdmFileRecord& file : grant.load.tdm_files) tdm_files_.remember(std::move(file));
    for (const DeadSource& source : grant.load.dead)
      report_.lasting_trouble(source.site, source.why, source.url);
    add_tasks(std::move(grant.load.tasks));
  }
  for (Share::Grant& grant : news.more) add_tasks(std::move(grant.load.tasks));
  is_over_ = news.is_over && news.granted.empty() && tenures_.empty();
  if (now - shared_at_ < kLookEvery) return;
  shared_at_ = now;
  if (share_->is_given_up()) return halt(now);
  release_finished();
  release_excess(news.excess);
}

bool Round::is_shared_work_over() const {
  return share_ == nullptr || (tenures_.empty() && is_over_);
}

// Somebody else's from now on; what is under way is refused by the store.
void Round::lose(const std::string& domain) {
  if (tenures_.erase(domain) == 0) return;
  for (const Frontier::HostId host : hosts_[domain]) {
    for (Task& task : frontier_.drop(host)) {
      task.unfold();
      stamp(task);
      if (domain_of(task.url) != domain) leave_abroad(std::move(task));
    }
  }
}

void Round::release(const std::string& name, bool is_finished) {
  const std::string domain = name;
  const auto held = share_->give_back(domain);
  lose(domain);
  if (!held) return;
  send_host_memories(true);
  WriterItem item;
  item.release = {{domain, held->epoch}, held->calls, held->pause, is_finished};
  static_cast<void>(to_writer_.push(std::move(item)));
}

bool Round::is_finished(const std::string& domain, const Tenure& tenure) const {
  if (!tenure.open.empty() || tenure.in_hand > 0) return false;
  const auto hosts = hosts_.find(domain);
  return hosts == hosts_.end() || std::ranges::none_of(hosts->second, [&](Frontier::HostId host) {
           return frontier_.has_tasks(host);
         });
}

void Round::release_finished() {
  std::vector<std::string> finished;
  for (const auto& [domain, tenure] : tenures_) {
    if (is_finished(domain, tenure)) finished.push_back(domain);
  }
  for (const std::string& domain : finished) release(domain, true);
}

// Those first of which nothing is under way. A host that answers slowly and needs no pause always
// has something under way: it is asked nothing more until that has come.
void Round::release_excess(std::size_t count) {
  std::size_t leaving = 0;
  for (auto& [domain, tenure] : tenures_) {
    tenure.is_leaving = tenure.is_leaving && leaving < count;
    leaving += tenure.is_leaving ? 1 : 0;
  }
  for (const bool may_be_busy : {false, true}) {
    for (auto& [domain, tenure] : tenures_) {
      if (leaving >= count) break;
      if (tenure.is_leaving || (!may_be_busy && tenure.in_hand > 0)) continue;
      tenure.is_leaving = true;
      ++leaving;
    }
  }
  std::vector<std::string> idle;
  for (const auto& [domain, tenure] : tenures_) {
    if (tenure.is_leaving && tenure.in_hand == 0) idle.push_back(domain);
  }
  for (const std::string& domain : idle) release(domain, false);
}

// Whether a transfer that begins now ends before the lease does. If not, the task is taken care of.
bool Round::may_ask(Frontier::HostId host, Task& task, SteadyTime now) {
  const std::string& domain = domain_of(task.at);
  if (const auto tenure = tenures_.find(domain); tenure != tenures_.end()) {
    const auto latest = share_->latest_start(domain, time_for(task.site));
    if (latest && now <= *latest && !tenure->second.is_leaving) return true;
    frontier_.put_back(std::move(task));
    frontier_.back(host, now + kLeasePause);
    return false;
  }
  // A redirect led here. If nobody works here, the lease is to be had; if somebody does, the
  // address becomes theirs after a while.
  if (!task.abroad_since) task.abroad_since = now;
  if (now - *task.abroad_since < 2 * share_->longest_transfer()) {
    share_->want(domain);
    frontier_.put_back(std::move(task));
    frontier_.back(host, now + kLeasePause);
    return false;
  }
  frontier_.back(host, now);
  leave_abroad(std::move(task));
  return false;
}

void Round::leave_abroad(Task task) {
  if (tenure_of(task) == nullptr) return;
  const std::string note = "redirects to " + task.at.authority() + ", which another worker asks";
  if (task.is_source() || task.parts)
    return settle_without_page(std::move(task), store::VisitState::kRetry, 0, note);
  store::FoundUrl there = task.found;
  there.key =
      reading::hash_of(task.at, store::UrlKind::kArticle, sites_[task.site].definition->key_rules);
  there.url = task.at.without_fragment();
  PageOutcome outcome;
  outcome.record.visit.state = store::VisitState::kAlias;
  outcome.record.visit.visited_at = clock_.now();
  outcome.record.visit.note = note;
  task.passed.push_back(there.key);
  outcome.elsewhere = std::move(there);
  outcome.task = std::move(task);
  send(std::move(outcome));
}

milliseconds Round::time_for(std::size_t site) const {
  const milliseconds wanted =
      sites_[site].definition->politeness.timeout.value_or(options_.fetch.total);
  return std::min(wanted, share_->longest_transfer());
}

}  // namespace tearsheet::crawl
