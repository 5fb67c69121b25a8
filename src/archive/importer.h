// The writer's side of what was fetched elsewhere: pages that were read become rows. Private to
// archive/.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "archive/archive.h"
#include "archive/archived_page.h"
#include "archive/batch.h"
#include "crawl/crawl.h"
#include "dedup/dedup.h"
#include "reading/reading.h"
#include "store/store.h"

namespace tearsheet::archive {

/// A page that was read.
struct ReadPage {
  ArchivedPage page;  ///< Without its block.
  reading::Reading reading;
  const char* skipped = nullptr;  ///< Its body could not be decoded.
};

/// Runs on the one thread that writes; without a store it only counts.
class Importer {
 public:
  Importer(store::Store* store, Others others, const site::SiteDefinition& automatic,
           const Clock& clock, ImportReport& report)
      : store_(store), others_(others), automatic_(automatic), clock_(clock), report_(report) {}

  /// Reads what copies are told by.
  Result<void> start();
  Result<void> write(ReadPage read);
  Result<void> commit();

  /// By site.
  [[nodiscard]] std::vector<store::SiteTally> tallies() const;

 private:
  /// What is to be written of a page, and what came of it.
  struct Item {
    ArchivedPage page;
    store::FoundUrl found;
    store::PageRecord record;
    dedup::Fingerprint fingerprint;
    store::PutResult put{};
    bool is_known = false;  ///< Of a revisit: its page is here; else: a later visit is.
  };
  using Urls = std::unordered_map<store::UrlHash, store::ArticleUrl>;

  Result<Item> item_of(ReadPage read);
  Result<std::int64_t> site_row(const ArchivedPage& page);
  Result<void> put_all(std::vector<Item>& items);
  Result<void> put_revisit(Item& item);
  Result<void> put(Item& item, Urls& urls);
  void count(const Item& item);
  void count(const store::PutResult& put, store::Tally& tally, store::VisitState state);

  store::Store* const store_;
  const Others others_;
  const site::SiteDefinition& automatic_;
  const Clock& clock_;
  ImportReport& report_;
  dedup::Clusters clusters_;
  std::unordered_map<std::string, std::int64_t> sites_;
  std::map<std::int64_t, store::Tally> tallies_;
  std::optional<Batch<Item>> batch_;
  reading::SummaryMemory summaries_;
};

store::Tally sum_of(const std::vector<store::SiteTally>& sites);

}  // namespace tearsheet::archive
