// The part of a text that shows why it was found. Private to store/.
#pragma once

#include <string_view>
#include <vector>

#include "store/store.h"

namespace tearsheet::store::sql {

/// The whole text with its marks.
MarkedText marked(std::string_view text, const std::vector<text::Needle>& needles);

/// About 200 characters of the first of `texts` that holds most of the needles, from where most
/// stand together; the beginning of the first text that is not empty where there are none. "…"
/// shows where it was cut. Of a text the first 256 KB are looked at.
MarkedText snippet(const std::vector<std::string_view>& texts,
                   const std::vector<text::Needle>& needles);

}  // namespace tearsheet::store::sql
