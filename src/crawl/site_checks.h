// What a run finds out of its sites at its end, when everything is stored: sites that look healthy
// and are not. Every source answers, no request fails, and nothing comes of it.
#pragma once

#include <vector>

#include "base/result.h"
#include "crawl/crawl.h"
#include "crawl/plan/task.h"

namespace tearsheet::crawl {

/// So many of the newest articles that a site file read show whether its rule for one of the fields
/// that every article has (title, body, date) still finds anything; a run that brings fewer waits
/// for the next.
inline constexpr int kRuleTrial = 3;
/// The same of fields that an article may lack.
inline constexpr int kOptionalRuleTrial = 20;

/// Adds to report.problems: sites that were asked and of which nothing was ever stored, unless
/// another trouble of the run says why; rules that find nothing any more.
Result<void> check_sites(store::RunStore& store, const std::vector<SiteEntry>& sites,
                         CrawlReport& report);

}  // namespace tearsheet::crawl
