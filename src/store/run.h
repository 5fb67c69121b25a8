// A run: its beginning and end, its sites, hosts and requests.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "store/health.h"

namespace tearsheet::store {

struct RunStart {
  std::int64_t id = 0;
  bool previous_was_cut =
      false;  ///< The run before did not end by itself: its last requests may be seconds old.
  /// The run before began on another day (UTC), and less than a month ago: a clock that jumped by
  /// years must not let everything outlive its keeping time.
  bool is_first_of_day = false;
};

struct SiteRecord {
  std::string key, title, language, rules;
};

/// Counts of a run, in all or of one site.
struct Tally {
  std::int64_t requests = 0, bytes = 0, stored = 0, updated = 0, unchanged = 0, duplicates = 0,
               not_articles = 0, gone = 0, denied = 0, failed = 0, left_over = 0;
};

struct SiteTally {
  std::int64_t site = 0;
  Tally tally;
  std::string problem;
};

/// What is remembered of a host between runs.
struct HostRecord {
  std::string authority;
  std::optional<SysTime> next_at, retry_at;
  int backoff_steps = 0;
  std::string robots_body;
  int robots_status = 0;
  std::optional<SysTime> robots_at;
  std::string robots_etag, robots_modified;  ///< Validators of robots_body.
};

/// One request, for the ledger.
struct FetchRecord {
  std::int64_t site = 0;    ///< 0: none.
  std::int64_t url_id = 0;  ///< Of the address it was made for; 0: none that was taken up.
  std::string host, url;
  std::string purpose;  ///< "robots", "source", "article".
  SysTime started{};
  std::chrono::milliseconds elapsed{0}, pause{0};
  int status = 0;
  std::size_t bytes = 0;
  bool conditional = false;
  std::string address, error;
};

/// The store must have been opened for a run.
class RunStore {
 public:
  virtual Result<RunStart> begin_run(SysTime now, std::string_view version) = 0;
  virtual Result<void> end_run(SysTime now, std::string_view outcome, const Tally& all,
                               const std::vector<SiteTally>& sites) = 0;
  /// The row of a site, made or brought up to date.
  virtual Result<std::int64_t> site_id(const SiteRecord& site, SysTime now) = 0;
  /// Counts the kinds of trouble of the run under way, in order: how many runs in a row each was
  /// met. Those of the `asked` sites that were not met are over and forgotten. To be called once,
  /// before end_run().
  virtual Result<std::vector<Trouble>> count_troubles(SysTime now,
                                                      const std::vector<TroubleSeen>& seen,
                                                      const std::vector<std::int64_t>& asked) = 0;
  /// Those of `among` of which no article is stored. If there is one, every address is looked at:
  /// 0.3 s for a million.
  virtual Result<std::vector<EmptySite>> empty_sites(const std::vector<std::int64_t>& among) = 0;
  virtual Result<std::vector<HostRecord>> hosts() = 0;

  // Writing, between begin() and commit() or rollback().
  virtual Result<void> put_host(const HostRecord& host) = 0;
  virtual Result<void> put_fetch(const FetchRecord& fetch) = 0;

 protected:
  ~RunStore() = default;
};

}  // namespace tearsheet::store
