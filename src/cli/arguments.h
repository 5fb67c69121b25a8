// Options and positionals of one subcommand. CLI11 behind a small face, so that its headers (6 s a
// file) compile once, and every option can also come from the environment and the configuration
// file.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tearsheet::cli {

/// Where a value may come from besides the flag itself: flag, environment, user's file, system's
/// file, default.
struct Elsewhere {
  std::string environment;  ///< "TEARSHEET_DB"
  std::string config_key;   ///< "db"
};

/// What a command with several can do: "new" of `tearsheet site new`.
struct Action {
  std::string name;
  std::string help;  ///< One line.
};

class Arguments {
 public:
  /// The first positional of a command that can do several things. An option of some actions alone
  /// begins its help with their names, "new, import: replace a file that is there", and stands in
  /// the help of those alone.
  virtual void action(std::string& target, const std::vector<Action>& actions) = 0;
  /// `names` as "-o,--output". The member's value at declare() is the default and is shown by
  /// --help.
  virtual void flag(const std::string& names, bool& target, const std::string& help) = 0;
  virtual void option(const std::string& names, std::string& target, const std::string& value_name,
                      const std::string& help, const Elsewhere& elsewhere = {}) = 0;
  virtual void option(const std::string& names, std::optional<std::int64_t>& target,
                      const std::string& value_name, const std::string& help,
                      const Elsewhere& elsewhere = {}) = 0;
  /// "90s", "20m", "1h", "1.5" (seconds).
  virtual void option(const std::string& names, std::optional<std::chrono::milliseconds>& target,
                      const std::string& value_name, const std::string& help,
                      const Elsewhere& elsewhere = {}) = 0;
  /// How long something is kept before it is removed: a unit is required, since a forgotten one
  /// would mean seconds, and nothing brings back what is gone.
  virtual void keeping_time(const std::string& names,
                            std::optional<std::chrono::milliseconds>& target,
                            const std::string& help, const Elsewhere& elsewhere) = 0;
  /// Repeatable.
  virtual void option(const std::string& names, std::vector<std::string>& target,
                      const std::string& value_name, const std::string& help) = 0;
  /// One of `choices`.
  virtual void choice(const std::string& names, std::string& target,
                      const std::vector<std::string>& choices, const std::string& help,
                      const Elsewhere& elsewhere = {}) = 0;
  virtual void positional(const std::string& name, std::string& target, const std::string& help,
                          bool required) = 0;
  virtual void positionals(const std::string& name, std::vector<std::string>& target,
                           const std::string& help, bool required) = 0;
  /// Shown after the options: examples, what the batch lines look like.
  virtual void epilog(const std::string& text) = 0;

 protected:
  ~Arguments() = default;
};

}  // namespace tearsheet::cli
