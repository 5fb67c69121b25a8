// Every command, by what one wants to do.
#pragma once

#include <vector>

#include "cli/command.h"

namespace tearsheet::cli {

[[nodiscard]] std::vector<CommandGroup> command_groups();

}  // namespace tearsheet::cli
