#include "cli/signals.h"

#include <pthread.h>
#include <unistd.h>

#include <csignal>

namespace tearsheet::cli {
namespace {

sigset_t watched() {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGINT);
  sigaddset(&set, SIGTERM);
  return set;
}

}  // namespace

SignalWatch::SignalWatch() {
  const sigset_t set = watched();
  pthread_sigmask(SIG_BLOCK, &set, nullptr);
  thread_ = std::jthread([this](const std::stop_token& over) { watch(over); });
}

SignalWatch::~SignalWatch() {
  thread_.request_stop();
  pthread_kill(thread_.native_handle(), SIGTERM);  // ends its wait
  thread_.join();
  const sigset_t set = watched();
  pthread_sigmask(SIG_UNBLOCK, &set, nullptr);
}

void SignalWatch::watch(const std::stop_token& over) {
  const sigset_t set = watched();
  while (!over.stop_requested()) {
    const int number = ::sigwaitinfo(&set, nullptr);
    if (number <= 0 || over.stop_requested()) continue;
    if (signal_ != 0) ::_exit(128 + number);
    signal_ = number;
    source_.request_stop();
  }
}

}  // namespace tearsheet::cli
