// A table as lines of text. Private to markdown/.
#pragma once

#include <string>
#include <vector>

#include "markdown/cells.h"

namespace tearsheet::markdown {

/// The first row is the head. Columns are as wide as what stands in them; where that is more than
/// `width` (0: 160), the widest share what is left and their cells are folded.
[[nodiscard]] std::vector<std::string> table_lines(const std::vector<std::vector<Cells>>& rows,
                                                   std::size_t width, bool colour);

}  // namespace tearsheet::markdown
