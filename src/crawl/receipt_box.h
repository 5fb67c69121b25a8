// Receipts from the writer to the network thread.
#pragma once

#include <mutex>
#include <vector>

#include "crawl/task.h"

namespace tearsheet::crawl {

/// Any thread. Not a BoundedQueue: the writer must never wait for the network, or the ring would
/// lock; credits bound what can be in here.
class ReceiptBox {
 public:
  void put(std::vector<Receipt> receipts);
  [[nodiscard]] std::vector<Receipt> take();

 private:
  std::mutex mutex_;  // guards receipts_
  std::vector<Receipt> receipts_;
};

}  // namespace tearsheet::crawl
