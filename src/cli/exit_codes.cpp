#include "cli/exit_codes.h"

#include <fmt/format.h>

namespace tearsheet::cli {

std::string exit_codes_in_brief() {
  constexpr std::size_t kWidth = 100;
  std::string text, line = "Exit codes:";
  for (const ExitCode& one : kExitCodes) {
    const std::string next =
        fmt::format(" {} {}{}", one.code, one.brief, &one == &kExitCodes.back() ? "." : ",");
    if (line.size() + next.size() > kWidth) {
      text += line + "\n";
      line = next.substr(1);
    } else {
      line += next;
    }
  }
  return text + line;
}

}  // namespace tearsheet::cli
