// Which sites a crawl is over: those of site files, and those that were given by an address alone.
#pragma once

#include <deque>
#include <string>
#include <vector>

#include "base/result.h"
#include "cli/console.h"
#include "site/site.h"
#include "store/store.h"

namespace tearsheet::cli {

struct ChosenSites {
  std::vector<const site::SiteDefinition*> all;
  std::deque<site::SiteDefinition> made;  ///< Those without a file; `all` points into it.
  std::vector<store::SiteAddress> fresh;  ///< Of these: which the database does not keep yet.
};

/// Whether a name given to `crawl` is an address ("lamp.example/news", "https://lamp.example") and
/// no site file's id.
[[nodiscard]] bool is_address(const std::string& name, const site::SiteSet& files);

/// What is wrong with the names, before a database is opened: empty if nothing is.
[[nodiscard]] std::string wrong_names(const std::vector<std::string>& names,
                                      const site::SiteSet& files, const std::string& folder);

/// The sites by these names. An address that a site file's domains hold is that file's site; any
/// other is a site of its own, together with what the database keeps of its host; nothing is written
/// there. Without names: every enabled site file, and every site that the database keeps an
/// address of and no file has. The error is the store's.
[[nodiscard]] Result<ChosenSites> choose_sites(const std::vector<std::string>& names,
                                               const site::SiteSet& files, store::CrawlStore& store,
                                               Console& console);

}  // namespace tearsheet::cli
