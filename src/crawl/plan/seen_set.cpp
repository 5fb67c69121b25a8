#include "crawl/plan/seen_set.h"

namespace tearsheet::crawl {
namespace {

constexpr std::size_t kFirstSize = 1024;

std::uint64_t stored(std::uint64_t hash) {
  return hash == 0 ? 1 : hash;
}

}  // namespace

SeenSet::SeenSet() : slots_(kFirstSize, 0) {}

std::size_t SeenSet::slot_of(std::uint64_t hash) const {
  // The hash is a good one (xxh3): its low bits serve as they are.
  std::size_t slot = hash & (slots_.size() - 1);
  while (slots_[slot] != 0 && slots_[slot] != hash) slot = (slot + 1) & (slots_.size() - 1);
  return slot;
}

bool SeenSet::insert(std::uint64_t hash) {
  hash = stored(hash);
  const std::lock_guard lock(mutex_);
  const std::size_t slot = slot_of(hash);
  if (slots_[slot] == hash) return false;
  slots_[slot] = hash;
  ++used_;
  // Up to 7/8 full: probes stay below ten on average.
  if (used_ * 8 > slots_.size() * 7) grow(slots_.size() * 2);
  return true;
}

bool SeenSet::contains(std::uint64_t hash) const {
  hash = stored(hash);
  const std::lock_guard lock(mutex_);
  return slots_[slot_of(hash)] == hash;
}

std::size_t SeenSet::size() const {
  const std::lock_guard lock(mutex_);
  return used_;
}

void SeenSet::reserve(std::size_t count) {
  const std::lock_guard lock(mutex_);
  std::size_t slots = slots_.size();
  while (count * 8 > slots * 7) slots *= 2;
  if (slots > slots_.size()) grow(slots);
}

void SeenSet::grow(std::size_t slots) {
  std::vector<std::uint64_t> old(slots, 0);
  old.swap(slots_);
  for (const std::uint64_t hash : old) {
    if (hash != 0) slots_[slot_of(hash)] = hash;
  }
}

}  // namespace tearsheet::crawl
