// Completion for bash: words and files, by what stands before the cursor.
#include <fmt/format.h>

#include "cli/manual/writers.h"

namespace tearsheet::cli::manual {
namespace {

constexpr std::string_view kHead = R"(# bash completion of tearsheet
_tearsheet() {
  local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]}
  local command= action= words= actions= i
  for ((i = 1; i < COMP_CWORD; i++)); do
    case ${COMP_WORDS[i]} in
      -*) ;;
      *)
        if [[ -z $command ]]; then
          command=${COMP_WORDS[i]}
        elif [[ -z $action ]]; then
          action=${COMP_WORDS[i]}
        fi
        ;;
    esac
  done
)";

constexpr std::string_view kTail = R"(  if [[ -n $actions && -z $action && $word != -* ]]; then
    words=$actions
  fi
  if [[ $word == -* || -z $command || $words == "$actions" && -n $words ]]; then
    mapfile -t COMPREPLY < <(compgen -W "$words" -- "$word")
  else
    mapfile -t COMPREPLY < <(compgen -f -- "$word")
    compopt -o filenames 2>/dev/null
  fi
}
complete -F _tearsheet tearsheet
)";

std::string names_of(const std::vector<Option>& options) {
  std::string all;
  for (const Option& option : options) {
    for (const std::string& name : option.names) all += (all.empty() ? "" : " ") + name;
  }
  return all;
}

// What follows an option that takes a value.
void values(std::string& out, std::string_view command, const std::vector<Option>& options) {
  for (const Option& option : options) {
    if (option.value == Value::kNone) continue;
    for (const std::string& name : option.names) {
      std::string offer = ":";
      if (!option.choices.empty()) {
        offer = fmt::format("mapfile -t COMPREPLY < <(compgen -W \"{}\" -- \"$word\")",
                            fmt::join(option.choices, " "));
      } else if (option.value == Value::kFile) {
        offer =
            "mapfile -t COMPREPLY < <(compgen -f -- \"$word\"); compopt -o filenames 2>/dev/null";
      } else if (option.value == Value::kFolder) {
        offer =
            "mapfile -t COMPREPLY < <(compgen -d -- \"$word\"); compopt -o filenames 2>/dev/null";
      }
      out += fmt::format("    {}:{}) {}; return ;;\n", command, name, offer);
    }
  }
}

}  // namespace

std::string bash_completion(const Manual& manual) {
  std::string out(kHead);
  out += "  case $command:$before in\n";
  values(out, "*", manual.globals);
  for (const CommandPage& page : manual.commands) values(out, page.name, page.options);
  out += "  esac\n  case $command in\n    '') words='";
  for (const CommandPage& page : manual.commands) out += page.name + " ";
  out += fmt::format("--help --version {}' ;;\n", names_of(manual.globals));
  for (const CommandPage& page : manual.commands) {
    std::string actions;
    for (const Action& action : page.actions) actions += (actions.empty() ? "" : " ") + action.name;
    out += fmt::format("    {}) words='{} --help {}'", page.name, names_of(page.options),
                       names_of(manual.globals));
    if (!actions.empty()) out += fmt::format(" actions='{}'", actions);
    out += " ;;\n";
  }
  out += "  esac\n";
  return out + std::string(kTail);
}

}  // namespace tearsheet::cli::manual
