// Where a site's Authorization comes from: a file or a command, never an argument that others could
// read in the process list. Neither what was read nor what a command prints appears in a message.
#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>

#include "base/ascii.h"
#include "base/files.h"
#include "fetch/fetch.h"

extern char** environ;

namespace tearsheet::fetch {
namespace {

constexpr std::size_t kMaxSecret = 16'384;           // tokens have hundreds of bytes
constexpr std::chrono::seconds kMaxCommandTime{10};  // a password manager may ask its agent

Result<std::string> header_value(std::string_view text, const std::string& source) {
  const std::string_view line = trimmed(text.substr(0, text.find('\n')));
  if (line.empty())
    return fail(ErrorCode::kInvalid, source + ": its first line is empty, no Authorization");
  const bool is_safe = std::ranges::all_of(
      line, [](char c) { return static_cast<unsigned char>(c) >= 0x20 && c != 0x7f; });
  if (!is_safe)
    return fail(ErrorCode::kInvalid, source + ": control characters in the Authorization");
  return std::string(line);
}

/// Reads until the end, the limit, or the deadline.
Result<std::string> read_all(int descriptor, const std::string& source) {
  const auto deadline = std::chrono::steady_clock::now() + kMaxCommandTime;
  std::string text;
  std::array<char, 4096> buffer;
  for (;;) {
    const auto left =
        std::chrono::ceil<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now());
    pollfd ready{descriptor, POLLIN, 0};
    const int count = left.count() > 0 ? ::poll(&ready, 1, static_cast<int>(left.count())) : 0;
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return fail(ErrorCode::kTimeout, source + ": no end within 10 s");
    const auto got = ::read(descriptor, buffer.data(), buffer.size());
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return text;
    text.append(buffer.data(), static_cast<std::size_t>(got));
    if (text.size() > kMaxSecret) return fail(ErrorCode::kTooLarge, source + ": prints too much");
  }
}

/// The exit status of `child`, which is ended with all its group if it takes longer.
int wait_for(pid_t child, std::chrono::seconds time) {
  constexpr int kTurn = 10;  // ms
  int status = 0;
  for (auto left = std::chrono::milliseconds(time); left.count() > 0;
       left -= std::chrono::milliseconds(kTurn)) {
    if (::waitpid(child, &status, WNOHANG) == child) return status;
    ::poll(nullptr, 0, kTurn);
  }
  ::kill(-child, SIGKILL);
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  return status;
}

Result<std::string> run(const std::string& command) {
  const std::string source = "authorization_command";
  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) return fail(ErrorCode::kIo, source + ": no pipe");
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
  posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  posix_spawnattr_t attributes;
  posix_spawnattr_init(&attributes);
  // A group of its own, so that all of it can be ended; and no signal blocked that a caller has
  // blocked for itself.
  sigset_t none;
  sigemptyset(&none);
  posix_spawnattr_setsigmask(&attributes, &none);
  posix_spawnattr_setpgroup(&attributes, 0);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK);
  std::string shell = "sh", option = "-c", script = command;
  std::array<char*, 4> arguments = {shell.data(), option.data(), script.data(), nullptr};
  pid_t child = 0;
  const int error =
      posix_spawn(&child, "/bin/sh", &actions, &attributes, arguments.data(), environ);
  posix_spawnattr_destroy(&attributes);
  posix_spawn_file_actions_destroy(&actions);
  ::close(ends[1]);
  if (error != 0) {
    ::close(ends[0]);
    return fail(ErrorCode::kIo, source + ": cannot start /bin/sh");
  }
  auto text = read_all(ends[0], source);
  ::close(ends[0]);
  const int status = wait_for(child, text.has_value() ? kMaxCommandTime : std::chrono::seconds(0));
  if (text && !(WIFEXITED(status) && WEXITSTATUS(status) == 0)) {
    return fail(ErrorCode::kInvalid, source + ": failed");
  }
  return text;
}

}  // namespace

Result<std::string> load_authorization(const std::string& file, const std::string& command) {
  if (!file.empty()) {
    const auto text = read_file(file, kMaxSecret);
    if (!text) return fail(text.error());
    return header_value(*text, file);
  }
  if (command.empty()) return std::string();
  const auto text = run(command);
  if (!text) return fail(text.error());
  return header_value(*text, "authorization_command");
}

}  // namespace tearsheet::fetch
