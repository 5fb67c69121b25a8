// Near-duplicates: which story an article that was just stored belongs to.
#pragma once

#include "dedup/dedup.h"
#include "store/store.h"

namespace tearsheet::crawl {

/// Fills the index with the 100,000 articles stored last: so many can be recognised as originals of
/// what comes; about 60 MB.
Result<void> restore_clusters(store::Store& store, dedup::Clusters& clusters);

/// Adds what `put` says was stored to the index and links it to its story; `put.duplicate_of` says
/// which.
Result<void> link_copies(store::Store& store, dedup::Clusters& clusters,
                         const store::ArticleRecord& record, const dedup::Fingerprint& print,
                         store::PutResult& put);

}  // namespace tearsheet::crawl
