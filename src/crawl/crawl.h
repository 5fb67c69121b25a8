// One round over the sites: what is due is fetched, read and stored.
//
// Three stages on threads of their own, joined by bounded queues (docs/crawl.md): the network
// thread owns frontier, host gate and fetcher; parse workers turn bytes into records; one writer
// owns the store while the round lasts.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/log.h"
#include "base/result.h"
#include "crawl/copies.h"
#include "crawl/host_memory.h"
#include "crawl/plan/stories.h"
#include "crawl/shared_rebuild.h"
#include "crawl/telling.h"
#include "fetch/fetch.h"
#include "polite/polite.h"
#include "reading/reading.h"
#include "site/site.h"
#include "store/share.h"
#include "store/store.h"

namespace tearsheet::crawl {

struct CrawlOptions {
  std::string version;
  std::string user_agent;
  std::optional<std::chrono::milliseconds> max_time;
  std::optional<int> max_pages;  ///< A site and run; wins over the site file where it is smaller.
  int default_max_pages = 200;
  bool allow_private_network = false;
  unsigned parsers = 0;  ///< 0: as many as there are cores to run on.
  int max_transfers = 64;
  std::size_t max_held_bytes =
      1'600'000;  ///< Pages between the network and the disk; no transfer starts above it.
  int max_pagination = 50;  ///< Pages of one listing in one run; deeper ones wait for the next.
  std::chrono::milliseconds grace{3000};  ///< For running transfers after a stop.
  StoryLimits stories;                    ///< Which articles may be one story.
  polite::PaceLimits pace;
  fetch::FetchLimits fetch;
  const identity::Identity* identity = nullptr;  ///< Signs every request; outlives the crawl.
};

/// That other workers share the database (docs/scale.md).
struct Sharing {
  /// One more connection.
  std::function<Result<std::unique_ptr<store::SharedStore>>()> open;
  std::chrono::milliseconds lease{60'000};
};

/// One kind of trouble, told once.
struct Problem {
  std::string site;
  std::string what;           ///< "503 Service Unavailable"
  std::int64_t count = 0;     ///< Of pages; 0: no page failed, it is the site.
  std::string example;        ///< The first address.
  std::string detail;         ///< Numbers and examples, which differ from run to run; may be empty.
  bool is_told_once = false;  ///< However long it lasts.
  int runs = 1;               ///< In a row that met it, this one included; 0: nobody was asked, an
                              ///< earlier run put the host off.
};

/// A rule that no longer fits its site.
struct RuleAlarm {
  store::RuleDoubt doubt;
  bool is_new = false;  ///< Since this run.
};

struct SiteReport {
  std::string key;
  store::Tally tally;
  int sources = 0, sources_failed = 0;
  bool out_of_pages = false;
  std::string remark;   ///< What was noted of it first: a trap, a host that is left alone.
  bool silent = false;  ///< Nothing new for longer than its rhythm explains.
  bool empty = false;   ///< Its sources were read, and nothing was ever stored.
  std::vector<RuleAlarm> alarms;  ///< Rules that no longer fit.

  /// Nothing failed, and yet somebody should look.
  [[nodiscard]] bool wants_care() const { return empty || !alarms.empty(); }
};

struct CrawlReport {
  store::Tally all;
  std::vector<SiteReport> sites;
  std::vector<Problem> problems;
  std::vector<std::string> notes;  ///< Traps that were recognised, hosts put off: one line each.
  bool is_first_of_day = false;    ///< The time to look after the database.
  bool out_of_time = false;
  bool stopped = false;  ///< By the stop token.
};

/// A site that is at work.
struct SiteProgress {
  std::string key;
  store::Tally tally;
  std::string url;  ///< Asked for last.
};
struct Progress {
  std::size_t running = 0, waiting = 0;
  store::Tally tally;
  std::vector<SiteProgress> active;
};

/// A line for each page that a round would ask for now, nothing is fetched.
struct Due {
  std::string site, kind, url;
};

class Crawler {
 public:
  /// `sites` and the rest must outlive the crawler.
  Crawler(store::CrawlStore& store, std::vector<const site::SiteDefinition*> sites,
          CrawlOptions options, const Clock& clock, Log& log,
          std::optional<Sharing> sharing = std::nullopt);

  /// Blocks until everything due is done, a budget is spent, or `stop` is asked for. The error is
  /// the store's. `progress` is called on the network thread, a few times a second.
  Result<CrawlReport> run(const std::stop_token& stop,
                          const std::function<void(const Progress&)>& progress = {});
  /// What run() would start with.
  Result<std::vector<Due>> due();

 private:
  store::CrawlStore& store_;
  const std::vector<const site::SiteDefinition*> sites_;
  const CrawlOptions options_;
  const Clock& clock_;
  Log& log_;
  const std::optional<Sharing> sharing_;
};

}  // namespace tearsheet::crawl
