// Where -o sends what a command made.
#pragma once

#include <string>
#include <string_view>

#include "cli/console.h"

namespace tearsheet::cli {

/// Writes `bytes` into the file `output`, whole or not at all, and over no database of tearsheet's;
/// empty or "-" is standard output. An exit code; what went wrong is said.
int put_output(Console& console, const std::string& output, std::string_view bytes);

}  // namespace tearsheet::cli
