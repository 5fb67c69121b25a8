#include "cli/input_lines.h"

#include <iostream>

#include "base/ascii.h"

namespace tearsheet::cli {

void each_line(const std::vector<std::string>& arguments,
               const std::function<bool(const std::string&)>& each) {
  for (const std::string& argument : arguments) {
    if (argument != "-") {
      if (!each(argument)) return;
      continue;
    }
    for (std::string line; std::getline(std::cin, line);) {
      const std::string text(trimmed(line));
      if (!text.empty() && !text.starts_with('#') && !each(text)) return;
    }
  }
}

}  // namespace tearsheet::cli
