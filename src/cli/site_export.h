// `tearsheet site export --opml`: the feeds of all sites for a feed reader.
#pragma once

#include <string>
#include <vector>

#include "cli/console.h"
#include "site/site.h"

namespace tearsheet::cli {

/// Writes the feeds and home pages of the site files and of the addresses that `database` keeps as
/// OPML; with `names` of these sites alone. That the default database is not there is no error.
int export_opml(Console& console, const std::vector<std::string>& names, const site::SiteSet& files,
                const std::string& database, const std::string& output);

}  // namespace tearsheet::cli
