// Pictures and styles of stored pages, so that an archive shows them: behind the round, so that no
// article waits for them. docs/archive.md has it from the outside.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <stop_token>
#include <vector>

#include "crawl/crawl.h"

namespace tearsheet::crawl {

struct AssetLimits {
  std::int64_t max_count = 200;         ///< Of a run.
  std::int64_t max_bytes = 50'000'000;  ///< Of a run, without codings.
  std::int64_t max_count_of_page = 50;
  std::int64_t max_bytes_of_page = 20'000'000;
  int max_depth = 3;  ///< Styles that styles import.
  /// Pages that were fetched longer ago are left as they are: their pictures may be others by now.
  std::chrono::hours max_age{48};
  /// Afterwards the server is asked whether it is still so.
  std::chrono::hours good_for{168};
};

struct AssetReport {
  std::int64_t pages = 0;    ///< That have their assets now, as far as they could be had.
  std::int64_t fetched = 0;  ///< That are new ...
  std::int64_t bytes = 0;    ///< ... and what they hold.
  std::int64_t known = 0;    ///< That were there.
  std::int64_t failed = 0;   ///< That could not be had: gone, forbidden, too large, something else.
  std::int64_t left = 0;     ///< Pages for a later run.
};

/// Of the newest pages first, one request at a time, with the pauses, robots.txt and guard on
/// addresses of the round. What a page shows is stored at once; a page that was begun when it ends is
/// begun again by the next run. `until`: no request starts later. The error is the store's.
Result<AssetReport> fetch_assets(store::Store& store,
                                 const std::vector<const site::SiteDefinition*>& sites,
                                 const CrawlOptions& options, const AssetLimits& limits,
                                 const Clock& clock, std::optional<SteadyTime> until,
                                 const std::stop_token& stop);

}  // namespace tearsheet::crawl
