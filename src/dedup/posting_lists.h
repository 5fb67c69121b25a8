// Short lists of document numbers, in pools by capacity: a heap block each would cost more than
// what it holds.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace tearsheet::dedup {

class PostingLists {
 public:
  using Number = std::uint32_t;
  /// Names a list until it is added to: which pool, and where in it. Below 2^kReferenceBits.
  using Reference = std::uint32_t;
  static constexpr unsigned kReferenceBits = 27;
  /// Where a list ends.
  static constexpr std::size_t kMaxList = 40;

  /// A list of two. Empty where 16 million lists of two are held.
  [[nodiscard]] std::optional<Reference> make(Number first, Number second);
  /// Adds to a list that may move; the new name. A full list, and one whose next pool is full,
  /// stays as it is.
  [[nodiscard]] Reference add(Reference list, Number number);
  /// Takes `number` out, and gives what is left: nothing is freed.
  std::size_t remove(Reference list, Number number);
  void free(Reference list);
  /// Asks the memory for it, or most of it.
  void prefetch(Reference list) const { __builtin_prefetch(cells(list).data()); }
  /// Valid until the next change.
  [[nodiscard]] std::span<const Number> at(Reference list) const;

 private:
  static constexpr std::array<std::size_t, 5> kCapacities{2, 4, 8, 16, kMaxList};
  static constexpr unsigned kIndexBits = 24;
  static constexpr Number kNone = 0xFFFF'FFFF;
  static constexpr std::size_t kListsOfBlock = 512;

  struct Pool {
    std::vector<std::unique_ptr<Number[]>> blocks;  // never moved: growing costs no copy
    std::size_t count = 0;
    Number free = kNone;  // first of a chain through the first number of each free list
  };

  [[nodiscard]] std::optional<Reference> take(std::size_t pool);
  [[nodiscard]] std::span<Number> cells(Reference list) const;

  std::array<Pool, kCapacities.size()> pools_;
};

}  // namespace tearsheet::dedup
