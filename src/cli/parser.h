// The command line as a whole: global options, subcommands, --help, and errors that say what was
// meant.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "cli/command.h"
#include "cli/configuration.h"

namespace tearsheet::cli {

/// Parses, makes the console and runs the command. The exit code of the program.
int run_command_line(int argc, const char* const* argv, const std::vector<CommandGroup>& groups,
                     const Configuration& configuration);

/// "20m", "90s", "1h30m", "1.5" (seconds), "250ms". Throws nothing; empty if it is no duration or
/// negative.
[[nodiscard]] std::optional<std::chrono::milliseconds> parse_duration(std::string_view text);
/// "90d", "1.5s": as parse_duration() reads it.
[[nodiscard]] std::string to_text(std::chrono::milliseconds time);

}  // namespace tearsheet::cli
