#include "cli/alarm_command.h"

#include <fmt/format.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <cstring>
#include <thread>

#include "cli/batch.h"

namespace tearsheet::cli {
namespace {

constexpr std::chrono::milliseconds kLook{20};

/// A file without a name that holds the text; -1: there is none.
int file_of(std::string_view text) {
  const int file = ::memfd_create("alarm", MFD_CLOEXEC);
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

std::string in_words(int status) {
  if (WIFEXITED(status)) {
    const int code = WEXITSTATUS(status);
    return code == 0 ? std::string() : fmt::format("it ended with {}", code);
  }
  return fmt::format("signal {} ended it", WTERMSIG(status));
}

}  // namespace

std::string to_alarm_json(const crawl::CrawlReport& report) {
  Json alarms = Json::array();
  for (const crawl::SiteReport& site : report.sites) {
    for (const crawl::RuleAlarm& alarm : site.alarms) {
      if (!alarm.is_new) continue;
      alarms.push_back({{"site", site.key},
                        {"rule", alarm.doubt.rule},
                        {"since", to_iso8601(alarm.doubt.since.value_or(SysTime{}))},
                        {"pages", alarm.doubt.odd},
                        {"false", alarm.doubt.lies}});
    }
  }
  return alarms.empty() ? std::string() : to_line({{"alarms", std::move(alarms)}});
}

std::string run_with_input(const std::string& command, std::string_view input,
                           std::chrono::milliseconds limit) {
  const int file = file_of(input);
  if (file < 0) return std::strerror(errno);
  const pid_t child = start(command, file);
  ::close(file);
  if (child == 0) return "it cannot be started";
  const auto deadline = std::chrono::steady_clock::now() + limit;
  int status = 0;
  while (::waitpid(child, &status, WNOHANG) == 0) {
    if (std::chrono::steady_clock::now() >= deadline) {
      ::kill(-child, SIGKILL);
      ::waitpid(child, &status, 0);
      return fmt::format("it took more than {} s and was ended",
                         std::chrono::duration_cast<std::chrono::seconds>(limit).count());
    }
    std::this_thread::sleep_for(kLook);
  }
  return in_words(status);
}

}  // namespace tearsheet::cli
