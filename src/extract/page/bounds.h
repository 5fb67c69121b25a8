// How long a field may be before anything is done with it. Pages have been made whose title or
// description is the whole of their megabytes: what is beyond is not looked at.
#pragma once

#include <cstddef>
#include <string_view>

#include "base/utf8.h"
#include "html/html.h"

namespace tearsheet::extract {

/// Bytes of a title; headlines have under 300. What is longer is none.
inline constexpr std::size_t kLongestTitle = 2000;
/// Bytes of what a meta element or a string of structured data says, the article's text apart.
inline constexpr std::size_t kLongestValue = 20'000;
/// Bytes of an address, of the one that others are relative to too: each of them repeats it.
inline constexpr std::size_t kLongestAddress = 4000;
/// Bytes of a link's text: it may be around a whole card.
inline constexpr std::size_t kLongestLinkText = 4000;

/// Bytes of a class or style attribute: it is read again for each block of text that stands in it.
inline constexpr std::size_t kLongestClass = 400;

/// At most `max_bytes`, whole characters.
[[nodiscard]] inline std::string_view beginning(std::string_view utf8, std::size_t max_bytes) {
  if (utf8.size() <= max_bytes) return utf8;
  while (max_bytes > 0 && is_continuation(utf8[max_bytes])) --max_bytes;
  return utf8.substr(0, max_bytes);
}

/// The beginning of an element's class attribute.
[[nodiscard]] inline std::string_view class_of(html::Node element) {
  return element.attribute("class").value_or("").substr(0, kLongestClass);
}

}  // namespace tearsheet::extract
