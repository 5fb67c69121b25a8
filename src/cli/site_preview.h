// `tearsheet site preview`: what is read from a page, to be looked at in a browser.
#pragma once

#include <string>
#include <vector>

#include "cli/arguments.h"
#include "cli/console.h"
#include "cli/live_pages.h"
#include "site/site.h"

namespace tearsheet::cli {

class SitePreview {
 public:
  void declare(Arguments& arguments);
  /// `name`: an address, file or id of a site. Writes to `output`, or to standard output where
  /// that is empty. An exit code: 1 where the page cannot be read, which the preview says.
  [[nodiscard]] int run(Console& console, const std::string& name, const site::SiteSet& sites,
                        const LiveOptions& live, const std::string& output) const;

 private:
  std::string url_;
};

}  // namespace tearsheet::cli
