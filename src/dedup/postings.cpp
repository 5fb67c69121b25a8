#include "dedup/postings.h"

#include <algorithm>

namespace tearsheet::dedup {

std::size_t Postings::slot_of(const Shard& shard, std::uint32_t key) {
  const std::size_t slots = shard.slots.size();
  if (slots == 0) return slots;
  for (std::size_t at = home_of(key, slots);; at = at + 1 == slots ? 0 : at + 1) {
    const Slot& slot = shard.slots[at];
    if (slot.value == kEmpty) return slots;
    if (slot.key == key && slot.value != kRemoved) return at;
  }
}

std::span<const Postings::Number> Postings::find(std::uint32_t key) const {
  const Shard& shard = shards_[shard_of(key)];
  const std::size_t at = slot_of(shard, key);
  if (at == shard.slots.size()) return {};
  const Slot& slot = shard.slots[at];
  if ((slot.value & kIsList) != 0) return shard.lists[slot.value & ~kIsList];
  return {&slot.value, 1};
}

void Postings::add(std::uint32_t key, Number number) {
  Shard& shard = shards_[shard_of(key)];
  const std::size_t at = slot_of(shard, key);
  if (at == shard.slots.size()) {
    // Nine tenths full at most: probes stay short with a multiplicative hash, and memory counts.
    if ((shard.used + 1) * 10 > shard.slots.size() * 9) grow(shard);
    insert(shard, {key, number});
    return;
  }
  Slot& slot = shard.slots[at];
  if ((slot.value & kIsList) == 0) {
    std::size_t list = shard.lists.size();
    if (shard.free_lists.empty()) {
      shard.lists.emplace_back();
    } else {
      list = shard.free_lists.back();
      shard.free_lists.pop_back();
    }
    shard.lists[list] = {slot.value};
    slot.value = static_cast<Number>(list) | kIsList;
  }
  auto& list = shard.lists[slot.value & ~kIsList];
  if (list.size() < kMaxList) list.push_back(number);
}

void Postings::remove(std::uint32_t key, Number number) {
  Shard& shard = shards_[shard_of(key)];
  const std::size_t at = slot_of(shard, key);
  if (at == shard.slots.size()) return;
  Slot& slot = shard.slots[at];
  if ((slot.value & kIsList) == 0) {
    if (slot.value == number) slot.value = kRemoved;
    return;
  }
  const Number index = slot.value & ~kIsList;
  auto& list = shard.lists[index];
  list.erase(std::remove(list.begin(), list.end(), number), list.end());
  if (list.empty()) {
    list = {};
    shard.free_lists.push_back(index);
    slot.value = kRemoved;
  }
}

void Postings::insert(Shard& shard, Slot slot) {
  const std::size_t slots = shard.slots.size();
  std::size_t at = home_of(slot.key, slots);
  while (shard.slots[at].value != kEmpty && shard.slots[at].value != kRemoved) {
    at = at + 1 == slots ? 0 : at + 1;
  }
  if (shard.slots[at].value == kEmpty) ++shard.used;
  shard.slots[at] = slot;
}

void Postings::grow(Shard& shard) {
  const auto live = static_cast<std::size_t>(std::ranges::count_if(
      shard.slots, [](const Slot& s) { return s.value != kEmpty && s.value != kRemoved; }));
  // By a quarter: half would leave a third of the table empty on average.
  std::vector<Slot> old(std::max<std::size_t>(16, live + live / 4 + 8));
  old.swap(shard.slots);
  shard.used = 0;
  for (const Slot& slot : old) {
    if (slot.value != kEmpty && slot.value != kRemoved) insert(shard, slot);
  }
}

}  // namespace tearsheet::dedup
