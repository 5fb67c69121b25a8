#include "crawl/receipt_box.h"

#include <iterator>
#include <utility>

namespace tearsheet::crawl {

void ReceiptBox::put(std::vector<Receipt> receipts) {
  const std::lock_guard lock(mutex_);
  std::move(receipts.begin(), receipts.end(), std::back_inserter(receipts_));
}

std::vector<Receipt> ReceiptBox::take() {
  const std::lock_guard lock(mutex_);
  return std::exchange(receipts_, {});
}

}  // namespace tearsheet::crawl
