// Whether the server is there, for people. Nobody but them needs to know: a store waits for a server
// that went away.
#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>

#include "base/clock.h"
#include "base/result.h"
#include "store/share.h"

namespace tearsheet::store {

/// Tells once that a server is lost and once that it is back, however many connections there are
/// to it. Any thread.
class ServerWatch {
 public:
  explicit ServerWatch(std::function<void(const std::string&)> tell) : tell_(std::move(tell)) {}

  /// `tried`: when that connection was made, or could not be made.
  void lost(const std::string& server, const std::string& why, SteadyTime tried);
  /// A connection was made.
  void back(const std::string& server);

 private:
  const std::function<void(const std::string&)> tell_;
  std::mutex mutex_;  // guards the others
  std::optional<SteadyTime> lost_at_;
  SteadyTime back_at_{};
};

/// As in share.h, watched.
Result<std::unique_ptr<SharedStore>> open_shared(const std::string& address,
                                                 const std::string& worker,
                                                 const std::stop_token& stop,
                                                 std::shared_ptr<ServerWatch> watch);
Result<std::unique_ptr<Store>> open_writer(const std::string& database, const std::string& worker,
                                           const std::stop_token& stop,
                                           std::shared_ptr<ServerWatch> watch);

}  // namespace tearsheet::store
