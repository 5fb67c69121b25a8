// `tearsheet db backup`: a copy while crawls go on.
#pragma once

#include <string>
#include <vector>

#include "cli/arguments.h"
#include "cli/console.h"

namespace tearsheet::cli {

/// Copies `database` to the one file named. An exit code.
int back_up(Console& console, const std::string& database, const std::vector<std::string>& files,
            bool force, bool is_json);

}  // namespace tearsheet::cli
