// What the store can say of how sites fare over many runs: troubles that last, sites that fell
// silent, days, and what became of everything that feeds and sitemaps announced.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/result.h"

namespace tearsheet::store {

/// A kind of trouble that a site has in the run that ends.
struct TroubleSeen {
  std::int64_t site = 0;
  std::string what;
};

/// A kind of trouble that lasts.
struct Trouble {
  std::string what;
  int runs = 1;   ///< In a row, this one included; runs that did not ask the site are not counted.
  SysTime since;  ///< The end of the first of them.
};

/// A site that brought nothing new for longer than it ever used to. The longest pause is forgotten
/// by half every `kPauseHalfLife`, so that one long outage does not blunt the alarm for good.
inline constexpr std::chrono::hours kPauseHalfLife{24 * 60};
/// Before so many days and pauses between runs that brought something, a site has no rhythm yet:
/// two weekends.
inline constexpr std::chrono::hours kRhythmAge{24 * 14};
inline constexpr int kRhythmPauses = 10;
/// Silence begins at this multiple of the longest pause, but never before a day.
inline constexpr double kSilenceFactor = 1.5;
inline constexpr std::chrono::hours kShortestSilence{24};

/// Troubles that begin so are of a site of which nothing was ever stored, and of one with a rule
/// that no longer fits: no request failed, and yet somebody should look.
inline constexpr std::string_view kNothingStored = "nothing stored so far: ",
                                  kRuleAlarm = "a rule no longer fits: ";

struct SiteHealth {
  std::string key;
  std::vector<Trouble> troubles;    ///< Longest first.
  std::optional<SysTime> last_new;  ///< End of the last run that stored something.
  std::optional<SysTime>
      silent_from;  ///< When its silence becomes an alarm; empty: it has no rhythm yet.
  bool silent = false;
  bool wants_care = false;  ///< It has a trouble of kNothingStored or kRuleAlarm.
};

/// Numbers of a site by day (UTC), oldest first, today last.
struct SiteDays {
  std::string key;
  std::vector<std::int64_t> added;   ///< Articles first seen.
  std::vector<std::int64_t> failed;  ///< Pages and sources that failed.
  std::vector<std::int64_t> requests;
};

/// What became of the addresses that feeds and sitemaps announced.
struct SiteCoverage {
  std::string key;
  std::int64_t announced = 0;
  std::int64_t stored = 0;   ///< An article's row, own or of the page that it leads to.
  std::int64_t waiting = 0;  ///< Never asked for yet.
  struct Why {
    std::string reason;
    std::int64_t count = 0;
    std::string example;  ///< One address.
  };
  std::vector<Why> missing;  ///< Most frequent first; without `waiting`.
};

/// A site without a stored article, and what is known of the reason.
struct EmptySite {
  std::int64_t site = 0;
  std::int64_t named = 0;    ///< Addresses of articles that were taken up.
  std::int64_t waiting = 0;  ///< Of them, never asked for yet.
  SiteCoverage::Why why;     ///< What most of the others came to.
  std::int64_t refused = 0;  ///< Addresses that its sources name and its file does not want.
  std::string refused_example;
};

class HealthStore {
 public:
  virtual Result<std::vector<SiteHealth>> health(SysTime now) = 0;

 protected:
  ~HealthStore() = default;
};

}  // namespace tearsheet::store
