// Articles of several pages: the pages that were read wait, with the task, for the others. Nothing
// is stored before the last one came or failed, so a cut run begins such an article again.
#pragma once

#include <string>
#include <vector>

#include "crawl/task.h"
#include "extract/extract.h"
#include "site/site.h"
#include "store/store.h"

namespace tearsheet::crawl {

/// Bytes of the pages of one article, unpacked; beyond them it is left incomplete.
inline constexpr std::size_t kMaxPartsBytes = 20'000'000;

/// One owner at a time: it travels with its task.
struct PartsInHand {
  store::PageRecord record;  ///< Of the first page; its article is in `parts`.
  extract::ArticleParts parts;
  std::vector<store::RawPage> more;  ///< Raw pages of the others.
  std::size_t bytes = 0;
  url::Url next;  ///< To be fetched.
};

/// If the article of `outcome` goes on elsewhere: sets `outcome.more` to the task for its next
/// page. `nofollow`: the page asks that its links are not followed.
void begin_parts(PageOutcome& outcome, const site::SiteDefinition& site, bool nofollow);

/// A later page was read: `article` is null where it held none (`why`). Either `outcome.more` is
/// set, or the outcome is that of the whole article.
void go_on(PageOutcome& outcome, const site::SiteDefinition& site, records::Article* article,
           const std::string& why, std::size_t bytes);

/// A later page cannot be had: the outcome stores what is known and says what is missing. With
/// `again` the article is due once more.
PageOutcome end_parts(Task task, const site::SiteDefinition& site, int status,
                      const std::string& why, bool again);

}  // namespace tearsheet::crawl
