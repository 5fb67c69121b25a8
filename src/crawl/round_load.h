// What a round begins with, out of the database: sites, what is due, what is known.
#pragma once

#include <string>
#include <unordered_set>
#include <vector>

#include "crawl/crawl.h"
#include "crawl/round.h"

namespace tearsheet::crawl {

/// Where several share the database: the sites, with their rows, and what is to be read of them.
struct LoadScope {
  const std::vector<SiteEntry>* sites = nullptr;
  std::unordered_set<std::string> domains;
};

/// Fills `start` and `seen`; rows of sites and of their sources are made where they are missing.
/// With a `scope` alone what is of its domains, and nothing that was asked for a moment ago.
Result<void> load_round(store::CrawlStore& store,
                        const std::vector<const site::SiteDefinition*>& sites,
                        const CrawlOptions& options, const Clock& clock, SeenSet& seen,
                        RoundStart& start, const LoadScope* scope = nullptr);
/// The rows of sites and of their sources.
Result<std::vector<SiteEntry>> register_sites(store::CrawlStore& store,
                                              const std::vector<const site::SiteDefinition*>& sites,
                                              SysTime now);
/// By site: how many articles of those that a round finds may wait in memory.
std::vector<std::size_t> article_quotas(const std::vector<const site::SiteDefinition*>& sites,
                                        const CrawlOptions& options);

}  // namespace tearsheet::crawl
