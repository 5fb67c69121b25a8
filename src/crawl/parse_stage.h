// From a fetched page to records: the box between the two queues. No shared state; one instance a
// thread.
#pragma once

#include <vector>

#include "base/clock.h"
#include "crawl/task.h"
#include "robots/robots.h"

namespace tearsheet::html {
class Document;
}

namespace tearsheet::crawl {

class ParseStage {
 public:
  ParseStage(const std::vector<SiteEntry>& sites, std::string agent, const Clock& clock)
      : sites_(sites), agent_(std::move(agent)), clock_(clock) {}

  /// Never fails: what could not be read is an outcome with a reason.
  PageOutcome parse(FetchedPage page);

 private:
  struct Page;
  void read_source(Page& page);
  void read_listing(Page& page);
  void read_feed(Page& page);
  void read_sitemap(Page& page);
  void read_article(Page& page);
  void keep_raw(Page& page);

  const std::vector<SiteEntry>& sites_;
  const std::string agent_;
  const Clock& clock_;
  store::Compressor compressor_;
};

}  // namespace tearsheet::crawl
