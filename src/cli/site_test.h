// `tearsheet site test`: the [[test]]s of site files, on saved pages or on the pages as they are now.
#pragma once

#include <string>
#include <vector>

#include "cli/arguments.h"
#include "cli/console.h"
#include "cli/live_pages.h"
#include "site/site.h"

namespace tearsheet::cli {

class SiteTests {
 public:
  void declare(Arguments& arguments);
  /// An exit code: 1 where a test fails.
  [[nodiscard]] int run(Console& console, const std::vector<const site::SiteDefinition*>& sites,
                        const LiveOptions& live) const;

 private:
  bool live_ = false, update_ = false, dry_run_ = false;
};

}  // namespace tearsheet::cli
