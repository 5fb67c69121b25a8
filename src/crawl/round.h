// The network thread's loop: asks the gate, starts transfers, sends what came to the other stages,
// takes receipts.
#pragma once

#include <atomic>
#include <map>
#include <mutex>
#include <stop_token>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "base/bounded_queue.h"
#include "crawl/crawl.h"
#include "crawl/frontier.h"
#include "crawl/seen_set.h"
#include "crawl/task.h"
#include "crawl/writer_stage.h"

namespace tearsheet::crawl {

/// Receipts from the writer to the network thread. Not a BoundedQueue: the writer must never wait
/// for the network, or the ring would lock; credits bound what can be in here.
class ReceiptBox {
 public:
  void put(std::vector<Receipt> receipts);
  [[nodiscard]] std::vector<Receipt> take();

 private:
  std::mutex mutex_;  // guards receipts_
  std::vector<Receipt> receipts_;
};

/// What a round starts with, read from the store before the writer has it.
struct RoundStart {
  std::vector<SiteEntry> sites;
  std::vector<Task> tasks;
  std::unordered_map<store::UrlHash, KnownSource> sources;
  std::unordered_set<store::UrlHash> started;  ///< Keys of the sources among the tasks.
  std::vector<polite::HostMemory> hosts;
  bool previous_was_cut = false;
  std::size_t not_due = 0;
};

class Round {
 public:
  Round(RoundStart& start, const CrawlOptions& options, const Clock& clock, Log& log, SeenSet& seen,
        BoundedQueue<FetchedPage>& to_parsers, BoundedQueue<WriterItem>& to_writer,
        WriterStage& writer);

  /// The writer's side: from its thread.
  void deliver(std::vector<Receipt> receipts);
  /// The parsers' side: a page was read, and this much of it needs no memory any more.
  void give_back(std::size_t bytes);
  /// From any thread: the writer failed, nothing more can be stored.
  void give_up();

  void run(const std::stop_token& stop, const std::function<void(const Progress&)>& progress);
  [[nodiscard]] CrawlReport take_report();

 private:
  struct Flight {
    std::optional<Task> task;  ///< None: robots.txt.
    Frontier::HostId host;
    std::size_t site;
    std::chrono::milliseconds pause;
    bool conditional;
  };
  struct SiteState {
    int pages = 0, max_pages = 0;
    std::string authorization;           ///< Header value; empty: none.
    bool blocked = false;                ///< Its authorization cannot be had.
    int unread_sources = 0;              ///< Fetched, and no receipt yet.
    std::vector<Frontier::HostId> held;  ///< Until there are none.
  };

  void prepare(RoundStart& start);
  void authorize(std::size_t site);
  void take_receipts();
  void start_transfers();
  bool start_one(Frontier::HostId host, Task task);
  void launch(polite::Permit permit, std::optional<Task> task, Frontier::HostId host,
              std::size_t site);
  void finish(fetch::Fetcher::Done done);
  void finish_page(Flight flight, fetch::FetchResult result, SteadyTime next);
  bool follow(Task& task, const fetch::FetchResult& result);
  void fail_page(Task task, fetch::FetchResult result, std::string why, bool passing);
  void settle_without_page(Task task, store::VisitState state, int status, std::string note);
  void send(PageOutcome outcome);
  void hand_on(const Task& task);
  void release(std::size_t site);
  void leave_host(Frontier::HostId host, Task task, const std::string& why);
  [[nodiscard]] std::vector<std::string> sitemaps_for(const Task& task) const;
  void record(const Flight& flight, const fetch::FetchResult& result, const polite::Permit& permit);
  void send_host_memories(bool all);
  void leave(const Task& task);
  void trouble(std::size_t site, const std::string& what, const std::string& example);
  [[nodiscard]] std::chrono::milliseconds patience(SteadyTime now) const;
  [[nodiscard]] bool is_idle() const;

  const std::vector<SiteEntry>& sites_;
  const CrawlOptions& options_;
  const Clock& clock_;
  Log& log_;
  SeenSet& seen_;
  BoundedQueue<FetchedPage>& to_parsers_;
  BoundedQueue<WriterItem>& to_writer_;
  WriterStage& writer_;
  ReceiptBox box_;
  std::atomic<bool> writer_failed_ = false;

  polite::HostGate gate_;
  fetch::Fetcher fetcher_;
  Frontier frontier_;
  std::unordered_map<std::uint64_t, Flight> flights_;
  std::uint64_t next_flight_ = 1;
  std::size_t outstanding_ = 0;  // outcomes without a receipt
  std::atomic<std::size_t> held_bytes_ = 0;
  bool starting_ = true;  // false: no new transfers
  SteadyTime started_, memories_sent_;
  std::vector<SiteState> states_;
  std::unordered_set<std::uint64_t> muted_;
  std::unordered_map<store::UrlHash, store::Hint>
      late_hints_;                                      ///< For tasks that wait in the frontier.
  std::unordered_map<std::string, int> robots_status_;  // by origin
  std::map<std::pair<std::size_t, std::string>, Problem> problems_;
  CrawlReport report_;
};

}  // namespace tearsheet::crawl
