// Whether a page is the story that a feed announced. Private to reading/.
#pragma once

#include "records/records.h"
#include "store/store.h"

namespace tearsheet::reading {

/// A longer text is a story whatever its headline says now.
inline constexpr std::size_t kTellingBytes = 1000;

/// A few lines without a date or an author of their own, and hardly a word of the headline that a
/// feed gave: the page that a site shows in place of its stories while it is being repaired, in
/// whatever words.
[[nodiscard]] bool is_another_page(const records::Article& article, const store::Hint& said);

}  // namespace tearsheet::reading
