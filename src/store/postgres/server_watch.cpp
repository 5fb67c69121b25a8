#include "store/server_watch.h"

#include <fmt/format.h>

#include <chrono>

namespace tearsheet::store {

// A connection that was idle hears of it later than the others, who may be back by then.
void ServerWatch::lost(const std::string& server, const std::string& why, SteadyTime tried) {
  const std::lock_guard lock(mutex_);
  if (lost_at_ || tried < back_at_) return;
  lost_at_ = SystemClock().steady();
  tell_(fmt::format("{}: the connection is lost ({}); it is tried again for some minutes", server,
                    why));
}

void ServerWatch::back(const std::string& server) {
  const std::lock_guard lock(mutex_);
  if (!lost_at_) return;
  back_at_ = SystemClock().steady();
  const auto seconds = std::chrono::ceil<std::chrono::seconds>(back_at_ - *lost_at_);
  lost_at_.reset();
  tell_(fmt::format("{}: the connection is back after {} s", server, seconds.count()));
}

}  // namespace tearsheet::store
