// Which documents hold a shingle: a hash table made for tens of millions of keys.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace tearsheet::dedup {

/// Key to a short list of document numbers. Nine keys in ten have one document, which stands in the
/// table itself: 8 bytes a slot. Split in shards so that growth copies a thousandth at a time.
class Postings {
 public:
  using Number = std::uint32_t;
  static constexpr Number kMaxNumber = 0x7FFF'FFF0;
  /// A list this long is full: furniture, set phrases, forms.
  static constexpr std::size_t kMaxList = 40;

  Postings() : shards_(kShards) {}

  /// Valid until the next change.
  [[nodiscard]] std::span<const Number> find(std::uint32_t key) const;
  void add(std::uint32_t key, Number number);
  void remove(std::uint32_t key, Number number);

 private:
  static constexpr unsigned kShardBits = 10;
  static constexpr std::size_t kShards = std::size_t{1} << kShardBits;
  static constexpr Number kEmpty = 0xFFFF'FFFF;
  static constexpr Number kRemoved = 0xFFFF'FFFE;
  static constexpr Number kIsList = 0x8000'0000;

  struct Slot {
    std::uint32_t key = 0;
    Number value = kEmpty;  // a document, or kIsList and the index of a list
  };
  struct Shard {
    std::vector<Slot> slots;
    std::size_t used = 0;  // slots that are not empty, removed ones among them
    std::vector<std::vector<Number>> lists;
    std::vector<Number> free_lists;
  };

  [[nodiscard]] static std::uint32_t mix(std::uint32_t key) { return key * 0x9E37'79B1U; }
  [[nodiscard]] static std::size_t shard_of(std::uint32_t key) {
    return mix(key) >> (32 - kShardBits);
  }
  [[nodiscard]] static std::size_t home_of(std::uint32_t key, std::size_t slots) {
    return static_cast<std::size_t>(std::uint64_t{mix(key) << kShardBits} * slots >> 32);
  }
  /// The slot of `key`, or slots.size().
  [[nodiscard]] static std::size_t slot_of(const Shard& shard, std::uint32_t key);
  static void grow(Shard& shard);
  static void insert(Shard& shard, Slot slot);

  std::vector<Shard> shards_;
};

}  // namespace tearsheet::dedup
