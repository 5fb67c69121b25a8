// Articles of several pages in the crawl: the pages that were read wait, with the task, for the
// others. Nothing is stored before the last one came or failed, so a cut run begins such an article
// again.
#pragma once

#include <string>

#include "crawl/plan/outcome.h"
#include "reading/reading.h"
#include "site/site.h"
#include "store/store.h"

namespace tearsheet::crawl {

/// One owner at a time: it travels with its task.
struct PartsInHand {
  store::PageRecord record;  ///< Of the first page; its article is in `reader`.
  reading::ArticleReader reader;
};

/// The first page of an article was read (`first` holds it, of so many bytes): either
/// `outcome.more` is set to the task for its next page, or the outcome is that of the whole
/// article.
void begin_parts(PageOutcome& outcome, reading::Reading first, const site::SiteDefinition& site,
                 std::size_t bytes);

/// A later page was read; likewise.
void go_on(PageOutcome& outcome, reading::Reading page, std::size_t bytes);

/// A later page cannot be had: the outcome stores what is known and says what is missing. With
/// `again` the article is due once more.
PageOutcome end_parts(Task task, int status, const std::string& why, bool again);

}  // namespace tearsheet::crawl
