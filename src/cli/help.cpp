#include "cli/help.h"

#include <fmt/format.h>

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <algorithm>

#include "base/nearest.h"

namespace tearsheet::cli {
namespace {

const Action* find_action(const std::vector<Action>& actions, std::string_view name) {
  const auto found = std::ranges::find(actions, name, &Action::name);
  return found == actions.end() ? nullptr : &*found;
}

/// Whether the option is one of other actions alone: "new, import: replace a file".
bool is_of_others(const std::string& help, const std::vector<Action>& actions,
                  std::string_view wanted) {
  bool is_named = false;
  std::string_view names = std::string_view(help).substr(0, help.find(": "));
  if (names.size() == help.size()) return false;
  while (!names.empty()) {
    const std::size_t end = std::min(names.find(", "), names.size());
    const std::string_view name = names.substr(0, end);
    if (find_action(actions, name) == nullptr) return false;  // a sentence with a colon
    is_named = is_named || name == wanted;
    names.remove_prefix(std::min(end + 2, names.size()));
  }
  return !is_named;
}

std::string help_on_action(CLI::App& command, const std::vector<Action>& actions,
                           const Action& action) {
  std::vector<CLI::Option*> others;
  for (CLI::Option* option : command.get_options()) {
    const bool is_action = option->get_positional() && option->get_name() == "ACTION";
    if (is_action || is_of_others(option->get_description(), actions, action.name))
      others.push_back(option);
  }
  for (CLI::Option* option : others) command.remove_option(option);
  const std::string name = command.get_name() + " " + action.name;
  command.description(name + ": " + action.help);
  return command.get_formatter()->make_help(&command, "tearsheet " + name,
                                            CLI::AppFormatMode::Normal);
}

Result<std::string> unknown_command(const CLI::App& app, const std::string& word) {
  std::vector<std::string_view> names;
  for (const CLI::App* sub : app.get_subcommands({})) names.push_back(sub->get_name());
  const std::string_view meant = nearest(word, names);
  return fail(ErrorCode::kInvalid,
              fmt::format("unknown command \"{}\"{} (see 'tearsheet help')", word,
                          meant.empty() ? "" : fmt::format(", did you mean {}?", meant)));
}

}  // namespace

std::string or_meant(std::string_view word, const std::vector<Action>& actions) {
  std::vector<std::string_view> names;
  for (const Action& action : actions) names.push_back(action.name);
  const std::string_view meant = nearest(word, names);
  return meant.empty() ? std::string() : fmt::format(", did you mean {}?", meant);
}

std::string names_of(const std::vector<Action>& actions) {
  std::string names;
  for (const Action& action : actions) names += (names.empty() ? "" : "|") + action.name;
  return names;
}

Result<std::string> help_on(CLI::App& app, const ActionsByCommand& actions,
                            const std::vector<std::string>& words) {
  if (words.empty())
    return app.get_formatter()->make_help(&app, "tearsheet", CLI::AppFormatMode::Normal);
  const std::vector<CLI::App*> commands = app.get_subcommands([](CLI::App*) { return true; });
  const auto named = std::ranges::find_if(
      commands, [&](const CLI::App* one) { return one->get_name() == words.front(); });
  if (named == commands.end()) return unknown_command(app, words.front());
  CLI::App* const command = *named;
  const auto known = actions.find(words.front());
  if (words.size() == 1) {
    return command->get_formatter()->make_help(command, "tearsheet " + words.front(),
                                               CLI::AppFormatMode::Normal);
  }
  if (words.size() > 2 || known == actions.end()) {
    return fail(ErrorCode::kInvalid,
                fmt::format("{} has no action \"{}\" (see 'tearsheet help {}')", words.front(),
                            words.at(1), words.front()));
  }
  const Action* const action = find_action(known->second, words.at(1));
  if (action != nullptr) return help_on_action(*command, known->second, *action);
  return fail(ErrorCode::kInvalid,
              fmt::format("{}: \"{}\" is none of {}{}", words.front(), words.at(1),
                          names_of(known->second), or_meant(words.at(1), known->second)));
}

}  // namespace tearsheet::cli
