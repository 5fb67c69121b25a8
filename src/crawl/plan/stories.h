// Near-duplicates: which story an article that was just stored belongs to.
#pragma once

#include "dedup/dedup.h"
#include "records/records.h"
#include "store/store.h"

namespace tearsheet::crawl {

/// The wire service that byline or text credits; empty: none.
[[nodiscard]] std::string agency_of(const records::Article& article);

/// Adds what `put` says was stored to the index and says what is to be written of its story;
/// `put.duplicate_of` becomes the story. Where paragraphs of the article are known as boilerplate
/// of its host, its fingerprint is made anew without them. Empty: there is nothing to write.
[[nodiscard]] std::optional<store::StoryLink> link_story(dedup::Clusters& clusters,
                                                         const records::Article& article,
                                                         const dedup::Fingerprint& fingerprint,
                                                         store::PutResult& put);

}  // namespace tearsheet::crawl
