// Shops and forums by the words that programmers use in class, id and itemprop, and by prices in
// text.
#pragma once

#include <cstddef>
#include <string_view>

#include "html/html.h"

namespace tearsheet::extract {

struct ClassMarks {
  bool shop = false, forum = false;
};
/// Of one element; linear in its attributes.
[[nodiscard]] ClassMarks class_marks(html::Node element);

/// Signs of a currency with a digit beside them, a space between allowed.
[[nodiscard]] std::size_t count_prices(std::string_view text);

}  // namespace tearsheet::extract
