// All that --help says of the program, as values: what man pages, the reference and the completions
// of shells are made of. It is gathered by the same declare() that the parser calls, so none of
// them can name an option that the program lacks, or lack one.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "cli/command.h"

namespace tearsheet::cli::manual {

enum class Value { kNone, kText, kFile, kFolder };

struct Option {
  std::vector<std::string> names;  ///< "-o", "--output".
  std::string value_name;          ///< Empty: a flag.
  Value value = Value::kNone;      ///< What a shell may offer.
  std::vector<std::string> choices;
  std::string fallback;  ///< As --help shows it; empty: none.
  std::string help;
  Elsewhere elsewhere;
  bool is_repeatable = false;
};

struct Positional {
  std::string name;
  std::string help;
  bool is_required = false;
  bool is_repeatable = false;
};

struct CommandPage {
  std::string name;
  std::string summary;
  std::string group;
  std::vector<Action> actions;
  std::vector<Positional> positionals;
  std::vector<Option> options;
  std::string epilog;
};

struct Manual {
  std::string version;
  std::string date;  ///< Of the version, "2026-01-31": a build's own would differ each time.
  std::vector<Option> globals;  ///< Taken with every command.
  std::vector<CommandPage> commands;
};

[[nodiscard]] Manual gather(const std::vector<CommandGroup>& groups);

}  // namespace tearsheet::cli::manual
