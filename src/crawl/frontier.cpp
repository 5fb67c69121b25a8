#include "crawl/frontier.h"

#include <algorithm>
#include <iterator>
#include <limits>

namespace tearsheet::crawl {

namespace {

bool was_never_asked_for(const Task& task) {
  return !task.is_source() && !task.before && !task.is_recheck && !task.parts &&
         task.attempts == 0 && task.hops == 0 && task.passed.empty() && task.at == task.url;
}

// Lowest first, by what was announced; 0 where the order of finding counts. What a page shows
// without a date is as new as the page; what waits since an earlier run, or stands in a sitemap, is
// not.
std::int64_t age_of(const Task& task) {
  if (task.is_recheck || (task.is_source() && !is_of_archive(task))) return 0;
  const store::Hint& hint = task.found.hint;
  std::optional<SysTime> moment;
  if (hint.published) moment = hint.published->to_sys();
  if (hint.modified) moment = std::max(moment.value_or(SysTime::min()), hint.modified->to_sys());
  if (moment) return -moment->time_since_epoch().count();
  // Sections before all sitemaps.
  if (task.is_source() && task.found.kind != store::UrlKind::kSitemap)
    return std::numeric_limits<std::int64_t>::min() + 1;
  if (task.is_source()) return task.is_backlog ? 1 : 0;
  const bool may_be_old = task.is_backlog || hint.origin == "sitemap";
  return may_be_old ? std::numeric_limits<std::int64_t>::max()
                    : std::numeric_limits<std::int64_t>::min() + 1;
}

enum Turn : std::size_t { kSources, kArchive, kNewArticles, kOlderArticles, kRechecks };

}  // namespace

bool is_of_archive(const Task& task) {
  using enum store::UrlKind;
  if (!task.is_source() || task.found.depth == 0 || task.found.kind == kFeed) return false;
  const bool is_of_front = task.source != nullptr && task.source->kind == site::SourceKind::kAuto;
  if (task.found.kind != kSitemap) return is_of_front;
  return task.found.depth > 1 || !is_of_front;
}

Frontier::Waiting::Waiting(Task task) {
  if (!was_never_asked_for(task)) {
    task.fold();
    whole = std::make_unique<Task>(std::move(task));
    return;
  }
  url_id = task.url_id;
  site = task.site;
  source = task.source;
  shape = task.shape;
  is_backlog = task.is_backlog;
  found = std::move(task.found);
}

Task Frontier::Waiting::to_task() && {
  if (whole) return std::move(*whole);
  Task task;
  task.url_id = url_id;
  task.site = site;
  task.source = source;
  task.shape = shape;
  task.is_backlog = is_backlog;
  task.found = std::move(found);
  return task;
}

Frontier::Queue& Frontier::Host::queue_of(const Task& task) {
  if (task.is_source()) return queues[is_of_archive(task) ? kArchive : kSources];
  if (task.is_recheck) return queues[kRechecks];
  return queues[task.is_backlog ? kOlderArticles : kNewArticles];
}

Frontier::Queue& Frontier::Host::next() {
  const bool has_news = !queues[kNewArticles].empty();
  if (opening > 0 && has_news && sources_in_row >= kOpeningSources) {
    --opening;
    return queues[kNewArticles];
  }
  if (!queues[kSources].empty() && (sources_in_row < kSourcesInARow || !has_news)) {
    ++sources_in_row;
    return queues[kSources];
  }
  const bool yields = std::exchange(sources_in_row, 0) >= kSourcesInARow && has_news;
  const bool has_articles = has_news || !queues[kOlderArticles].empty();
  const bool is_archives_turn = articles_in_row >= kArticlesASitemap || !has_articles;
  if (!yields && is_archives_turn && !queues[kArchive].empty()) {
    articles_in_row = 0;
    return queues[kArchive];
  }
  if (!has_articles) return queues[kRechecks];
  ++articles_in_row;
  return queues[has_news ? kNewArticles : kOlderArticles];
}

bool Frontier::Host::empty() const {
  return std::all_of(queues.begin(), queues.end(), [](const auto& queue) { return queue.empty(); });
}

Frontier::HostId Frontier::host_of(const url::Url& url) {
  // By name, whatever the port: the host gate counts them as one machine.
  const auto [at, is_new] = ids_.try_emplace(std::string(url.host()), hosts_.size());
  if (is_new) hosts_.emplace_back();
  return at->second;
}

void Frontier::enqueue(HostId id) {
  Host& host = hosts_[id];
  if (host.away || host.queued || host.empty()) return;
  host.queued = true;
  ready_.emplace(host.ready_at, id);
}

void Frontier::put(Task task, bool at_head) {
  const HostId id = host_of(task.at);
  Host& host = hosts_[id];
  Queue& queue = host.queue_of(task);
  const bool is_first = task.is_source() && task.found.depth == 0 && !task.before &&
                        task.source != nullptr && task.source->kind == site::SourceKind::kAuto;
  if (is_first && host.sources_in_row == 0) host.opening = kOpeningArticles;
  const Rank rank = at_head ? Rank{std::numeric_limits<std::int64_t>::min(), --first_}
                            : Rank{age_of(task), ++last_};
  queue.emplace(rank, Waiting(std::move(task)));
  ++waiting_;
  enqueue(id);
}

void Frontier::add(Task task) {
  put(std::move(task), false);
}

void Frontier::put_back(Task task) {
  put(std::move(task), true);
}

std::optional<std::pair<Frontier::HostId, Task>> Frontier::take(SteadyTime now) {
  if (ready_.empty() || ready_.begin()->first > now) return std::nullopt;
  const HostId id = ready_.begin()->second;
  ready_.erase(ready_.begin());
  Host& host = hosts_[id];
  host.queued = false;
  host.away = true;
  Queue& queue = host.next();
  std::pair<HostId, Task> taken(id, std::move(queue.begin()->second).to_task());
  queue.erase(queue.begin());
  taken.second.unfold();
  --waiting_;
  return taken;
}

void Frontier::back(HostId id, SteadyTime at) {
  Host& host = hosts_[id];
  host.away = false;
  host.ready_at = at;
  enqueue(id);
}

std::vector<Task> Frontier::drop(HostId id) {
  Host& host = hosts_[id];
  if (host.queued) ready_.erase({host.ready_at, id});
  host.queued = false;
  std::vector<Task> all;
  for (Queue& queue : host.queues) {
    for (auto& [rank, waiting] : queue) all.push_back(std::move(waiting).to_task());
    queue.clear();
  }
  waiting_ -= all.size();
  return all;
}

std::vector<Task> Frontier::drop_all() {
  std::vector<Task> all;
  for (HostId id = 0; id < hosts_.size(); ++id) {
    std::vector<Task> of_host = drop(id);
    all.insert(all.end(), std::make_move_iterator(of_host.begin()),
               std::make_move_iterator(of_host.end()));
  }
  return all;
}

std::optional<SteadyTime> Frontier::next_ready() const {
  if (ready_.empty()) return std::nullopt;
  return ready_.begin()->first;
}

}  // namespace tearsheet::crawl
