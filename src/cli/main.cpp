#include <fcntl.h>

#include <csignal>
#include <cstdio>
#include <exception>
#include <vector>

#include "cli/commands.h"
#include "cli/parser.h"

namespace {

// Started with `>&-`, the first file that is opened would be standard output. What stands there now
// refuses as a closed one does.
void keep_standard_descriptors() {
  for (const int descriptor : {0, 1, 2}) {
    if (::fcntl(descriptor, F_GETFD) >= 0) continue;
    // The lowest free number is given: this one.
    static_cast<void>(::open("/dev/null", descriptor == 0 ? O_WRONLY : O_RDONLY));
  }
}

int run(int argc, const char* const* argv) {
  using namespace tearsheet::cli;
  // A reader that went away is an error of the write, told once, not a signal; a limit on the size
  // of files is one too.
  std::signal(SIGPIPE, SIG_IGN);
  std::signal(SIGXFSZ, SIG_IGN);
  keep_standard_descriptors();
  const auto configuration = Configuration::load();
  if (!configuration) {
    tearsheet::Log().error(configuration.error().message);
    return kUsage;
  }
  const std::vector<CommandGroup> groups = command_groups();
  return run_command_line(argc, argv, groups, *configuration);
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return run(argc, argv);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "tearsheet: error: internal: %s\n", error.what());
    return tearsheet::cli::kFailed;
  }
}
