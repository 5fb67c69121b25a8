// `tearsheet db merge`: another database into this one.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "cli/arguments.h"
#include "cli/console.h"

namespace tearsheet::cli {

struct MergeOrder {
  std::string database;
  std::vector<std::string> files;      ///< One: the other database.
  std::optional<std::int64_t> expect;  ///< So many articles here were removed there, and go.
  bool dry_run = false;
  bool force = false;  ///< Also where rows of the other were changed behind tearsheet's back.
};
/// Prints the receipt, a JSON object. An exit code.
int merge(Console& console, const MergeOrder& order);

}  // namespace tearsheet::cli
