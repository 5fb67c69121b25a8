// Writing as a whole or not at all.
#pragma once

#include "base/result.h"

namespace tearsheet::store {

/// Everything between begin() and commit() happens wholly or not at all.
class Transactions {
 public:
  virtual Result<void> begin() = 0;
  virtual Result<void> commit() = 0;
  virtual void rollback() = 0;

 protected:
  ~Transactions() = default;
};

}  // namespace tearsheet::store
