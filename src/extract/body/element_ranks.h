// Elements as numbers that a model can divide.
#pragma once

#include "html/html.h"

namespace tearsheet::extract {

/// The element that holds a block, running text first: 0 for a paragraph to 12.
[[nodiscard]] float holder_rank(html::Tag tag);
/// 1 to 6; 0 for what is no heading.
[[nodiscard]] int heading_level(html::Tag tag);

}  // namespace tearsheet::extract
