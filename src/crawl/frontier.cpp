#include "crawl/frontier.h"

#include <algorithm>
#include <iterator>

namespace tearsheet::crawl {

std::deque<Task>& Frontier::Host::first() {
  for (std::deque<Task>& queue : queues) {
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
  task.fold();
  std::deque<Task>& queue = host.queue_of(task);
  queue.push_back(std::move(task));
  ++waiting_;
  enqueue(id);
}

void Frontier::put_back(Task task) {
  const HostId id = host_of(task.at);
  Host& host = hosts_[id];
  task.fold();
  std::deque<Task>& queue = host.queue_of(task);
  queue.push_front(std::move(task));
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
  std::deque<Task>& queue = host.first();
  std::pair<HostId, Task> taken(id, std::move(queue.front()));
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
  for (std::deque<Task>& queue : host.queues) {
    all.insert(all.end(), std::make_move_iterator(queue.begin()),
               std::make_move_iterator(queue.end()));
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
