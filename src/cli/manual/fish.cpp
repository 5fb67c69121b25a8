// Completion for fish: a line for each option.
#include <fmt/format.h>

#include "cli/manual/writers.h"

namespace tearsheet::cli::manual {
namespace {

std::string in_quotes(std::string_view text) {
  std::string out = "'";
  for (const char c : text) {
    if (c == '\'' || c == '\\') out += '\\';
    out += c == '\n' ? ' ' : c;
  }
  return out + "'";
}

void option(std::string& out, const std::string& condition, const Option& option) {
  out += "complete -c tearsheet" + condition;
  for (const std::string& name : option.names)
    out += name.starts_with("--") ? " -l " + name.substr(2) : " -s " + name.substr(1);
  if (option.value != Value::kNone) {
    if (!option.choices.empty()) {
      out += fmt::format(" -x -a {}", in_quotes(fmt::format("{}", fmt::join(option.choices, " "))));
    } else if (option.value == Value::kFile) {
      out += " -r -F";
    } else if (option.value == Value::kFolder) {
      out += " -x -a '(__fish_complete_directories)'";
    } else {
      out += " -x";
    }
  }
  out += fmt::format(" -d {}\n", in_quotes(option.help));
}

}  // namespace

std::string fish_completion(const Manual& manual) {
  std::string out = "# fish completion of tearsheet\n";
  for (const CommandPage& page : manual.commands)
    out += fmt::format("complete -c tearsheet -f -n __fish_use_subcommand -a {} -d {}\n", page.name,
                       in_quotes(page.summary));
  out +=
      "complete -c tearsheet -n __fish_use_subcommand -l version -d 'print the version and exit'\n";
  out += "complete -c tearsheet -s h -l help -d 'print help and exit'\n";
  for (const Option& one : manual.globals) option(out, "", one);
  for (const CommandPage& page : manual.commands) {
    const std::string condition = fmt::format(" -n '__fish_seen_subcommand_from {}'", page.name);
    std::string names;
    for (const Action& action : page.actions) names += (names.empty() ? "" : " ") + action.name;
    for (const Action& action : page.actions)
      out += fmt::format(
          "complete -c tearsheet -f -n '__fish_seen_subcommand_from {}; and not "
          "__fish_seen_subcommand_from {}' -a {} -d {}\n",
          page.name, names, action.name, in_quotes(action.help));
    for (const Option& one : page.options) option(out, condition, one);
  }
  return out;
}

Files completions(const Manual& manual) {
  return {{"tearsheet", bash_completion(manual)},
          {"_tearsheet", zsh_completion(manual)},
          {"tearsheet.fish", fish_completion(manual)}};
}

}  // namespace tearsheet::cli::manual
