// From a fetched page to records: the box between the two queues. One instance a thread; they share
// what is remembered of summaries.
#pragma once

#include <vector>

#include "base/clock.h"
#include "crawl/fetched_page.h"
#include "crawl/plan/outcome.h"
#include "crawl/site_rules.h"
#include "learn/model/site_models.h"
#include "reading/reading.h"

namespace tearsheet::crawl {

class ParseStage {
 public:
  /// `summaries`, `models`, `dictionaries` and `rules` are shared by all instances.
  ParseStage(const std::vector<SiteEntry>& sites, const Clock& clock,
             reading::SummaryMemory& summaries, learn::SiteModels& models,
             store::Dictionaries& dictionaries, SiteRules& rules)
      : sites_(sites),
        clock_(clock),
        summaries_(summaries),
        models_(models),
        rules_(rules),
        packer_(&dictionaries) {}

  /// Never fails: what could not be read is an outcome with a reason.
  PageOutcome parse(FetchedPage page);

 private:
  struct Page;
  void read_source(Page& page);
  void read_listing(Page& page);
  Result<records::Listing> find_items(Page& page, const reading::Page& opened);
  static void take_feeds(Page& page, const html::Document& tree);
  static void take_sections(Page& page, const html::Document& tree,
                            const std::vector<records::ListingItem>& items);
  void read_feed(Page& page);
  void read_sitemap(Page& page);
  void read_article(Page& page);

  const std::vector<SiteEntry>& sites_;
  const Clock& clock_;
  reading::SummaryMemory& summaries_;
  learn::SiteModels& models_;
  SiteRules& rules_;
  store::Packer packer_;
};

}  // namespace tearsheet::crawl
