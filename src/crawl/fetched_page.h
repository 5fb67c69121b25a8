// A page between the network and the parse workers.
#pragma once

#include <string>
#include <vector>

#include "crawl/plan/task.h"
#include "fetch/fetch.h"

namespace tearsheet::crawl {

/// A page on its way to the parse workers.
struct FetchedPage {
  Task task;
  fetch::FetchResult result;
  std::vector<std::string> sitemaps;  ///< That robots.txt names, where the page is a home page.
};

}  // namespace tearsheet::crawl
