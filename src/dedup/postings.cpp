#include "dedup/postings.h"

#include <algorithm>
#include <utility>

namespace tearsheet::dedup {

void Postings::write(unsigned char* slot, Entry entry) {
  for (std::size_t i = 0; i < kSlotBytes; ++i) slot[i] = static_cast<unsigned char>(entry >> 8 * i);
}

unsigned char* Postings::slot_of(const Shard& shard, Entry least) {
  unsigned char* at = shard.bytes.get() + home_of(tag_in(least), shard.slots);
  while (read(at) < least) at += kSlotBytes;
  return at;
}

void Postings::add(std::uint32_t key, Number number) {
  Shard& shard = shard_of(key);
  const std::uint32_t tag = tag_of(key);
  if (shard.slots == 0) grow(shard, 4);
  unsigned char* const slot = slot_of(shard, entry_of(tag, 0));
  const Entry entry = read(slot);
  if (tag_in(entry) != tag || entry == kEmpty) {
    insert(shard, entry_of(tag, number));
    return;
  }
  const std::uint32_t value = value_in(entry);
  if (value == kIsCommon) return;
  if ((value & kIsList) != 0) {
    const auto list = lists_.add(value & ~kIsList, number);
    const bool is_common = lists_.at(list).size() == kCommon;
    if (is_common) lists_.free(list);
    write(slot, entry_of(tag, is_common ? kIsCommon : list | kIsList));
  } else if (const auto list = lists_.make(value, number)) {
    write(slot, entry_of(tag, *list | kIsList));
  }
}

void Postings::insert(Shard& shard, Entry entry) {
  // Nine tenths full at most: runs stay short, and memory counts. By a quarter: half would leave a
  // third of the table empty on average.
  if ((shard.used + 1) * 10 > shard.slots * 9) grow(shard, shard.used + shard.used / 4 + 4);
  for (;;) {
    unsigned char* const slot = slot_of(shard, entry);
    unsigned char* end = slot;
    while (read(end) != kEmpty) end += kSlotBytes;
    if (end != shard.bytes.get() + (all_slots(shard.slots) - 1) * kSlotBytes) {
      std::memmove(slot + kSlotBytes, slot, static_cast<std::size_t>(end - slot));
      write(slot, entry);
      ++shard.used;
      return;
    }
    grow(shard, shard.slots + shard.slots / 8 + 1);  // a run that reaches the end: rare
  }
}

void Postings::remove(std::uint32_t key, Number number) {
  Shard& shard = shard_of(key);
  if (shard.slots == 0) return;
  const std::uint32_t tag = tag_of(key);
  unsigned char* slot = slot_of(shard, entry_of(tag, 0));
  const Entry entry = read(slot);
  if (tag_in(entry) != tag || entry == kEmpty) return;
  const std::uint32_t value = value_in(entry);
  if (value == kIsCommon) return;
  if ((value & kIsList) == 0) {
    if (value != number) return;
  } else {
    if (lists_.remove(value & ~kIsList, number) != 0) return;
    lists_.free(value & ~kIsList);
  }
  // What was pushed aside comes back: no slot is lost, and no mark stays.
  for (;;) {
    unsigned char* const next = slot + kSlotBytes;
    const Entry moved = read(next);
    if (moved == kEmpty || next == shard.bytes.get() + home_of(tag_in(moved), shard.slots)) break;
    write(slot, moved);
    slot = next;
  }
  write(slot, kEmpty);
  --shard.used;
}

void Postings::grow(Shard& shard, std::uint32_t slots) {
  for (;; slots += slots / 8 + 1) {
    const std::size_t size = all_slots(slots) * kSlotBytes;
    auto bytes = std::make_unique_for_overwrite<unsigned char[]>(size + sizeof(Entry) - kSlotBytes);
    std::memset(bytes.get(), 0xFF, size + sizeof(Entry) - kSlotBytes);
    // In the order of keys: each stands at its home, or behind the one before.
    const unsigned char* from = shard.bytes.get();
    unsigned char* to = bytes.get();
    unsigned char* const last = to + size - kSlotBytes;
    std::uint32_t left = shard.used;
    for (; left > 0 && to < last; from += kSlotBytes) {
      const Entry entry = read(from);
      if (entry == kEmpty) continue;
      to = std::max(to, bytes.get() + home_of(tag_in(entry), slots));
      if (to >= last) break;
      write(to, entry);
      to += kSlotBytes;
      --left;
    }
    if (left > 0) continue;
    shard.bytes = std::move(bytes);
    shard.slots = slots;
    return;
  }
}

}  // namespace tearsheet::dedup
