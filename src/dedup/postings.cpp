#include "dedup/postings.h"

#include <algorithm>

namespace tearsheet::dedup {

std::size_t Postings::slot_of(const Shard& shard, std::uint32_t tag) {
  const std::size_t slots = shard.slots.size();
  if (slots == 0) return slots;
  for (std::size_t at = home_of(tag, slots);; at = at + 1 == slots ? 0 : at + 1) {
    const Slot slot = shard.slots[at];
    if (slot.value() == kEmpty) return slots;
    if (slot.tag() == tag && slot.is_live()) return at;
  }
}

std::span<const Postings::Number> Postings::find(std::uint32_t key,
                                                 std::array<Number, kMaxList>& room) const {
  const Shard& shard = shards_[shard_of(key)];
  const std::size_t at = slot_of(shard, tag_of(key));
  if (at == shard.slots.size()) return {};
  const Slot slot = shard.slots[at];
  if (slot.is_list()) return lists_.at(slot.list());
  room[0] = slot.value();
  return {room.data(), 1};
}

void Postings::add(std::uint32_t key, Number number) {
  Shard& shard = shards_[shard_of(key)];
  const std::uint32_t tag = tag_of(key);
  const std::size_t at = slot_of(shard, tag);
  if (at == shard.slots.size()) {
    // Nine tenths full at most: probes stay short with a multiplicative hash, and memory counts.
    if ((shard.used + 1) * 10 > shard.slots.size() * 9) grow(shard);
    insert(shard, {tag, number});
    return;
  }
  const Slot slot = shard.slots[at];
  if (slot.is_list()) {
    shard.slots[at] = {tag, lists_.add(slot.list(), number) | kIsList};
  } else if (const auto list = lists_.make(slot.value(), number)) {
    shard.slots[at] = {tag, *list | kIsList};
  }
}

void Postings::remove(std::uint32_t key, Number number) {
  Shard& shard = shards_[shard_of(key)];
  const std::uint32_t tag = tag_of(key);
  const std::size_t at = slot_of(shard, tag);
  if (at == shard.slots.size()) return;
  const Slot slot = shard.slots[at];
  if (!slot.is_list()) {
    if (slot.value() == number) shard.slots[at] = {0, kRemoved};
  } else if (lists_.remove(slot.list(), number) == 0) {
    lists_.free(slot.list());
    shard.slots[at] = {0, kRemoved};
  }
}

void Postings::insert(Shard& shard, Slot slot) {
  const std::size_t slots = shard.slots.size();
  std::size_t at = home_of(slot.tag(), slots);
  while (shard.slots[at].is_live()) at = at + 1 == slots ? 0 : at + 1;
  if (shard.slots[at].value() == kEmpty) ++shard.used;
  shard.slots[at] = slot;
}

void Postings::grow(Shard& shard) {
  const auto live = static_cast<std::size_t>(
      std::ranges::count_if(shard.slots, [](const Slot& slot) { return slot.is_live(); }));
  // By a quarter: half would leave a third of the table empty on average.
  std::vector<Slot> old(std::max<std::size_t>(4, live + live / 4 + 2));
  old.swap(shard.slots);
  shard.used = 0;
  for (const Slot& slot : old) {
    if (slot.is_live()) insert(shard, slot);
  }
}

}  // namespace tearsheet::dedup
