#include <fmt/format.h>

#include <algorithm>

#include "cli/globals.h"
#include "cli/manual/manual.h"
#include "cli/parser.h"
#include "cli/version.h"

namespace tearsheet::cli::manual {
namespace {

std::vector<std::string> split_names(const std::string& names) {
  std::vector<std::string> all;
  std::size_t at = 0;
  while (at <= names.size()) {
    const auto end = std::min(names.find(',', at), names.size());
    all.push_back(names.substr(at, end - at));
    at = end + 1;
  }
  return all;
}

Value kind_of(std::string_view value_name) {
  if (value_name == "DIR" || value_name == "FOLDER") return Value::kFolder;
  if (value_name.find("FILE") != std::string_view::npos || value_name == "OUT") return Value::kFile;
  return Value::kText;
}

// Takes notes where the parser makes options.
class Notes final : public Arguments {
 public:
  Notes(std::vector<Option>& options, CommandPage* page) : options_(options), page_(page) {}

  void action(std::string&, const std::vector<Action>& actions) override {
    page_->actions = actions;
  }
  void flag(const std::string& names, bool&, const std::string& help) override {
    note(names, "", help, {});
  }
  void option(const std::string& names, std::string& target, const std::string& value_name,
              const std::string& help, const Elsewhere& elsewhere) override {
    note(names, value_name, help, elsewhere).fallback = target;
  }
  void option(const std::string& names, std::optional<std::int64_t>& target,
              const std::string& value_name, const std::string& help,
              const Elsewhere& elsewhere) override {
    Option& made = note(names, value_name, help, elsewhere);
    if (target) made.fallback = fmt::format("{}", *target);
  }
  void option(const std::string& names, std::optional<std::chrono::milliseconds>& target,
              const std::string& value_name, const std::string& help,
              const Elsewhere& elsewhere) override {
    Option& made = note(names, value_name, help, elsewhere);
    if (target) made.fallback = to_text(*target);
  }
  void keeping_time(const std::string& names, std::optional<std::chrono::milliseconds>& target,
                    const std::string& help, const Elsewhere& elsewhere) override {
    option(names, target, "TIME", help, elsewhere);
  }
  void option(const std::string& names, std::vector<std::string>&, const std::string& value_name,
              const std::string& help) override {
    note(names, value_name, help, {}).is_repeatable = true;
  }
  void choice(const std::string& names, std::string& target,
              const std::vector<std::string>& choices, const std::string& help,
              const Elsewhere& elsewhere) override {
    Option& made = note(names, fmt::format("{}", fmt::join(choices, "|")), help, elsewhere);
    made.choices = choices;
    made.fallback = target;
  }
  void positional(const std::string& name, std::string&, const std::string& help,
                  bool required) override {
    page_->positionals.push_back({name, help, required, false});
  }
  void positionals(const std::string& name, std::vector<std::string>&, const std::string& help,
                   bool required) override {
    page_->positionals.push_back({name, help, required, true});
  }
  void epilog(const std::string& text) override { page_->epilog = text; }

 private:
  Option& note(const std::string& names, const std::string& value_name, const std::string& help,
               const Elsewhere& elsewhere) {
    Option made;
    made.names = split_names(names);
    made.value_name = value_name;
    made.value = value_name.empty() ? Value::kNone : kind_of(value_name);
    made.help = help;
    made.elsewhere = elsewhere;
    return options_.emplace_back(std::move(made));
  }
  std::vector<Option>& options_;
  CommandPage* page_;
};

}  // namespace

Manual gather(const std::vector<CommandGroup>& groups) {
  Manual manual;
  manual.version = std::string(kVersion);
  Globals globals;
  CommandPage program;
  Notes global_notes(manual.globals, &program);
  globals.declare(global_notes);
  for (const CommandGroup& group : groups) {
    for (const auto& command : group.commands) {
      CommandPage page;
      page.name = std::string(command->name());
      page.summary = std::string(command->summary());
      page.group = std::string(group.title);
      Notes notes(page.options, &page);
      command->declare(notes);
      manual.commands.push_back(std::move(page));
    }
  }
  return manual;
}

}  // namespace tearsheet::cli::manual
