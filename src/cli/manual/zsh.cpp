// Completion for zsh, by _arguments.
#include <fmt/format.h>

#include "base/ascii.h"
#include "cli/manual/writers.h"

namespace tearsheet::cli::manual {
namespace {

// In single quotes, within a description: '[', ']' and ':' have a meaning there.
std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\'') {
      out += "'\\''";
    } else if (c == '\n') {
      out += ' ';
    } else {
      if (std::string_view("[]:\\").find(c) != std::string_view::npos) out += '\\';
      out += c;
    }
  }
  return out;
}

// One word of a list within such quotes, which zsh parses once more.
std::string word_of(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\'') {
      out += "\\'\\''";
    } else {
      if (static_cast<unsigned char>(c) < 0x80 && !is_alnum(c)) out += '\\';
      out += c;
    }
  }
  return out;
}

std::string value_of(const Option& option) {
  if (option.value == Value::kNone) return "";
  const std::string name = option.choices.empty() ? escaped(option.value_name) : "value";
  std::string action;
  if (!option.choices.empty()) {
    action = fmt::format("({})", fmt::join(option.choices, " "));
  } else if (option.value == Value::kFile) {
    action = "_files";
  } else if (option.value == Value::kFolder) {
    action = "_files -/";
  }
  return fmt::format(":{}:{}", name, action);
}

void options(std::string& out, const std::vector<Option>& options) {
  for (const Option& option : options) {
    for (const std::string& name : option.names)
      out += fmt::format("        '{}{}[{}]{}' \\\n", option.is_repeatable ? "*" : "", name,
                         escaped(option.help), value_of(option));
  }
}

}  // namespace

std::string zsh_completion(const Manual& manual) {
  std::string out = "#compdef tearsheet\n\n_tearsheet() {\n  local -a commands\n  commands=(\n";
  for (const CommandPage& page : manual.commands)
    out += fmt::format("    '{}:{}'\n", page.name, escaped(page.summary));
  out +=
      "  )\n  local state line\n  _arguments -C \\\n    '--help[print help and exit]' \\\n"
      "    '--version[print the version and exit]' \\\n";
  options(out, manual.globals);
  out +=
      "    '1:command:->command' \\\n    '*::argument:->argument'\n  case $state in\n"
      "    command) _describe command commands ;;\n    argument)\n      case $line[1] in\n";
  for (const CommandPage& page : manual.commands) {
    out += fmt::format("      {})\n        _arguments \\\n", page.name);
    options(out, page.options);
    options(out, manual.globals);
    if (page.actions.empty()) {
      out += "        '*:argument:_files'\n";
    } else {
      std::string actions;
      for (const Action& action : page.actions) {
        actions +=
            fmt::format("{}{}\\:{}", actions.empty() ? "" : " ", action.name, word_of(action.help));
      }
      out += fmt::format("        '1:action:(({}))' \\\n        '*:argument:_files'\n", actions);
    }
    out += "        ;;\n";
  }
  return out + "      esac\n      ;;\n  esac\n}\n\n_tearsheet \"$@\"\n";
}

}  // namespace tearsheet::cli::manual
