#include "cli/pager.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>

namespace tearsheet::cli {
namespace {

constexpr std::size_t kWidest = 100;  // columns: longer lines are hard to read
constexpr std::size_t kWithoutTerminal = 80;

std::string pager() {
  for (const char* const name : {"TEARSHEET_PAGER", "PAGER"}) {
    if (const char* const value = std::getenv(name)) return value;
  }
  return "less";
}

/// What less does for others as well: it ends where all fits on the screen, leaves that as it is,
/// and shows colours but no other sequence.
void set_options_of_less() {
  ::setenv("LESS", "FRX", 0);
}

/// The pager's id, or 0; `input` is the end of a pipe that it reads.
pid_t start(const std::string& command, int input) {
  posix_spawn_file_actions_t files;
  if (::posix_spawn_file_actions_init(&files) != 0) return 0;
  ::posix_spawn_file_actions_adddup2(&files, input, STDIN_FILENO);
  // What the program ignores is the pager's to hear again.
  posix_spawnattr_t attributes;
  if (::posix_spawnattr_init(&attributes) != 0) {
    ::posix_spawn_file_actions_destroy(&files);
    return 0;
  }
  sigset_t heard;
  sigemptyset(&heard);
  sigaddset(&heard, SIGPIPE);
  sigaddset(&heard, SIGINT);
  ::posix_spawnattr_setsigdefault(&attributes, &heard);
  ::posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF);
  std::string shell = "sh", option = "-c", text = command;
  const std::array<char*, 4> arguments = {shell.data(), option.data(), text.data(), nullptr};
  pid_t child = 0;
  const int failed =
      ::posix_spawn(&child, "/bin/sh", &files, &attributes, arguments.data(), environ);
  ::posix_spawnattr_destroy(&attributes);
  ::posix_spawn_file_actions_destroy(&files);
  return failed == 0 ? child : 0;
}

/// Until all is written or nobody reads on.
void feed(int pipe, std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = ::write(pipe, text.data(), text.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return;
    text.remove_prefix(static_cast<std::size_t>(written));
  }
}

/// False: it could not be started, and showed nothing.
bool run(const std::string& command, std::string_view text) {
  constexpr int kNotFound = 127, kNotExecutable = 126;
  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) return false;
  set_options_of_less();
  // Ctrl+C is the pager's: it stops a search there.
  const auto before = std::signal(SIGINT, SIG_IGN);
  const pid_t child = start(command, ends[0]);
  ::close(ends[0]);
  if (child != 0) feed(ends[1], text);
  ::close(ends[1]);
  int status = 0;
  while (child != 0 && ::waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  std::signal(SIGINT, before);
  const int code = WIFEXITED(status) ? WEXITSTATUS(status) : 0;
  return child != 0 && code != kNotFound && code != kNotExecutable;
}

}  // namespace

bool is_screen() {
  const char* const terminal = std::getenv("TERM");
  return ::isatty(STDOUT_FILENO) == 1 && terminal != nullptr &&
         std::string_view(terminal) != "dumb";
}

std::optional<std::size_t> terminal_width() {
  winsize size{};
  if (::isatty(STDOUT_FILENO) != 1) return std::nullopt;
  // One that does not say how wide it is has the width of the first ones.
  const bool is_known = ::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0;
  return is_known ? size.ws_col : kWithoutTerminal;
}

std::size_t reading_width() {
  return std::min(terminal_width().value_or(kWithoutTerminal), kWidest);
}

bool show_paged(Console& console, std::string_view text, bool wanted) {
  const std::string command = wanted && is_screen() ? pager() : std::string();
  if (!command.empty() && command != "cat" && console.flush() && run(command, text)) return true;
  console.write(text);
  return console.flush();
}

}  // namespace tearsheet::cli
