// How sites fare, and what the ledger proves.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "store/health.h"
#include "store/rules.h"

namespace tearsheet::store {

/// One in sixteen articles of a site with rules is compared: these stand for the last two hundred.
inline constexpr int kAgreementArticles = 12;
/// Fewer say nothing of a site: a field of one page may differ for any reason.
inline constexpr int kFewestCompared = 3;

/// How many articles of a site may be used for something, and how many may not.
struct UseCount {
  std::int64_t allowed = 0, refused = 0;
};
/// Of the rest nothing is said.
struct SiteUse {
  UseCount search, train, ai_input, tdm;
  std::int64_t licensed = 0;  ///< That name a license.
};

struct SiteStatus {
  std::string key, title, last_run, outcome, problem, newest;
  std::int64_t articles = 0, distinct = 0, waiting = 0, stored_last = 0, failed_last = 0,
               requests_last = 0;
  std::optional<SysTime> next_due;    ///< Empty: in the next run.
  std::vector<std::int64_t> per_day;  ///< New articles of the last 14 days, oldest first.
  /// Of the articles that were compared last (kFewestCompared to kAgreementArticles): by field, how
  /// far the site file's rules and the automatic extraction say the same, 0 to 1 on average.
  std::map<std::string, double> agreement;
  std::vector<RuleDoubt> alarms;  ///< Rules that no longer fit.
  SiteUse use;
};

struct StatusReport {
  std::vector<SiteStatus> sites;
  std::int64_t articles = 0, distinct = 0, runs = 0, bytes = 0;
  std::string last_run_started, last_run_ended, last_run_outcome;
};

/// What the ledger proves of one host.
struct LedgerLine {
  std::string host;
  std::int64_t requests = 0, overlaps = 0, sooner = 0;
  std::optional<std::chrono::milliseconds>
      smallest_gap;                    ///< From an answer to the next request, robots.txt apart.
  std::chrono::milliseconds pause{0};  ///< Longest that was promised.
  std::string robots_body;
  int robots_status = 0;
  std::vector<std::string> urls;  ///< Requested since that robots.txt was read.
};

struct SiteName {
  std::string key, title;
};

/// The articles of a site that are newest, the newest first.
struct SiteNews {
  struct Article {
    std::string url, title, language;
    std::string moment;  ///< Published, or first seen where nobody knows when.
  };
  std::string key;
  std::vector<Article> articles;
};

/// Reports.
class StatusStore {
 public:
  /// By key, 500 at most: to choose from.
  virtual Result<std::vector<SiteName>> site_names() = 0;
  virtual Result<StatusReport> status(SysTime now) = 0;
  /// Of one site, without looking at the others; of one that is not there no site is in it.
  virtual Result<StatusReport> status_of(const std::string& site, SysTime now) = 0;
  /// Of each site that has any, at most `most`, without pages that are no news.
  virtual Result<std::vector<SiteNews>> news_of_sites(std::int64_t most) = 0;
  /// Of the last `days` days.
  virtual Result<std::vector<SiteDays>> days(SysTime now, int days) = 0;
  virtual Result<std::vector<SiteDays>> days_of(const std::string& site, SysTime now, int days) = 0;
  /// Reads every address ever taken up: about a second for a million.
  virtual Result<std::vector<SiteCoverage>> coverage() = 0;
  virtual Result<void> each_ledger_line(const std::function<void(LedgerLine&&)>& each) = 0;

 protected:
  ~StatusStore() = default;
};

}  // namespace tearsheet::store
