#include "cli/signals.h"

#include <pthread.h>
#include <unistd.h>

#include <csignal>
#include <ctime>

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
  thread_.join();
  const sigset_t set = watched();
  pthread_sigmask(SIG_UNBLOCK, &set, nullptr);
}

void SignalWatch::watch(const std::stop_token& over) {
  const sigset_t set = watched();
  while (!over.stop_requested()) {
    const timespec tenth{0, 100'000'000};
    const int number = ::sigtimedwait(&set, nullptr, &tenth);
    if (number <= 0) continue;
    if (signal_ != 0) ::_exit(128 + number);
    signal_ = number;
    source_.request_stop();
  }
}

}  // namespace tearsheet::cli
