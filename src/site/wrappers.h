// Elements that a site file may put parts of a page in.
#pragma once

#include <algorithm>
#include <array>
#include <string_view>

namespace tearsheet::site {

/// Of others a page's reader makes nothing.
inline constexpr std::array<std::string_view, 22> kWrappers = {
    "article",    "b",      "blockquote", "center", "code",   "div", "em", "fieldset",
    "figcaption", "figure", "h1",         "h2",     "h3",     "h4",  "i",  "li",
    "p",          "pre",    "section",    "span",   "strong", "ul"};

[[nodiscard]] inline bool is_wrapper(std::string_view element) {
  return std::ranges::find(kWrappers, element) != kWrappers.end();
}

}  // namespace tearsheet::site
