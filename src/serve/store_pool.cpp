#include "serve/store_pool.h"

#include "store/share.h"

namespace tearsheet::serve {

Result<StorePool::Loan> StorePool::lend() {
  {
    const std::lock_guard lock(mutex_);
    if (!idle_.empty()) {
      auto store = std::move(idle_.back());
      idle_.pop_back();
      return Loan(*this, std::move(store));
    }
  }
  auto opened = store::open_reader(database_, store::Access::kRead);
  if (!opened) return fail(opened.error());
  return Loan(*this, std::move(*opened));
}

void StorePool::give_back(std::unique_ptr<store::Store> store) {
  const std::lock_guard lock(mutex_);
  idle_.push_back(std::move(store));
}

}  // namespace tearsheet::serve
