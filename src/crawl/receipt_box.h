// Receipts from the writer to the network thread.
#pragma once

#include <atomic>
#include <mutex>
#include <vector>

#include "crawl/plan/outcome.h"
#include "fetch/fetch.h"

namespace tearsheet::crawl {

/// Any thread. Not a BoundedQueue: the writer must never wait for the network, or the ring would
/// lock; credits bound what can be in here.
class ReceiptBox {
 public:
  /// `fetcher` is what the network thread waits in: it is woken when something comes.
  explicit ReceiptBox(fetch::Fetcher& fetcher) : fetcher_(fetcher) {}

  void put(std::vector<Receipt> receipts);
  [[nodiscard]] std::vector<Receipt> take();
  /// The writer failed, nothing more can be stored.
  void give_up();
  [[nodiscard]] bool is_given_up() const { return given_up_; }

 private:
  fetch::Fetcher& fetcher_;
  std::mutex mutex_;  // guards receipts_
  std::vector<Receipt> receipts_;
  std::atomic<bool> given_up_ = false;
};

}  // namespace tearsheet::crawl
