// `tearsheet db copy`: a database from a file to a server, or back.
#pragma once

#include <string>
#include <vector>

#include "cli/console.h"

namespace tearsheet::cli {

/// `databases`: from, to. Prints the receipt, a JSON object. An exit code.
int copy(Console& console, const std::vector<std::string>& databases);

}  // namespace tearsheet::cli
