#include "crawl/receipt_box.h"

#include <iterator>
#include <utility>

namespace tearsheet::crawl {

void ReceiptBox::put(std::vector<Receipt> receipts) {
  {
    const std::lock_guard lock(mutex_);
    std::move(receipts.begin(), receipts.end(), std::back_inserter(receipts_));
  }
  fetcher_.wake();
}

void ReceiptBox::give_up() {
  given_up_ = true;
  fetcher_.wake();
}

std::vector<Receipt> ReceiptBox::take() {
  const std::lock_guard lock(mutex_);
  return std::exchange(receipts_, {});
}

}  // namespace tearsheet::crawl
