// "did you mean ...?"
#pragma once

#include <span>
#include <string_view>

namespace tearsheet {

/// The candidate with the fewest edits to `word` (restricted Damerau-Levenshtein), if it is near
/// enough to be meant: at most a third of the letters differ. Empty if none is. O(word * all
/// candidates).
[[nodiscard]] std::string_view nearest(std::string_view word,
                                       std::span<const std::string_view> candidates);

}  // namespace tearsheet
