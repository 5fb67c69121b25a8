// Which documents hold a shingle: a hash table made for tens of millions of keys.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "dedup/posting_lists.h"

namespace tearsheet::dedup {

/// Key to a short list of document numbers. Nine keys in ten have one document, which stands in the
/// table itself: 6 bytes a slot, for the shard is a part of the key. Split in shards so that growth
/// copies a four-thousandth at a time.
class Postings {
 public:
  using Number = PostingLists::Number;
  static constexpr Number kMaxNumber = 0x7FF'FFFF;
  /// A list this long is full: furniture, set phrases, forms.
  static constexpr std::size_t kMaxList = PostingLists::kMaxList;

  Postings() : shards_(kShards) {}

  /// The documents of `key`, copied to `room`: as many as there are, kMaxList at most.
  std::span<const Number> find(std::uint32_t key, std::array<Number, kMaxList>& room) const;
  /// Asks the memory for where `key` stands: half the time of many look-ups is waiting for it.
  void prefetch(std::uint32_t key) const {
    const auto& slots = shards_[shard_of(key)].slots;
    if (!slots.empty()) __builtin_prefetch(&slots[home_of(tag_of(key), slots.size())]);
  }
  void add(std::uint32_t key, Number number);
  void remove(std::uint32_t key, Number number);

 private:
  static constexpr unsigned kShardBits = 12, kTagBits = 32 - kShardBits, kValueBits = 28;
  static constexpr std::size_t kShards = std::size_t{1} << kShardBits;
  static constexpr std::uint32_t kIsList = 1U << (kValueBits - 1);
  static constexpr std::uint32_t kEmpty = (1U << kValueBits) - 1;
  static constexpr std::uint32_t kRemoved = kEmpty - 1;
  static_assert(kTagBits + kValueBits == 48);
  static_assert(PostingLists::kReferenceBits < kValueBits && kMaxNumber < kIsList);

  /// Tag and value; the value is a document, or kIsList and the name of a list.
  class Slot {
   public:
    Slot() : Slot(0, kEmpty) {}
    Slot(std::uint32_t tag, std::uint32_t value)
        : parts_{static_cast<std::uint16_t>(value), static_cast<std::uint16_t>(tag),
                 static_cast<std::uint16_t>(value >> 16 | tag >> 16 << 12)} {}
    [[nodiscard]] std::uint32_t tag() const {
      return parts_[1] | std::uint32_t{parts_[2]} >> 12 << 16;
    }
    [[nodiscard]] std::uint32_t value() const { return parts_[0] | (parts_[2] & 0xFFFU) << 16; }
    [[nodiscard]] bool is_live() const { return value() < kRemoved; }
    [[nodiscard]] bool is_list() const { return (value() & kIsList) != 0; }
    [[nodiscard]] PostingLists::Reference list() const { return value() & ~kIsList; }

   private:
    std::array<std::uint16_t, 3> parts_;
  };
  struct Shard {
    std::vector<Slot> slots;
    std::size_t used = 0;  // slots that are not empty, removed ones among them
  };

  // Odd, so that no two keys become one.
  [[nodiscard]] static std::uint32_t mix(std::uint32_t key) { return key * 0x9E37'79B1U; }
  [[nodiscard]] static std::size_t shard_of(std::uint32_t key) { return mix(key) >> kTagBits; }
  [[nodiscard]] static std::uint32_t tag_of(std::uint32_t key) {
    return mix(key) & ((1U << kTagBits) - 1);
  }
  [[nodiscard]] static std::size_t home_of(std::uint32_t tag, std::size_t slots) {
    return static_cast<std::size_t>(std::uint64_t{tag} * slots >> kTagBits);
  }
  /// The slot of `tag`, or slots.size().
  [[nodiscard]] static std::size_t slot_of(const Shard& shard, std::uint32_t tag);
  static void grow(Shard& shard);
  static void insert(Shard& shard, Slot slot);

  std::vector<Shard> shards_;
  PostingLists lists_;
};

}  // namespace tearsheet::dedup
