// What the link to a following page is called.
#pragma once

#include <string_view>

namespace tearsheet::extract {

/// Bytes of the longest of them, arrows included.
inline constexpr std::size_t kLongestNextLabel = 48;

/// Whether a link's text says "next page" or "older posts" and nothing else, in one of some forty
/// languages, or is an arrow to the right. Linear in the text.
[[nodiscard]] bool says_next_page(std::string_view label);

}  // namespace tearsheet::extract
