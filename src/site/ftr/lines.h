// A file of ftr-site-config line by line: "name: value", "name(argument): value", "# comment".
#pragma once

#include <string_view>
#include <vector>

namespace tearsheet::site {

struct FtrLine {
  int number = 0;         ///< From 1.
  std::string_view name;  ///< Empty where `value` is a line that says nothing.
  std::string_view argument;
  bool has_argument = false;
  std::string_view value;
};

/// Lines that say something, in order; views of `text`. The first colon splits, but for what stands
/// in brackets behind the name. Linear.
[[nodiscard]] std::vector<FtrLine> read_ftr_lines(std::string_view text);

/// Whether the line names this directive, in whatever case.
[[nodiscard]] bool is_directive(const FtrLine& line, std::string_view name);

}  // namespace tearsheet::site
