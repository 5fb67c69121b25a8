#include "crawl/copies.h"

namespace tearsheet::crawl {
namespace {

constexpr std::int64_t kMaxRestored = 100'000;

}  // namespace

Result<void> restore_clusters(store::Store& store, dedup::Clusters& clusters) {
  return store.each_fingerprint(kMaxRestored, [&](const store::StoredFingerprint& stored) {
    // A print of an older version is found by nobody; that is no reason not to go on.
    static_cast<void>(
        clusters.restore(stored.article_id, stored.cluster, stored.print, stored.date));
  });
}

// The index says which story the article belongs to, the store remembers it.
Result<void> link_copies(store::Store& store, dedup::Clusters& clusters,
                         const store::ArticleRecord& record, const dedup::Fingerprint& print,
                         store::PutResult& put) {
  using What = store::PutResult::What;
  const bool is_new = put.what == What::kInserted;
  if (!is_new && put.what != What::kUpdated && put.what != What::kCorrected) return {};
  const auto& published = record.article.published;
  const std::optional<SysTime> date = published ? std::optional(published->to_sys()) : std::nullopt;
  const dedup::Assignment found = clusters.add(put.article_id, print, date);
  if (!is_new || found.cluster == put.article_id) return {};
  if (found.cluster == put.duplicate_of && found.merged.empty()) return {};
  put.duplicate_of = found.cluster;
  return store.join(put.article_id, found.cluster, found.merged);
}

}  // namespace tearsheet::crawl
