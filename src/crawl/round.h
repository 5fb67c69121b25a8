// The network thread's loop: asks the gate, starts transfers, sends what came to the other stages,
// takes receipts.
//
// In parts: round.cpp is the loop and when it ends, round_start.cpp what it begins with,
// round_request.cpp the way from frontier to network, round_answer.cpp what an answer means.
#pragma once

#include <atomic>
#include <stop_token>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "base/bounded_queue.h"
#include "crawl/crawl.h"
#include "crawl/fetched_page.h"
#include "crawl/frontier.h"
#include "crawl/plan/seen_set.h"
#include "crawl/receipt_box.h"
#include "crawl/round_report.h"
#include "crawl/site_board.h"
#include "crawl/site_turn.h"
#include "crawl/writer_stage.h"
#include "reading/reading.h"

namespace tearsheet::crawl {

/// A source of a site file that failed and is not due yet.
struct DeadSource {
  std::size_t site = 0;
  std::string why, url;
};

/// What a round starts with, read from the store before the writer has it.
struct RoundStart {
  std::vector<SiteEntry> sites;
  std::vector<Task> tasks;
  std::unordered_map<store::UrlHash, KnownSource> sources;
  std::unordered_set<store::UrlHash> started;    ///< Keys of the sources among the tasks.
  std::unordered_set<std::int64_t> asked_again;  ///< Addresses of the stored articles among them.
  /// Rows of addresses that held no article.
  std::unordered_map<store::UrlHash, std::int64_t> unsettled;
  std::vector<polite::HostMemory> hosts;
  std::vector<store::TdmFileRecord> tdm_files;
  std::vector<DeadSource> dead;
  bool previous_was_cut = false;
  std::size_t not_due = 0;
  std::vector<std::size_t> quotas;  ///< By site: articles that may still be taken up.
  std::vector<std::size_t> beyond;  ///< By site: open articles that were not.
};

class Share;

class Round {
 public:
  /// `share`: which hosts may be asked; null: all.
  Round(RoundStart& start, const CrawlOptions& options, const Clock& clock, Log& log, SeenSet& seen,
        BoundedQueue<FetchedPage>& to_parsers, BoundedQueue<WriterItem>& to_writer,
        Share* share = nullptr);

  /// Where the writer leaves its receipts.
  [[nodiscard]] ReceiptBox& receipts() { return box_; }
  /// The parsers' side: a page was read, and this much of it needs no memory any more.
  void give_back(std::size_t bytes);
  /// From any thread: there is something new.
  void wake() { fetcher_.wake(); }

  void run(const std::stop_token& stop, const std::function<void(const Progress&)>& progress);
  [[nodiscard]] CrawlReport take_report();

 private:
  struct Flight {
    std::optional<Task> task;  ///< None: a file of the host's, robots.txt or tdmrep.json.
    Frontier::HostId host;
    std::size_t site;
    std::chrono::milliseconds pause;
    bool conditional;
  };
  /// A domain that is held (share.h).
  struct Tenure {
    std::int64_t epoch = 0;
    std::unordered_set<store::UrlHash> taken;  ///< Addresses that were to be asked for ...
    std::unordered_set<store::UrlHash> open;   ///< ... and that nothing came of yet.
    std::size_t in_hand = 0;                   ///< Requests under way, pages without a receipt.
    bool is_leaving = false;  ///< Nothing new is asked, so that it can be given back.
  };

  // The loop.
  void check_limits(const std::stop_token& stop, SteadyTime now);
  void halt(SteadyTime now);
  [[nodiscard]] bool hurry_writer(SteadyTime now);
  void take_receipts();
  void take_receipt(Receipt receipt);
  void send_host_memories(bool all);
  [[nodiscard]] bool may_start() const;
  [[nodiscard]] std::chrono::milliseconds patience(SteadyTime now) const;
  [[nodiscard]] bool is_idle() const;

  // What it begins with.
  void authorize_sites();
  void remember_hosts(std::vector<polite::HostMemory> hosts, bool previous_was_cut);
  void add_tasks(std::vector<Task> tasks);

  // From frontier to network. start_one() and refuse() say whether the host is taken care of; if
  // not, it may be asked again at once.
  void start_transfers();
  [[nodiscard]] bool start_one(Frontier::HostId host, Task task);
  [[nodiscard]] bool settle_unasked(Task& task);
  [[nodiscard]] bool refuse(Frontier::HostId host, Task task, const polite::Answer& answer);
  void launch(polite::Permit permit, std::optional<Task> task, Frontier::HostId host,
              std::size_t site, fetch::Validators validators = {});
  void leave(const Task& task);
  void leave_host(Frontier::HostId host, Task task, std::string why);
  [[nodiscard]] std::string failure_of(Frontier::HostId host, std::string_view otherwise) const;

  // Hosts that others may hold.
  void take_share(SteadyTime now);
  [[nodiscard]] bool is_shared_work_over() const;
  [[nodiscard]] const std::string& domain_of(const url::Url& url);
  [[nodiscard]] const std::string& domain_of(Frontier::HostId host) const;
  [[nodiscard]] Tenure* tenure_of(const Task& task);
  [[nodiscard]] bool accept(Task& task);
  void stamp(Task& task);
  void close(const Task& task);
  void lose(const std::string& domain);
  void release(const std::string& domain, bool is_finished);
  void release_finished();
  void release_excess(std::size_t count);
  [[nodiscard]] bool is_finished(const std::string& domain, const Tenure& tenure) const;
  [[nodiscard]] bool may_ask(Frontier::HostId host, Task& task, SteadyTime now);
  void leave_abroad(Task task);
  [[nodiscard]] std::chrono::milliseconds time_for(std::size_t site) const;

  // What an answer means.
  void finish(fetch::Fetcher::Done done);
  void take_tdm_file(const url::Url& address, const fetch::FetchResult& result);
  void note_robots_failure(Frontier::HostId host, const fetch::FetchResult& result);
  void finish_page(Flight flight, fetch::FetchResult result, SteadyTime next);
  void redirect(Flight flight, const fetch::FetchResult& result, SteadyTime next);
  [[nodiscard]] bool follow(Task& task, const fetch::FetchResult& result);
  void keep_unchanged(Task task);
  void fail_page(Task task, int status, std::string why, bool passing);
  [[nodiscard]] bool try_where_it_moved(Task& task);
  [[nodiscard]] bool try_other_form(Task& task);
  void settle_without_page(Task task, store::VisitState state, int status, std::string note);
  void send(PageOutcome outcome);
  void hand_on(const Task& task);
  [[nodiscard]] std::vector<std::string> sitemaps_for(const Task& task) const;
  void record(const Flight& flight, const fetch::FetchResult& result, const polite::Permit& permit);

  const std::vector<SiteEntry>& sites_;
  const CrawlOptions& options_;
  const Clock& clock_;
  Log& log_;
  SeenSet& seen_;
  BoundedQueue<FetchedPage>& to_parsers_;
  BoundedQueue<WriterItem>& to_writer_;

  polite::HostGate gate_;
  reading::TdmFiles tdm_files_;
  fetch::Fetcher fetcher_;
  ReceiptBox box_{fetcher_};
  Frontier frontier_;
  std::unordered_map<std::uint64_t, Flight> flights_;
  std::uint64_t next_flight_ = 1;
  std::size_t outstanding_ = 0;  // outcomes without a receipt
  std::atomic<std::size_t> held_bytes_ = 0;
  bool starting_ = true;                 // false: no new transfers
  bool flush_when_idle_ = false;         // as the writer was told last
  std::optional<SteadyTime> cancel_at_;  // running ones are cut off then
  SteadyTime started_, memories_sent_;
  std::vector<SiteTurn> turns_;  // by site
  Share* const share_;
  std::unordered_map<std::string, Tenure> tenures_;                              // by domain
  std::vector<std::string> domains_;                                             // by host
  std::unordered_map<std::string, std::unordered_set<Frontier::HostId>> hosts_;  // by domain
  bool is_over_ = false;  // nothing is left for anybody
  SteadyTime shared_at_{};
  std::unordered_map<Frontier::HostId, std::string> last_failure_;
  std::unordered_set<std::uint64_t> trapped_;
  std::unordered_map<store::UrlHash, store::Hint>
      late_hints_;  // for tasks that wait in the frontier
  RoundReport report_;
  SiteBoard board_;
  bool is_watched_ = false;  // somebody looks at the board
};

}  // namespace tearsheet::crawl
