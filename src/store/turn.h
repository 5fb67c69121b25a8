// What one program at a time does for all who share a database on a server.
#pragma once

#include <chrono>
#include <memory>
#include <stop_token>
#include <string>
#include <thread>

#include "base/clock.h"
#include "base/result.h"
#include "store/share.h"

namespace tearsheet::store {

/// A lease that is held as long as this lives, or its program and its connection do.
class Turn {
 public:
  /// Waits for it `patience` at most, or until `stop`. Null: another program has it still. `store` is
  /// a connection for this alone; `clock` must outlive the call.
  static Result<std::unique_ptr<Turn>> take(std::unique_ptr<SharedStore> store, std::string name,
                                            std::chrono::milliseconds lease,
                                            std::chrono::milliseconds patience, const Clock& clock,
                                            const std::stop_token& stop);
  /// Of a lease that `store` holds.
  Turn(std::unique_ptr<SharedStore> store, std::string name, std::chrono::milliseconds lease,
       const std::stop_token& stop);
  Turn(const Turn&) = delete;
  Turn& operator=(const Turn&) = delete;
  ~Turn();

  /// Asked to stop: by the `stop` it was taken with, or since another program may have it by now.
  [[nodiscard]] std::stop_token token() const { return over_.get_token(); }

 private:
  struct Ender {
    std::stop_source source;
    void operator()() { source.request_stop(); }
  };
  void keep(const std::stop_token& is_through);

  const std::unique_ptr<SharedStore> store_;
  const std::string name_;
  const std::chrono::milliseconds lease_;
  std::stop_source over_;
  std::stop_callback<Ender> on_stop_;
  std::jthread keeping_;  // last: the others are there before it begins and after it ended
};

}  // namespace tearsheet::store
