// A page between the network and the parse workers.
#pragma once

#include <string>
#include <vector>

#include "crawl/plan/task.h"
#include "fetch/fetch.h"
#include "reading/reading.h"

namespace tearsheet::crawl {

/// A page on its way to the parse workers.
struct FetchedPage {
  Task task;
  fetch::FetchResult result;
  std::vector<std::string> sitemaps;  ///< That robots.txt names, where the page is a home page.
  reading::HostWord host;             ///< What its host says about the use of its pages.
};

}  // namespace tearsheet::crawl
