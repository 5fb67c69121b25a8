// What a run finds out of its sites at its end, when everything is stored: sites that look healthy
// and are not. Every source answers, no request fails, and nothing comes of it.
#pragma once

#include <vector>

#include "base/result.h"
#include "crawl/crawl.h"
#include "crawl/plan/task.h"
#include "crawl/site_rules.h"

namespace tearsheet::crawl {

/// Adds to report.problems: sites that were asked and of which nothing was ever stored, unless
/// another trouble of the run says why; rules that no longer fit, which stand in the
/// reports of their sites as well; sites whose publishers say something new about the use of their
/// texts, told once.
Result<void> check_sites(store::CrawlStore& store, const std::vector<SiteEntry>& sites,
                         const SiteRules& rules, CrawlReport& report);

}  // namespace tearsheet::crawl
