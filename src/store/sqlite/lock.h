// One run at a time on a database.
#pragma once

#include <filesystem>

#include "base/result.h"

namespace tearsheet::store::sqlite {

/// An advisory lock (flock) on "<database>.lock". The kernel drops it when the process ends,
/// however it ends. It is a file beside the database because closing any descriptor of the database
/// itself would drop SQLite's own locks. The file stays when the lock goes: removing it would let
/// two runs hold locks on two files of one name.
class RunLock {
 public:
  static Result<RunLock> take(const std::filesystem::path& database);
  RunLock() = default;
  RunLock(RunLock&& other) noexcept : descriptor_(other.descriptor_) { other.descriptor_ = -1; }
  RunLock& operator=(RunLock&& other) noexcept {
    std::swap(descriptor_, other.descriptor_);
    return *this;
  }
  ~RunLock();

 private:
  explicit RunLock(int descriptor) : descriptor_(descriptor) {}
  int descriptor_ = -1;
};

}  // namespace tearsheet::store::sqlite
