// Data back to the HTML that it would have been drawn as: paragraphs, headings, lists, quotations
// and pictures in order.
#pragma once

#include <string>
#include <string_view>

#include "extract/embedded/values.h"

namespace tearsheet::extract {

/// Bytes of HTML that are made of data at most.
inline constexpr std::size_t kMaxMadeMarkup = 2'000'000;

/// Of a value of a page's state. Strings may hold HTML themselves, escaped or not, Markdown's
/// headings and lists, or lines.
[[nodiscard]] std::string to_html(const Values& values, std::uint32_t value);
/// Of a text alone.
[[nodiscard]] std::string to_html(std::string_view text);

}  // namespace tearsheet::extract
