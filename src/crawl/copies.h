// The index of near-duplicates out of the database, and the stories of the database out of it
// (plan/stories.h: of one article).
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

/// Of a stored text, without what `clusters` knows for boilerplate.
dedup::Fingerprint fingerprint_of(const store::StoryText& story, const dedup::Clusters& clusters);

/// The index of what was stored within the limits. Fingerprints that were lost, or made by another
/// version, are made anew from the stored text first.
Result<dedup::Clusters> load_clusters(store::CrawlStore& store, const StoryLimits& limits,
                                      SysTime now);

struct RebuiltStories {
  std::int64_t articles = 0, stories = 0;
  std::int64_t copies = 0;   ///< Articles that are not the first of their story.
  std::int64_t changed = 0;  ///< That were in another story before.
};
/// Fingerprints and stories anew from the stored texts, in the order of storing, in one
/// transaction: a run that is stopped changes nothing.
Result<RebuiltStories> rebuild_stories(store::CrawlStore& store, const StoryLimits& limits);

struct JoinedStories {
  std::int64_t articles = 0;  ///< That were looked at.
  std::int64_t copies = 0;    ///< Of them, those that another page told before.
};
/// The stories of articles that came without a fingerprint, or with one of another version: each is
/// looked for among all that were stored within the limits, as if it came now. One transaction.
Result<JoinedStories> join_stories(store::CrawlStore& store, const StoryLimits& limits);

}  // namespace tearsheet::crawl
