// Which columns an export has. Private to the folder.
#pragma once

#include <vector>

#include "output/output.h"

namespace tearsheet::output {

/// Those that were asked for, else all that are exported, in the order of the table.
[[nodiscard]] std::vector<store::ArticleColumn> columns_of(const Heading& heading);

}  // namespace tearsheet::output
