// `tearsheet help`: all commands, one of them, or one of the actions of a command.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "base/result.h"
#include "cli/arguments.h"

namespace CLI {
class App;
}

namespace tearsheet::cli {

/// By the name of a command that has any.
using ActionsByCommand = std::map<std::string, std::vector<Action>, std::less<>>;

/// `words` as after `tearsheet help`: none, a command, or a command and its action. Options of other
/// actions are taken out of `app`, which is good for this one answer. kInvalid: there is no such
/// command or action; the message names the nearest.
Result<std::string> help_on(CLI::App& app, const ActionsByCommand& actions,
                            const std::vector<std::string>& words);

/// "did you mean new?" with a comma before, or nothing.
std::string or_meant(std::string_view word, const std::vector<Action>& actions);
/// "list|new|test".
std::string names_of(const std::vector<Action>& actions);

}  // namespace tearsheet::cli
