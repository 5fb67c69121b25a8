#include "crawl/frontier.h"

#include <algorithm>
#include <iterator>

namespace tearsheet::crawl {

namespace {

bool was_never_asked_for(const Task& task) {
  return !task.is_source() && !task.before && !task.is_recheck && !task.parts &&
         task.attempts == 0 && task.hops == 0 && task.passed.empty() && task.at == task.url;
}

}  // namespace

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

Frontier::Queue& Frontier::Host::first() {
  for (Queue& queue : queues) {
    if (!queue.empty()) return queue;
  }
  return queues.back();
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

void Frontier::add(Task task) {
  const HostId id = host_of(task.at);
  Host& host = hosts_[id];
  Queue& queue = host.queue_of(task);
  queue.emplace_back(std::move(task));
  ++waiting_;
  enqueue(id);
}

void Frontier::put_back(Task task) {
  const HostId id = host_of(task.at);
  Host& host = hosts_[id];
  Queue& queue = host.queue_of(task);
  queue.emplace_front(std::move(task));
  ++waiting_;
  enqueue(id);
}

std::optional<std::pair<Frontier::HostId, Task>> Frontier::take(SteadyTime now) {
  if (ready_.empty() || ready_.begin()->first > now) return std::nullopt;
  const HostId id = ready_.begin()->second;
  ready_.erase(ready_.begin());
  Host& host = hosts_[id];
  host.queued = false;
  host.away = true;
  Queue& queue = host.first();
  std::pair<HostId, Task> taken(id, std::move(queue.front()).to_task());
  queue.pop_front();
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
    for (Waiting& waiting : queue) all.push_back(std::move(waiting).to_task());
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
