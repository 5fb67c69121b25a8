// The room listing/: what a page lists, and where it goes on.
//
// In: a parsed page. Out: stories with link, title, date and teaser, by a site's rules
// (listing.cpp) or without (repeated_items(), here), each read from its card (listing_card.h); and
// the pages that follow, of an article as of a listing (pager.h).
//
// This file: the repeated blocks of a listing page, found without rules.
#pragma once

#include "extract/extract.h"

namespace tearsheet::extract {

/// Links to stories with what stands around each, document order, each address once. `base`: of
/// relative addresses.
[[nodiscard]] std::vector<records::ListingItem> repeated_items(const html::Document& page,
                                                               const url::Url& page_url,
                                                               const url::Url& base,
                                                               const dates::DateOptions& options);

/// Teasers: a title that is only a cut of the summary, or its twin, is no title; a text said twice
/// is kept once.
void settle_teaser(records::ListingItem& item);

/// Whether an address looks like a story's: a date, a long number, or a slug of several words in
/// its path, or a long key in its query.
[[nodiscard]] bool looks_like_story(const url::Url& url);

/// Whether `part`, up to an ellipsis at its end, is how `whole` begins.
[[nodiscard]] bool is_cut_of(std::string_view part, std::string_view whole);

}  // namespace tearsheet::extract
