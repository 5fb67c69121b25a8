// What a subcommand is to main: a name, its options, and a run() that gives the exit code.
//
// A new one: a file cli/<name>.cpp with a class of its own, a make_<name>_command() declared here,
// a line in main.cpp, in the group of what people want with it.
//
// Arguments (arguments.h) are read from the command line, the environment and the configuration
// file alike; Console (console.h) is all that a command knows of its terminal; batch.h is the
// protocol of every --batch. What a command works with comes from the folders below; nothing of it
// stands here.
#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include "cli/arguments.h"
#include "cli/console.h"

namespace tearsheet::cli {

/// Exit codes, as `tearsheet --help` lists them.
enum Exit : int {
  kDone = 0,
  kFailed = 1,
  kUsage = 2,
  kHeld = 3,
  kDatabaseUnusable = 4,
  kDoneInPart = 5,
  kBudget = 6,
  kAlarm = 7,
  kInterrupted = 130,
  kTerminated = 143,
};

class Command {
 public:
  virtual ~Command() = default;
  [[nodiscard]] virtual std::string_view name() const = 0;
  [[nodiscard]] virtual std::string_view summary() const = 0;  ///< One line for `tearsheet --help`.
  /// Names the options; the variables they fill are members of the command.
  virtual void declare(Arguments& arguments) = 0;
  virtual int run(Console& console) = 0;
  /// Its messages come over minutes or for good, so that a log of them wants the time.
  [[nodiscard]] virtual bool is_long() const { return false; }
};

/// Commands of one purpose; `tearsheet --help` lists them below its title.
struct CommandGroup {
  std::string_view title;
  std::vector<std::unique_ptr<Command>> commands;
};

std::unique_ptr<Command> make_crawl_command();
std::unique_ptr<Command> make_fetch_command();
std::unique_ptr<Command> make_extract_command();
std::unique_ptr<Command> make_export_command();
std::unique_ptr<Command> make_search_command();
std::unique_ptr<Command> make_db_command();
std::unique_ptr<Command> make_status_command();
std::unique_ptr<Command> make_history_command();
std::unique_ptr<Command> make_show_command();
std::unique_ptr<Command> make_serve_command();
std::unique_ptr<Command> make_why_command();
std::unique_ptr<Command> make_delete_command();
std::unique_ptr<Command> make_archive_command();
std::unique_ptr<Command> make_import_command();
std::unique_ptr<Command> make_reextract_command();
std::unique_ptr<Command> make_site_command();
std::unique_ptr<Command> make_config_command();
std::unique_ptr<Command> make_feed_command();
std::unique_ptr<Command> make_identity_command();
std::unique_ptr<Command> make_preferences_command();
std::unique_ptr<Command> make_robots_command();
std::unique_ptr<Command> make_url_command();
std::unique_ptr<Command> make_select_command();
std::unique_ptr<Command> make_date_command();
std::unique_ptr<Command> make_encoding_command();
std::unique_ptr<Command> make_dedup_command();

}  // namespace tearsheet::cli
