// `tearsheet site mend`: new rules in the place of those that no longer fit, learned from the pages
// that were stored since.
#pragma once

#include <string>
#include <vector>

#include "cli/console.h"
#include "site/site.h"

namespace tearsheet::cli {

/// `database`; `output`: where the new file goes (empty: only the diff is shown). An exit code.
int mend_site(Console& console, const site::SiteDefinition& site, const std::string& database,
              const std::string& output);

}  // namespace tearsheet::cli
