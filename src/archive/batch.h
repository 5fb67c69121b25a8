// Many small writes as few transactions. What is written is kept as values until it is on the disk: on
// a server it may be somebody else's doing that a transaction fails, and then it is done once more.
// Private to archive/.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "store/store.h"

namespace tearsheet::archive {

/// Whether others may store while a batch is written.
enum class Meanwhile : std::uint8_t { kOthersStore, kNobodyStores };

template <class Item>
class Batch {
 public:
  Batch(store::Store& store, const Clock& clock, Meanwhile meanwhile)
      : store_(store), clock_(clock), meanwhile_(meanwhile) {}

  /// True: there is enough of it, or the first has waited long enough.
  bool add(Item item, std::size_t bytes) {
    if (items_.empty()) deadline_ = clock_.steady() + kMaxAge;
    items_.push_back(std::move(item));
    bytes_ += bytes;
    return items_.size() >= kMaxItems || bytes_ >= kMaxBytes || clock_.steady() >= deadline_;
  }

  /// All in one transaction by `put(items)`, which may be called again. Gives what is on the disk.
  template <class Put>
  Result<std::vector<Item>> commit(Put&& put) {
    for (int tries = 1; !items_.empty(); ++tries) {
      Result<void> done =
          meanwhile_ == Meanwhile::kNobodyStores ? store_.begin_alone() : store_.begin();
      if (done) done = put(items_);
      if (done) done = store_.commit();
      if (done) break;
      store_.rollback();
      // The store itself has waited for a server that went away.
      if (done.error().code != ErrorCode::kNetwork || tries == kMostTries)
        return fail(done.error());
    }
    bytes_ = 0;
    return std::exchange(items_, {});
  }

 private:
  static constexpr std::size_t kMaxItems = 200, kMaxBytes = 8'000'000;
  static constexpr std::chrono::milliseconds kMaxAge{500};
  static constexpr int kMostTries = 30;

  store::Store& store_;
  const Clock& clock_;
  const Meanwhile meanwhile_;
  std::vector<Item> items_;
  std::size_t bytes_ = 0;
  SteadyTime deadline_{};
};

}  // namespace tearsheet::archive
