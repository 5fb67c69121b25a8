// Links that change at every fetch: a click counter, a parameter or a segment that is made anew
// each time. A source whose known entries (told by a guid, or by headline and date) come at new
// addresses again and again, addresses that all led to articles which were there, is learned to be
// one: from then on what it names is known by its entry, and its new addresses are not asked for.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "crawl/plan/knowledge.h"
#include "store/store.h"

namespace tearsheet::crawl {

/// Entries kept of a source beyond those of its last answer. 16 bytes each.
inline constexpr std::size_t kMaxOlderEntries = 500;
/// A source is learned from so many answers and addresses. One answer alone is a site that got new
/// addresses.
inline constexpr int kMovingAnswers = 2, kMovedAddresses = 3;
/// One address in so many may have led to a new article.
inline constexpr int kMovedToOther = 20;

/// What tells a story besides its address: a guid that is not that address, with the headline; or
/// headline and date; or a long headline alone. 0: nothing does.
[[nodiscard]] store::UrlHash entry_of(std::string_view guid, std::string_view address,
                                      const store::Hint& hint);

/// Whether the source's addresses are known to say nothing.
[[nodiscard]] bool has_moving_links(const store::Entries& entries);

/// `found` is what the source named this time. Entries that were known at other addresses get these
/// back where the source is one with moving links, and moved_in where that is still to be found
/// out. True: `entries` changed.
[[nodiscard]] bool follow_entries(store::UrlHash source, std::vector<store::FoundUrl>& found,
                                  store::Entries& entries, const Knowledge& known);

}  // namespace tearsheet::crawl
