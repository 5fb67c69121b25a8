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
#include "archive/known_pages.h"
#include "crawl/crawl.h"

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
  Importer(store::Store* store, const KnownPages& known, const site::SiteDefinition& automatic,
           const Clock& clock, ImportReport& report)
      : store_(store), known_(known), automatic_(automatic), clock_(clock), report_(report) {}

  /// Reads what copies are told by.
  Result<void> start();
  Result<void> write(ReadPage read);
  Result<void> commit() { return batch_ ? batch_->commit() : Result<void>(); }

  /// By site.
  [[nodiscard]] std::vector<store::SiteTally> tallies() const;

 private:
  Result<void> write_revisit(const ArchivedPage& page);
  Result<std::int64_t> site_row(const ArchivedPage& page);
  Result<void> put(ReadPage& read);
  Result<std::int64_t> url_row(const store::FoundUrl& found);
  void count(const store::PutResult& put, store::Tally& tally, store::VisitState state);

  store::Store* const store_;
  const KnownPages& known_;
  const site::SiteDefinition& automatic_;
  const Clock& clock_;
  ImportReport& report_;
  dedup::Clusters clusters_;
  std::unordered_map<std::string, std::int64_t> sites_;
  std::unordered_map<store::UrlHash, std::int64_t> made_;
  std::map<std::int64_t, store::Tally> tallies_;
  std::optional<Batch> batch_;
  reading::SummaryMemory summaries_;
};

store::Tally sum_of(const std::vector<store::SiteTally>& sites);

}  // namespace tearsheet::archive
