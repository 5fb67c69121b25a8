// What a round begins with, out of the database: sites, what is due, what is known.
#pragma once

#include <vector>

#include "crawl/crawl.h"
#include "crawl/round.h"

namespace tearsheet::crawl {

/// Fills `start` and `seen`; rows of sites and of their sources are made where they are missing.
Result<void> load_round(store::Store& store, const std::vector<const site::SiteDefinition*>& sites,
                        const CrawlOptions& options, const Clock& clock, SeenSet& seen,
                        RoundStart& start);

}  // namespace tearsheet::crawl
