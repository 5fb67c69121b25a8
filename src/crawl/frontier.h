// What is to be fetched, in memory: a queue for each host, and the hosts by when they may be asked
// next.
#pragma once

#include <array>
#include <deque>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/clock.h"
#include "crawl/plan/task.h"

namespace tearsheet::crawl {

/// Owned by the network thread. A host is either ready at some time, or away (a request of it is
/// under way), or empty.
class Frontier {
 public:
  using HostId = std::size_t;

  /// Sources go before articles: what is new must be known before the old is worked off. Articles
  /// found in this run go before those that wait since an earlier one, or an archive would keep
  /// the news waiting for weeks; re-checks go last.
  void add(Task task);
  /// Back to the head of its queue: a redirect's next hop, a retry, a pause.
  void put_back(Task task);
  /// The host that has waited longest among those that are ready at `now`, with its next task; it
  /// is away from then on.
  std::optional<std::pair<HostId, Task>> take(SteadyTime now);
  /// The host of a task that is under way may be asked again at `at`.
  void back(HostId host, SteadyTime at);
  /// Everything of a host that is to be left for a later run; articles folded.
  std::vector<Task> drop(HostId host);

  [[nodiscard]] std::optional<SteadyTime> next_ready() const;
  [[nodiscard]] std::size_t waiting() const { return waiting_; }
  [[nodiscard]] HostId host_of(const url::Url& url);
  std::vector<Task> drop_all();

 private:
  /// A task that waits. Of an article that was never asked for these fields are all there is to it,
  /// and little more than half of a Task; of any other, `whole` is.
  struct Waiting {
    std::int64_t url_id = 0;
    std::size_t site = 0;
    const site::Source* source = nullptr;
    std::uint64_t shape = 0;
    bool is_backlog = false;
    store::FoundUrl found;
    std::unique_ptr<Task> whole;

    explicit Waiting(Task task);
    /// An article's is folded.
    [[nodiscard]] Task to_task() &&;
  };
  using Queue = std::deque<Waiting>;
  struct Host {
    std::array<Queue, 4> queues;  // sources, new articles, older ones, re-checks
    SteadyTime ready_at{};
    bool away = false;
    bool queued = false;  // in ready_
    [[nodiscard]] Queue& queue_of(const Task& task) {
      return queues[task.is_source() ? 0 : task.is_recheck ? 3 : task.is_backlog ? 2 : 1];
    }
    /// The first that holds something; the last one if none does.
    [[nodiscard]] Queue& first();
    [[nodiscard]] bool empty() const;
  };
  void enqueue(HostId id);

  std::unordered_map<std::string, HostId> ids_;
  std::deque<Host> hosts_;  // never moved: it holds queues
  std::set<std::pair<SteadyTime, HostId>> ready_;
  std::size_t waiting_ = 0;
};

}  // namespace tearsheet::crawl
