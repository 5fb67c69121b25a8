// Every address that was ever taken up, as 64-bit hashes: 16 bytes an address at most, instead of
// an index on disk.
#pragma once

#include <cstdint>
#include <mutex>
#include <vector>

namespace tearsheet::crawl {

/// Open addressing with linear probing. Any thread: the writer adds what it stores, the network
/// thread what redirects lead to.
class SeenSet {
 public:
  SeenSet();
  /// Makes room for so many at once.
  void reserve(std::size_t count);
  /// False: it was there.
  bool insert(std::uint64_t hash);
  [[nodiscard]] bool contains(std::uint64_t hash) const;
  [[nodiscard]] std::size_t size() const;

 private:
  [[nodiscard]] std::size_t slot_of(std::uint64_t hash) const;
  void grow(std::size_t slots);

  mutable std::mutex mutex_;          // guards slots_ and used_
  std::vector<std::uint64_t> slots_;  // 0: free; a hash of 0 is kept as 1
  std::size_t used_ = 0;
};

}  // namespace tearsheet::crawl
