// Memory of one parse: taken in large blocks, given back whole.
#pragma once

#include <chrono>
#include <cstddef>
#include <memory>
#include <string_view>
#include <vector>

namespace tearsheet::html {

/// Thrown out of the arena, through Gumbo, when a limit of the parse is reached. Caught in
/// Document::parse.
struct ParseStopped {
  enum class Why { kMemory, kTime } why;
};

/// A bump allocator with two limits: bytes, and the thread's computing time. It is the second line
/// of defence, behind the pre-scan: whatever makes the parser grow or go on too long has to
/// allocate, and is stopped there. One thread at a time.
class Arena {
 public:
  /// `deadline` is what thread_time() may come to.
  Arena(std::size_t max_bytes, std::chrono::nanoseconds deadline)
      : max_bytes_(max_bytes), deadline_(deadline) {}
  Arena(const Arena&) = delete;
  Arena& operator=(const Arena&) = delete;

  /// Aligned for anything. Throws ParseStopped.
  void* allocate(std::size_t size) {
    size = (size + kAlignment - 1) & ~(kAlignment - 1);
    if (size > static_cast<std::size_t>(end_ - next_) || --until_check_ == 0)
      return allocate_slowly(size);
    char* result = next_;
    next_ += size;
    return result;
  }

  /// A copy that lives as long as the arena.
  [[nodiscard]] std::string_view copy(std::string_view text);

  /// Memory that somebody else holds for the same page counts too. Throws ParseStopped.
  void charge(std::size_t bytes);

  [[nodiscard]] std::size_t bytes() const { return total_; }

 private:
  static constexpr std::size_t kAlignment = alignof(std::max_align_t);
  void* allocate_slowly(std::size_t size);

  std::size_t max_bytes_;
  std::chrono::nanoseconds deadline_;
  std::vector<std::unique_ptr<char[]>> blocks_;
  char* next_ = nullptr;
  char* end_ = nullptr;
  std::size_t total_ = 0;
  unsigned until_check_ = 1;
};

}  // namespace tearsheet::html
