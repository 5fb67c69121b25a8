// Which documents hold a shingle: a hash table made for tens of millions of keys.
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <cstring>
#include <memory>
#include <span>
#include <vector>

#include "dedup/posting_lists.h"

namespace tearsheet::dedup {

/// Key to a short list of document numbers. Nine keys in ten have one document, which stands in the
/// table itself: 6 bytes a slot, for the shard is a part of the key. Split in shards so that growth
/// copies a four-thousandth at a time. In a shard the slots are in the order of their keys, each at
/// the place that its key has in a table of even density or behind it: whoever looks for a key that
/// is not there, as most are, sees so after three or four slots, however full the table is.
class Postings {
 public:
  using Number = PostingLists::Number;
  static constexpr Number kMaxNumber = 0x7FF'FFFF;
  /// With so many documents a key is common: boilerplate, a set phrase, a form. Which they are is
  /// forgotten, and that it is common is not, whoever leaves.
  static constexpr std::size_t kCommon = PostingLists::kMaxList;
  struct Found {
    std::span<const Number> documents;
    bool is_common = false;
  };
  /// Where a single document that is found is put.
  using Room = std::array<Number, 1>;

  Postings() : shards_(kShards) {}

  /// The documents of `key`, fewer than kCommon; valid until the next change, or use of `room`.
  [[nodiscard]] Found find(std::uint32_t key, Room& room) const {
    return found(value_at(probe_of(key)), room);
  }
  /// Calls `each(i, found)` for every key that is there. Asks the memory for shards, slots and
  /// lists of many keys before it reads them: most of the time of so many look-ups is waiting.
  template <class Each>
  void find_all(std::span<const std::uint32_t> keys, Each each) const {
    constexpr std::size_t kAtOnce = 64;
    struct Hit {
      std::size_t i;
      std::uint32_t value;
    };
    std::array<Probe, kAtOnce> probes;
    std::array<Hit, kAtOnce> hits;
    Room room{};
    for (std::size_t begin = 0; begin < keys.size(); begin += kAtOnce) {
      const auto some = keys.subspan(begin, std::min(kAtOnce, keys.size() - begin));
      for (const std::uint32_t key : some) __builtin_prefetch(&shards_[mix(key) >> kTagBits]);
      for (std::size_t i = 0; i < some.size(); ++i) {
        probes[i] = probe_of(some[i]);
        __builtin_prefetch(probes[i].at);
      }
      std::size_t count = 0;
      for (std::size_t i = 0; i < some.size(); ++i) {
        const std::uint32_t value = value_at(probes[i]);
        if (value == kNothing) continue;
        if (is_list(value)) lists_.prefetch(value & ~kIsList);
        hits[count++] = {begin + i, value};
      }
      for (const Hit& hit : std::span(hits).first(count)) each(hit.i, found(hit.value, room));
    }
  }
  void add(std::uint32_t key, Number number);
  void remove(std::uint32_t key, Number number);

 private:
  static constexpr unsigned kShardBits = 12, kTagBits = 32 - kShardBits, kValueBits = 28;
  static constexpr std::size_t kShards = std::size_t{1} << kShardBits;
  static constexpr std::size_t kSlotBytes = (kTagBits + kValueBits) / 8;
  static constexpr std::uint32_t kIsList = 1U << (kValueBits - 1);
  static_assert(kTagBits + kValueBits == 48);
  static constexpr std::uint32_t kNothing = (1U << kValueBits) - 1;  // as kEmpty has it
  static constexpr std::uint32_t kIsCommon = kNothing - 1;           // no list has this name
  static_assert(PostingLists::kReferenceBits < kValueBits && kMaxNumber < kIsList);

  /// Tag, then value: a document, kIsList and the name of a list, or kIsCommon.
  using Entry = std::uint64_t;
  static constexpr Entry kEmpty = (Entry{1} << 48) - 1;  // behind every key
  [[nodiscard]] static Entry entry_of(std::uint32_t tag, std::uint32_t value) {
    return Entry{tag} << kValueBits | value;
  }
  [[nodiscard]] static std::uint32_t tag_in(Entry entry) {
    return static_cast<std::uint32_t>(entry >> kValueBits);
  }
  [[nodiscard]] static std::uint32_t value_in(Entry entry) {
    return static_cast<std::uint32_t>(entry) & ((1U << kValueBits) - 1);
  }
  /// Reads and writes 8 bytes: a shard has two more than its slots.
  [[nodiscard]] static Entry read(const unsigned char* slot) {
    Entry entry = 0;
    std::memcpy(&entry, slot, sizeof(entry));
    if constexpr (std::endian::native == std::endian::big) entry = __builtin_bswap64(entry);
    return entry & kEmpty;
  }
  static void write(unsigned char* slot, Entry entry);

  struct Shard {
    std::unique_ptr<unsigned char[]> bytes;  // none before the first key
    std::uint32_t slots = 0;                 // homes of keys; there are some more, see all_slots()
    std::uint32_t used = 0;
  };
  struct Probe {
    const unsigned char* at = nullptr;
    Entry least = 0;  // of the key's entries
  };

  // Odd, so that no two keys become one.
  [[nodiscard]] static std::uint32_t mix(std::uint32_t key) { return key * 0x9E37'79B1U; }
  [[nodiscard]] Shard& shard_of(std::uint32_t key) { return shards_[mix(key) >> kTagBits]; }
  [[nodiscard]] static std::uint32_t tag_of(std::uint32_t key) {
    return mix(key) & ((1U << kTagBits) - 1);
  }
  [[nodiscard]] static std::size_t home_of(std::uint32_t tag, std::size_t slots) {
    return static_cast<std::size_t>(std::uint64_t{tag} * slots >> kTagBits) * kSlotBytes;
  }
  [[nodiscard]] Probe probe_of(std::uint32_t key) const {
    const std::uint32_t mixed = mix(key);
    const Shard& shard = shards_[mixed >> kTagBits];
    const std::uint32_t tag = mixed & ((1U << kTagBits) - 1);
    if (shard.slots == 0) return {kNoSlots.data(), entry_of(tag, 0)};
    return {shard.bytes.get() + home_of(tag, shard.slots), entry_of(tag, 0)};
  }
  [[nodiscard]] static std::uint32_t value_at(const Probe& probe) {
    const unsigned char* at = probe.at;
    Entry entry = read(at);
    while (entry < probe.least) entry = read(at += kSlotBytes);
    return tag_in(entry) == tag_in(probe.least) ? value_in(entry) : kNothing;
  }
  [[nodiscard]] static bool is_list(std::uint32_t value) {
    return (value & kIsList) != 0 && value < kIsCommon;
  }
  [[nodiscard]] Found found(std::uint32_t value, Room& room) const {
    if (value == kNothing) return {};
    if (value == kIsCommon) return {{}, true};
    if (is_list(value)) return {lists_.at(value & ~kIsList)};
    room[0] = value;
    return {room};
  }
  /// The first slot whose entry is not less.
  [[nodiscard]] static unsigned char* slot_of(const Shard& shard, Entry least);
  static void insert(Shard& shard, Entry entry);
  static void grow(Shard& shard, std::uint32_t slots);

  /// Room for what is pushed over the end; the last one stays empty and ends every search.
  [[nodiscard]] static std::size_t all_slots(std::uint32_t slots) {
    return slots + 8 + slots / 256;
  }
  static constexpr std::array<unsigned char, 8> kNoSlots{0xFF, 0xFF, 0xFF, 0xFF,
                                                         0xFF, 0xFF, 0xFF, 0xFF};

  std::vector<Shard> shards_;
  PostingLists lists_;
};

}  // namespace tearsheet::dedup
