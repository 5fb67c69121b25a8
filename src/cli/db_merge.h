// `tearsheet db merge`: another database into this one.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "cli/arguments.h"
#include "cli/console.h"
#include "identity/identity.h"

namespace tearsheet::cli {

struct MergeOrder {
  std::string database;
  std::vector<std::string> files;      ///< One: the other database.
  std::optional<std::int64_t> expect;  ///< So many articles here were removed there, and go.
  bool dry_run = false;
  const identity::Identity* identity = nullptr;  ///< Signs the head of the chain; null: nobody.
  bool force = false;  ///< Also where rows of the other were changed behind tearsheet's back.
};
/// Prints the receipt, a JSON object. An exit code.
int merge(Console& console, const MergeOrder& order);

}  // namespace tearsheet::cli
