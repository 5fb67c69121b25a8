// What is to be fetched, in memory: a queue for each host, and the hosts by when they may be asked
// next.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <deque>
#include <map>
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

/// So many articles go between two sitemaps of an archive, and so many sources before an article.
/// 8: with pauses of 5 s the first article of a run is asked for within a minute.
inline constexpr int kArticlesASitemap = 4, kSourcesInARow = 8;

/// A site that was never asked shows articles before all that its front page names is read: so many,
/// behind its first two sources. At pauses of 5 s they are there within a minute.
inline constexpr int kOpeningArticles = 10, kOpeningSources = 2;

/// Sitemaps that an index names, or robots.txt behind its first ones: there may be thousands, and
/// what they name is mostly old. So are the sections of an automatic source and their pages: what
/// is new in them stands on the front page first.
[[nodiscard]] bool is_of_archive(const Task& task);

/// Owned by the network thread. A host is either ready at some time, or away (a request of it is
/// under way), or empty.
class Frontier {
 public:
  using HostId = std::size_t;

  /// Sources go before articles: what is new must be known before the old is worked off. The
  /// sitemaps of an archive go between the articles. Articles found in this run go before those
  /// that wait since an earlier one, or an archive would keep the news waiting for weeks; both by
  /// the date that was announced, the newest first. Re-checks go last.
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

  [[nodiscard]] bool has_tasks(HostId host) const { return !hosts_[host].empty(); }
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
  /// Of tasks in one queue: the lowest is next.
  struct Rank {
    std::int64_t first = 0, second = 0;
    friend auto operator<=>(const Rank&, const Rank&) = default;
  };
  using Queue = std::map<Rank, Waiting>;
  struct Host {
    // Sources, sitemaps of the archive, new articles, older ones, re-checks.
    std::array<Queue, 5> queues;
    int sources_in_row = 0;
    int opening = 0;  // articles that still go before sources
    int articles_in_row = kArticlesASitemap;
    SteadyTime ready_at{};
    bool away = false;
    bool queued = false;  // in ready_
    [[nodiscard]] Queue& queue_of(const Task& task);
    /// The one that has its turn; not empty where any is not.
    [[nodiscard]] Queue& next();
    [[nodiscard]] bool empty() const;
  };
  void put(Task task, bool at_head);
  void enqueue(HostId id);

  std::unordered_map<std::string, HostId> ids_;
  std::deque<Host> hosts_;  // never moved: it holds queues
  std::set<std::pair<SteadyTime, HostId>> ready_;
  std::size_t waiting_ = 0;
  std::int64_t last_ = 0, first_ = 0;  // places at the two ends of queues
};

}  // namespace tearsheet::crawl
