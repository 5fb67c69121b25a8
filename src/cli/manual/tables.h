// What holds for all commands: exit codes, variables of the environment, limits. --help, the man
// pages and the reference show the same rows.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tearsheet::cli::manual {

struct Limit {
  std::string what;
  std::string value;   ///< From the constant that the program obeys.
  std::string change;  ///< Option or key that changes it; empty: nothing does.
  std::string why;
};

struct LimitGroup {
  std::string title;
  std::vector<Limit> limits;
};

[[nodiscard]] std::vector<LimitGroup> limit_groups();

struct Variable {
  std::string_view name;
  std::string_view meaning;
};

/// Beside those of settings (known_settings()).
[[nodiscard]] const std::vector<Variable>& other_variables();

}  // namespace tearsheet::cli::manual
