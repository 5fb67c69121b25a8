// Near-duplicates: which story an article that was just stored belongs to.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

#include "base/clock.h"
#include "dedup/dedup.h"
#include "store/store.h"

namespace tearsheet::crawl {

struct StoryLimits {
  /// Articles further apart are never one story.
  std::chrono::days window{90};
  /// Above it those that were stored first can be recognised no more: about 900 bytes each.
  std::size_t max_articles = 100'000;
};

/// The index of what was stored within the limits. Prints that were lost, or made by another
/// version, are made anew from the stored text first.
Result<dedup::Clusters> load_clusters(store::Store& store, const StoryLimits& limits, SysTime now);

/// The wire service that byline or text credits; empty: none.
[[nodiscard]] std::string agency_of(const records::Article& article);

/// Makes the print of an article anew where paragraphs of it are known as furniture of its host.
void leave_out_furniture(const dedup::Clusters& clusters, store::ArticleRecord& record,
                         dedup::Fingerprint& print);

/// Adds what `put` says was stored to the index and links it to its story; `put.duplicate_of` says
/// which.
Result<void> link_copies(store::Store& store, dedup::Clusters& clusters,
                         const store::ArticleRecord& record, const dedup::Fingerprint& print,
                         store::PutResult& put);

struct RebuiltStories {
  std::int64_t articles = 0, stories = 0;
  std::int64_t copies = 0;   ///< Articles that are not the first of their story.
  std::int64_t changed = 0;  ///< That were in another story before.
};
/// Prints and stories anew from the stored texts, in the order of storing, in one transaction: a
/// run that is stopped changes nothing.
Result<RebuiltStories> rebuild_stories(store::Store& store, const StoryLimits& limits);

}  // namespace tearsheet::crawl
