#include "store/turn.h"

#include <condition_variable>
#include <mutex>
#include <utility>

namespace tearsheet::store {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds kPause{200};

void wait(milliseconds time, const std::stop_token& stop) {
  std::mutex mutex;
  std::unique_lock lock(mutex);
  std::condition_variable_any().wait_for(lock, stop, time, [] { return false; });
}

}  // namespace

Result<std::unique_ptr<Turn>> Turn::take(std::unique_ptr<SharedStore> store, std::string name,
                                         milliseconds lease, milliseconds patience,
                                         const Clock& clock, const std::stop_token& stop) {
  for (const SteadyTime began = clock.steady();;) {
    const auto is_held = store->hold(name, lease);
    if (!is_held) return fail(is_held.error());
    if (*is_held) return std::make_unique<Turn>(std::move(store), std::move(name), lease, stop);
    if (stop.stop_requested() || clock.steady() - began >= patience) return nullptr;
    wait(kPause, stop);
  }
}

Turn::Turn(std::unique_ptr<SharedStore> store, std::string name, milliseconds lease,
           const std::stop_token& stop)
    : store_(std::move(store)),
      name_(std::move(name)),
      lease_(lease),
      on_stop_(stop, Ender{over_}),
      keeping_([this](const std::stop_token& is_through) { keep(is_through); }) {}

// A lease that could not be let go ends by itself.
Turn::~Turn() {
  keeping_.request_stop();
  keeping_.join();
  static_cast<void>(store_->let_go(name_));
}

void Turn::keep(const std::stop_token& is_through) {
  while (!is_through.stop_requested()) {
    wait(lease_ / 3, is_through);
    if (is_through.stop_requested()) return;
    const auto is_held = store_->hold(name_, lease_);
    if (is_held && *is_held) continue;
    over_.request_stop();
    return;
  }
}

}  // namespace tearsheet::store
