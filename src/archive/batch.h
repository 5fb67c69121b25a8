// Many small writes as few transactions: a batch ends after so many of them, or so long. Private to
// archive/.
#pragma once

#include <chrono>
#include <utility>

#include "base/clock.h"
#include "base/result.h"
#include "store/store.h"

namespace tearsheet::archive {

class Batch {
 public:
  Batch(store::Store& store, const Clock& clock) : store_(store), clock_(clock) {}

  /// `write` happens wholly or not at all, with what else is in its batch. True: the batch is on
  /// the disk.
  template <class Write>
  Result<bool> add(Write&& write) {
    if (!open_) {
      if (auto begun = store_.begin(); !begun) return fail(begun.error());
      open_ = true;
      count_ = 0;
      deadline_ = clock_.steady() + kMaxAge;
    }
    if (Result<void> done = std::forward<Write>(write)(); !done) {
      store_.rollback();
      open_ = false;
      return fail(done.error());
    }
    if (++count_ < kMaxWrites && clock_.steady() < deadline_) return false;
    if (auto done = commit(); !done) return fail(done.error());
    return true;
  }

  Result<void> commit() {
    if (!open_) return {};
    open_ = false;
    auto done = store_.commit();
    if (!done) store_.rollback();
    return done;
  }

 private:
  static constexpr int kMaxWrites = 200;
  static constexpr std::chrono::milliseconds kMaxAge{500};

  store::Store& store_;
  const Clock& clock_;
  bool open_ = false;
  int count_ = 0;
  SteadyTime deadline_{};
};

}  // namespace tearsheet::archive
