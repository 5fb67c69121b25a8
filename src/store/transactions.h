// Writing as a whole or not at all.
#pragma once

#include "base/result.h"

namespace tearsheet::store {

/// Everything between begin() and commit() happens wholly or not at all.
class Transactions {
 public:
  virtual Result<void> begin() = 0;
  /// The same while nobody else stores: what is looked up stays so until the end. For what is
  /// written of no host that is leased (store/share.h).
  virtual Result<void> begin_alone() = 0;
  virtual Result<void> commit() = 0;
  virtual void rollback() = 0;

 protected:
  ~Transactions() = default;
};

}  // namespace tearsheet::store
