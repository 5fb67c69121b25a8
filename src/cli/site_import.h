// `tearsheet site import`: other people's rules as a site file of ours.
#pragma once

#include <string>
#include <vector>

#include "cli/console.h"

namespace tearsheet::cli {

/// Writes the file (rules of ftr-site-config) as TOML to `output`, or to standard output where that
/// is empty; over a file that is there only with `force`. What cannot be carried over is said and
/// stands in comments. An exit code.
[[nodiscard]] int import_rules(Console& console, const std::vector<std::string>& files,
                               const std::string& output, bool force);

}  // namespace tearsheet::cli
