#include "cli/parser.h"

#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <charconv>
#include <cmath>
#include <cstdlib>

#include "base/nearest.h"
#include "cli/exit_codes.h"
#include "cli/globals.h"
#include "cli/help.h"
#include "cli/pager.h"
#include "cli/version.h"

namespace tearsheet::cli {
namespace {

// A value that came from elsewhere is given to CLI11 as if it had been typed, so that it passes the
// same checks.
struct Fallback {
  CLI::Option* option;
  Elsewhere elsewhere;
};

class Cli11Arguments final : public Arguments {
 public:
  Cli11Arguments(CLI::App& app, std::vector<Fallback>& fallbacks, ActionsByCommand& actions)
      : app_(app), fallbacks_(fallbacks), actions_(actions) {}

  void action(std::string& target, const std::vector<Action>& actions) override {
    std::string help;
    for (const Action& one : actions)
      help += (help.empty() ? "" : "; ") + one.name + ": " + one.help;
    auto* option = app_.add_option("ACTION", target, help)->required()->type_name("");
    option->check([actions](const std::string& word) -> std::string {
      const auto known = std::ranges::find(actions, word, &Action::name);
      if (known != actions.end()) return {};
      return fmt::format("\"{}\" is none of {}{}", word, names_of(actions),
                         or_meant(word, actions));
    });
    actions_[app_.get_name()] = actions;
  }

  void flag(const std::string& names, bool& target, const std::string& help) override {
    app_.add_flag(names, target, help);
  }
  void option(const std::string& names, std::string& target, const std::string& value_name,
              const std::string& help, const Elsewhere& elsewhere) override {
    auto* option = app_.add_option(names, target, help)->type_name(value_name);
    if (!target.empty()) option->capture_default_str();
    remember(option, elsewhere);
  }
  void option(const std::string& names, std::optional<std::int64_t>& target,
              const std::string& value_name, const std::string& help,
              const Elsewhere& elsewhere) override {
    auto* option = app_.add_option_function<std::int64_t>(
        names, [&target](const std::int64_t& value) { target = value; }, help);
    // A nameless check: a name would stand in --help beside the value's.
    option->type_name(value_name)->check([](const std::string& text) -> std::string {
      const bool is_number = !text.empty() &&
                             text.find_first_not_of("0123456789") == std::string::npos &&
                             text.size() <= 15;
      return is_number ? std::string{} : "\"" + text + "\" is no whole number from 0 on";
    });
    if (target) option->default_str(fmt::format("{}", *target));
    remember(option, elsewhere);
  }
  void option(const std::string& names, std::optional<std::chrono::milliseconds>& target,
              const std::string& value_name, const std::string& help,
              const Elsewhere& elsewhere) override {
    const auto take = [&target, names](const std::string& text) {
      target = parse_duration(text);
      if (!target)
        throw CLI::ValidationError(names, "\"" + text + "\" is no time (as in 90s, 20m, 1h)");
    };
    auto* option = app_.add_option_function<std::string>(names, take, help)->type_name(value_name);
    if (target) option->default_str(to_text(*target));
    remember(option, elsewhere);
  }
  void keeping_time(const std::string& names, std::optional<std::chrono::milliseconds>& target,
                    const std::string& help, const Elsewhere& elsewhere) override {
    const auto take = [&target, names](const std::string& text) {
      target = parse_duration(text);
      const bool has_unit = !text.empty() && text.find_last_of("0123456789.") + 1 < text.size();
      if (!target || !has_unit)
        throw CLI::ValidationError(names,
                                   "\"" + text + "\" is no time with its unit (as in 90d, 12h)");
    };
    auto* option = app_.add_option_function<std::string>(names, take, help)->type_name("TIME");
    if (target) option->default_str(to_text(*target));
    remember(option, elsewhere);
  }
  void option(const std::string& names, std::vector<std::string>& target,
              const std::string& value_name, const std::string& help) override {
    app_.add_option(names, target, help)->type_name(value_name)->expected(1)->take_all();
  }
  void choice(const std::string& names, std::string& target,
              const std::vector<std::string>& choices, const std::string& help,
              const Elsewhere& elsewhere) override {
    std::string list;
    for (const std::string& one : choices) list += (list.empty() ? "" : "|") + one;
    auto* option = app_.add_option(names, target, help)->type_name(list)->capture_default_str();
    option->check([choices, list](const std::string& value) -> std::string {
      if (std::find(choices.begin(), choices.end(), value) != choices.end()) return {};
      const std::vector<std::string_view> views(choices.begin(), choices.end());
      const auto meant = nearest(value, views);
      return meant.empty()
                 ? fmt::format("\"{}\" is none of {}", value, list)
                 : fmt::format("\"{}\" is none of {}, did you mean {}?", value, list, meant);
    });
    remember(option, elsewhere);
  }
  void positional(const std::string& name, std::string& target, const std::string& help,
                  bool required) override {
    app_.add_option(name, target, help)->required(required)->type_name("");
  }
  void positionals(const std::string& name, std::vector<std::string>& target,
                   const std::string& help, bool required) override {
    app_.add_option(name, target, help)->required(required)->type_name("");
  }
  void epilog(const std::string& text) override { app_.footer(text); }

 private:
  void remember(CLI::Option* option, const Elsewhere& elsewhere) {
    if (!elsewhere.environment.empty() || !elsewhere.config_key.empty())
      fallbacks_.push_back({option, elsewhere});
  }
  CLI::App& app_;
  std::vector<Fallback>& fallbacks_;
  ActionsByCommand& actions_;
};

// The same layout for every command: usage, options, then what the command says of itself.
class HelpFormatter final : public CLI::Formatter {
 public:
  HelpFormatter() {
    column_width(34);
    label("SUBCOMMAND", "COMMAND");
  }
  // Without the library's words on how many commands are required.
  std::string make_description(const CLI::App* app) const override {
    return app->get_description() + "\n";
  }
  std::string make_option_opts(const CLI::Option* option) const override {
    std::string text;
    if (!option->get_type_name().empty()) text += " " + option->get_type_name();
    if (!option->get_default_str().empty() && option->get_default_str() != "\"\"") {
      text += " [" + option->get_default_str() + "]";
    }
    return text;
  }
};

bool is_set(const char* variable) {
  const char* value = std::getenv(variable);
  return value != nullptr && *value != '\0';
}

// systemd says which file is the journal, and that stamps every line itself.
bool is_journal(int descriptor) {
  const char* const journal = std::getenv("JOURNAL_STREAM");
  struct stat file {};
  return journal != nullptr && ::fstat(descriptor, &file) == 0 &&
         fmt::format("{}:{}", file.st_dev, file.st_ino) == journal;
}

LogFormat log_format_of(const std::string& name, bool is_long) {
  if (name == "json") return LogFormat::kJson;
  if (name == "timed") return LogFormat::kStamped;
  const bool is_log = is_long && ::isatty(STDERR_FILENO) != 1 && !is_journal(STDERR_FILENO);
  return name == "auto" && is_log ? LogFormat::kStamped : LogFormat::kText;
}

Console make_console(const Globals& globals, bool is_long) {
  LogOptions log;
  log.level = globals.quiet     ? LogLevel::kError
              : globals.verbose ? LogLevel::kDebug
                                : LogLevel::kWarning;
  log.format = log_format_of(globals.log_format, is_long);
  const bool progress =
      ::isatty(STDERR_FILENO) == 1 && !globals.quiet && log.format == LogFormat::kText;
  // A terminal that says it is dumb, or nothing of itself, prints and no more.
  const char* const terminal = std::getenv("TERM");
  const bool is_dumb = terminal == nullptr || std::string_view(terminal) == "dumb";
  return {log, ::isatty(STDOUT_FILENO) == 1 && !is_dumb && !is_set("NO_COLOR"),
          progress && !is_dumb};
}

// Making the options of all commands is half of what a start costs; only those of a command whose
// name is somewhere on the line can be asked for.
bool is_mentioned(int argc, const char* const* argv, std::string_view name) {
  return std::any_of(argv, argv + argc, [&](const char* word) { return name == word; });
}

void collect_names(const CLI::App& app, std::vector<std::string>& names) {
  for (const CLI::Option* option : app.get_options()) {
    for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
    for (const std::string& name : option->get_snames()) names.push_back("-" + name);
  }
}

// CLI11 says "The following argument was not expected: --fromat"; people want to know which one was
// meant. Options fall through to the program's own, so what is left over may be kept on either
// level.
std::string explain(const CLI::ParseError& error, const CLI::App& app, const CLI::App* command) {
  std::string text = error.what();
  while (!text.empty() && (text.back() == '\n' || text.back() == ' ')) text.pop_back();
  const auto left = app.remaining(true);
  if (!left.empty()) {
    const std::string word = left.front().substr(0, left.front().find('='));
    const bool is_option = word.starts_with("-");
    std::vector<std::string> names;
    if (is_option) collect_names(app, names);
    if (is_option && command != nullptr) collect_names(*command, names);
    if (!is_option && command == nullptr) {
      for (const CLI::App* sub : app.get_subcommands({})) names.push_back(sub->get_name());
    }
    const std::vector<std::string_view> views(names.begin(), names.end());
    const char* what = is_option            ? "unknown option"
                       : command == nullptr ? "unknown command"
                                            : "unexpected argument";
    text = fmt::format("{} \"{}\"", what, word);
    if (const auto meant = nearest(word, views); !meant.empty())
      text += fmt::format(", did you mean {}?", meant);
  }
  return fmt::format("{} (see 'tearsheet help{}')", text,
                     command == nullptr ? "" : " " + command->get_name());
}

// Environment and files fill what the command line left open. The error names the place, not the
// flag.
Result<void> apply_fallbacks(const std::vector<Fallback>& fallbacks,
                             const Configuration& configuration) {
  for (const auto& [option, elsewhere] : fallbacks) {
    if (option->count() > 0) continue;
    const auto found = configuration.find(elsewhere);
    if (!found) continue;
    try {
      option->add_result(found->value);
      option->run_callback();
    } catch (const CLI::Error& error) {
      return fail(ErrorCode::kInvalid, fmt::format("{}: {}", found->origin, error.what()));
    }
  }
  return {};
}

std::optional<double> unit_seconds(std::string_view unit) {
  if (unit.empty() || unit == "s") return 1;
  if (unit == "ms") return 0.001;
  if (unit == "m" || unit == "min") return 60;
  if (unit == "h") return 3600;
  if (unit == "d") return 86400;
  return std::nullopt;
}

}  // namespace

std::string to_text(std::chrono::milliseconds time) {
  const auto days = std::chrono::floor<std::chrono::days>(time);
  return days == time && days.count() > 0
             ? fmt::format("{}d", days.count())
             : fmt::format("{}s", std::chrono::duration<double>(time).count());
}

std::optional<std::chrono::milliseconds> parse_duration(std::string_view text) {
  constexpr double kLongest = 10.0 * 365 * 86400;  // seconds; beyond it, it is a typing error
  double seconds = 0;
  if (text.empty()) return std::nullopt;
  while (!text.empty()) {
    double number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || !std::isfinite(number) || number < 0) return std::nullopt;
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    const auto letters = std::min(text.find_first_of("0123456789. "), text.size());
    const auto unit = unit_seconds(text.substr(0, letters));
    if (!unit) return std::nullopt;
    text.remove_prefix(letters);
    seconds += number * *unit;
    if (seconds > kLongest) return std::nullopt;
  }
  return std::chrono::milliseconds(std::llround(seconds * 1000));
}

int run_command_line(int argc, const char* const* argv, const std::vector<CommandGroup>& groups,
                     const Configuration& configuration) {
  CLI::App app(
      "tearsheet: a polite news crawler. Listing pages, feeds and sitemaps in; articles in one "
      "SQLite file out.",
      "tearsheet");
  Globals globals;
  std::vector<Fallback> fallbacks;
  ActionsByCommand actions;
  app.formatter(std::make_shared<HelpFormatter>());
  app.set_version_flag("--version", "tearsheet " + version_and_build(),
                       "print the version and exit");
  app.set_help_flag("-h,--help", "print this help and exit");
  app.require_subcommand(1);
  app.fallthrough();
  Cli11Arguments global_arguments(app, fallbacks, actions);
  globals.declare(global_arguments);
  app.footer("'tearsheet help COMMAND' explains one command.\n" + exit_codes_in_brief());
  for (const CommandGroup& group : groups) {
    for (const auto& command : group.commands) {
      CLI::App* sub =
          app.add_subcommand(std::string(command->name()), std::string(command->summary()));
      sub->group(std::string(group.title));
      if (!is_mentioned(argc, argv, command->name())) continue;
      Cli11Arguments arguments(*sub, fallbacks, actions);
      command->declare(arguments);
    }
  }
  // In no group: the footer names it.
  CLI::App* const help = app.add_subcommand("help", "explain a command")->group("");
  std::vector<std::string> about;
  help->add_option("COMMAND", about, "a command, and one of its actions")->type_name("");
  const auto usage_error = [&](const std::string& text) {
    make_console(globals, false).log().error(text);
    return kUsage;
  };
  const auto run_of = [&](Command& command) {
    Console console = make_console(globals, command.is_long());
    return console.finish(command.run(console));
  };
  const auto chosen = [&]() -> CLI::App* {
    const auto subs = app.get_subcommands();
    return subs.empty() ? nullptr : subs.front();
  };
  if (argc == 1) {
    std::fputs(app.help().c_str(), stdout);
    return kUsage;
  }
  try {
    app.parse(argc, argv);
  } catch (const CLI::CallForHelp&) {
    // The action was read before the flag, or it was not given.
    std::vector<std::string> words;
    if (const CLI::App* const sub = chosen(); sub != nullptr && sub != help) {
      words.push_back(sub->get_name());
      if (actions.contains(words.front())) {
        const auto& given = sub->get_option("ACTION")->results();
        if (!given.empty()) words.push_back(given.front());
      }
    }
    auto text = help_on(app, actions, words);
    if (!text) return usage_error(text.error().message);
    std::fputs(text->c_str(), stdout);
    return std::fflush(stdout) == 0 ? kDone : kFailed;
  } catch (const CLI::CallForVersion&) {
    std::fprintf(stdout, "tearsheet %s\n", version_and_build().c_str());
    return std::fflush(stdout) == 0 ? kDone : kFailed;
  } catch (const CLI::ParseError& error) {
    return usage_error(explain(error, app, chosen()));
  }
  const CLI::App* sub = chosen();
  if (auto done = apply_fallbacks(fallbacks, configuration); !done)
    return usage_error(done.error().message);
  if (sub == help) {
    const auto text = help_on(app, actions, about);
    if (!text) return usage_error(text.error().message);
    Console console = make_console(globals, false);
    show_paged(console, *text, true);
    return console.finish(kDone);
  }
  for (const CommandGroup& group : groups) {
    for (const auto& command : group.commands) {
      if (command->name() == sub->get_name()) return run_of(*command);
    }
  }
  return usage_error("no such command");
}

}  // namespace tearsheet::cli
