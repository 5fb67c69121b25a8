#include "html/arena.h"

#include <algorithm>
#include <cstring>

#include "base/thread_time.h"

namespace tearsheet::html {
namespace {

// A look at the clock costs some 300 ns, an allocation of the parser 100 and more with the work
// around it: every 1024th makes the check free, and still sees a deadline within a millisecond.
constexpr unsigned kAllocationsPerCheck = 1024;
constexpr std::size_t kFirstBlock = 64 * 1024;
constexpr std::size_t kLargestBlock = 4 * 1024 * 1024;

}  // namespace

void* Arena::allocate_slowly(std::size_t size) {
  if (until_check_ == 0 || size > kLargestBlock / 4) {
    until_check_ = kAllocationsPerCheck;
    if (thread_time() > deadline_) throw ParseStopped{ParseStopped::Why::kTime};
  }
  if (until_check_ == 0) until_check_ = kAllocationsPerCheck;
  if (size > static_cast<std::size_t>(end_ - next_)) {
    const std::size_t wanted = std::max(size, std::clamp(total_, kFirstBlock, kLargestBlock));
    charge(wanted);
    auto block = std::make_unique_for_overwrite<char[]>(wanted);
    char* begin = block.get();
    blocks_.push_back(std::move(block));
    // A giant gets a block of its own, so that what is left of the current one is not lost.
    if (size > wanted / 2 && end_ - next_ > static_cast<std::ptrdiff_t>(wanted - size))
      return begin;
    next_ = begin;
    end_ = begin + wanted;
  }
  char* result = next_;
  next_ += size;
  return result;
}

void Arena::charge(std::size_t bytes) {
  if (bytes > max_bytes_ - std::min(total_, max_bytes_))
    throw ParseStopped{ParseStopped::Why::kMemory};
  total_ += bytes;
}

std::string_view Arena::copy(std::string_view text) {
  if (text.empty()) return {};
  auto* target = static_cast<char*>(allocate(text.size()));
  std::memcpy(target, text.data(), text.size());
  return {target, text.size()};
}

}  // namespace tearsheet::html
