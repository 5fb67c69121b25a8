// What is done with a page that came: a value, made of the page and of what is known, without a
// database. The writer commits it.
#pragma once

#include <unordered_map>
#include <vector>

#include "base/clock.h"
#include "crawl/plan/knowledge.h"
#include "crawl/plan/outcome.h"
#include "crawl/plan/source_news.h"
#include "dedup/dedup.h"
#include "store/store.h"

namespace tearsheet::crawl {

struct Plan {
  store::PageChanges changes;  ///< Rows to write.
  Receipt receipt;             ///< Addresses to ask for; those that `changes` adds have no id yet.
  dedup::Fingerprint fingerprint;  ///< Of the article, if there is one.
};

/// What the database says of articles that are to be asked for again, by the key that was asked.
/// One without an id is an address at which no article was found.
using KnownArticles = std::unordered_map<store::UrlHash, store::KnownArticle>;

class Planner {
 public:
  /// All must outlive the planner. `max_pagination`: pages of one listing in one run.
  Planner(const std::vector<SiteEntry>& sites, Knowledge& known, int max_pagination)
      : sites_(sites), known_(known), max_pagination_(max_pagination) {}

  /// `news` and `articles` (those of news.changed) are looked at for sources that were read.
  [[nodiscard]] Plan plan(PageOutcome page, const SourceNews& news, KnownArticles articles,
                          SysTime now);

 private:
  struct Work;
  void take_up_articles(Work& work, const SourceNews& news);
  void take_up_new(Work& work, store::FoundUrl found);
  void add_hint(Work& work, const store::FoundUrl& found);
  std::size_t take_up_changed(Work& work, const SourceNews& news);
  bool take_up_again(Work& work, const store::FoundUrl& found, store::KnownArticle known);
  void limit_pagination(Work& work) const;
  [[nodiscard]] static bool leads_over_gap(const Work& work);
  void take_up_sources(Work& work);
  void take_up_source(Work& work, store::FoundUrl found, int streak);
  void hand_out(Work& work, Task task);
  void learn_pattern(Work& work);

  const std::vector<SiteEntry>& sites_;
  Knowledge& known_;
  const int max_pagination_;
};

}  // namespace tearsheet::crawl
