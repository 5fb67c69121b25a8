// A command that is run for every article.
#include <fmt/format.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <thread>

#include "telling/digest.h"
#include "telling/telling.h"

namespace tearsheet::telling {
namespace {

// A crawl that is stopped ends within ten seconds.
constexpr std::chrono::seconds kTimeToStop{5};
constexpr std::chrono::milliseconds kLook{20};

/// A file without a name that holds the text; -1: there is none.
int file_of(std::string_view text) {
  const int file = ::memfd_create("input", MFD_CLOEXEC);
  if (file < 0) return -1;
  while (!text.empty()) {
    const ssize_t written = ::write(file, text.data(), text.size());
    if (written <= 0) {
      ::close(file);
      return -1;
    }
    text.remove_prefix(static_cast<std::size_t>(written));
  }
  ::lseek(file, 0, SEEK_SET);
  return file;
}

/// The child's id, or 0. Signals that this process waits for on a thread are the child's own again.
pid_t start(const std::string& command, int input) {
  posix_spawnattr_t attributes;
  posix_spawn_file_actions_t files;
  if (::posix_spawnattr_init(&attributes) != 0) return 0;
  if (::posix_spawn_file_actions_init(&files) != 0) {
    ::posix_spawnattr_destroy(&attributes);
    return 0;
  }
  sigset_t none;
  sigemptyset(&none);
  ::posix_spawnattr_setsigmask(&attributes, &none);
  ::posix_spawnattr_setpgroup(&attributes, 0);
  ::posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETPGROUP);
  ::posix_spawn_file_actions_adddup2(&files, input, STDIN_FILENO);
  std::string shell = "sh", option = "-c", text = command;
  const std::array<char*, 4> arguments = {shell.data(), option.data(), text.data(), nullptr};
  pid_t child = 0;
  const int failed =
      ::posix_spawn(&child, "/bin/sh", &files, &attributes, arguments.data(), environ);
  ::posix_spawn_file_actions_destroy(&files);
  ::posix_spawnattr_destroy(&attributes);
  return failed == 0 ? child : 0;
}

Result<void> verdict_on(int status) {
  if (WIFEXITED(status)) {
    const int code = WEXITSTATUS(status);
    if (code == 0) return {};
    return fail(ErrorCode::kInvalid, fmt::format("it ended with {}", code));
  }
  return fail(ErrorCode::kInvalid, fmt::format("signal {} ended it", WTERMSIG(status)));
}

/// In a process group of its own, which is ended with it.
class Child {
 public:
  explicit Child(pid_t id) : id_(id) {}
  /// Whether it has ended by itself.
  bool has_ended() { return ::waitpid(id_, &status_, WNOHANG) != 0; }
  void end() {
    ::kill(-id_, SIGKILL);
    ::waitpid(id_, &status_, 0);
  }
  [[nodiscard]] int status() const { return status_; }

 private:
  pid_t id_;
  int status_ = 0;
};

class Command final : public Receiver {
 public:
  explicit Command(std::string command) : command_(std::move(command)) {}
  [[nodiscard]] std::string key() const override { return "exec " + sha256(command_); }
  [[nodiscard]] std::string name() const override { return "the command of --exec"; }
  Result<void> tell(const Message& message, const std::stop_token& stop) override {
    return run_with_input(command_, message.record + "\n", kCommandTime, stop);
  }

 private:
  const std::string command_;
};

}  // namespace

std::unique_ptr<Receiver> make_command(std::string command) {
  return std::make_unique<Command>(std::move(command));
}

Result<void> run_with_input(const std::string& command, std::string_view input,
                            std::chrono::milliseconds limit, const std::stop_token& stop) {
  const int file = file_of(input);
  if (file < 0) return fail(ErrorCode::kIo, std::strerror(errno));
  const pid_t id = start(command, file);
  ::close(file);
  if (id == 0) return fail(ErrorCode::kIo, "it cannot be started");
  Child child(id);
  auto deadline = std::chrono::steady_clock::now() + limit;
  bool is_stopping = false;
  while (!child.has_ended()) {
    const auto now = std::chrono::steady_clock::now();
    if (!is_stopping && stop.stop_requested()) {
      is_stopping = true;
      deadline = std::min(deadline, now + kTimeToStop);
    }
    if (now >= deadline) {
      child.end();
      if (is_stopping) return fail(ErrorCode::kCancelled, "stopped");
      return fail(ErrorCode::kTimeout,
                  fmt::format("it took more than {} s and was ended",
                              std::chrono::duration_cast<std::chrono::seconds>(limit).count()));
    }
    std::this_thread::sleep_for(kLook);
  }
  return verdict_on(child.status());
}

}  // namespace tearsheet::telling
