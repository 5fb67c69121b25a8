#include "dedup/posting_lists.h"

#include <algorithm>

namespace tearsheet::dedup {

std::span<PostingLists::Number> PostingLists::cells(Reference list) const {
  const std::size_t pool = list >> kIndexBits;
  const std::size_t index = list & ((1U << kIndexBits) - 1);
  const std::size_t capacity = kCapacities[pool];
  return {pools_[pool].blocks[index / kListsOfBlock].get() + index % kListsOfBlock * capacity,
          capacity};
}

std::optional<PostingLists::Reference> PostingLists::take(std::size_t pool) {
  Pool& from = pools_[pool];
  Reference list = static_cast<Reference>(pool << kIndexBits);
  if (from.free != kNone) {
    list |= from.free;
    from.free = cells(list)[0];
  } else {
    if (from.count >> kIndexBits != 0) return std::nullopt;
    if (from.count % kListsOfBlock == 0) {
      from.blocks.push_back(std::make_unique<Number[]>(kListsOfBlock * kCapacities[pool]));
    }
    list |= static_cast<Reference>(from.count++);
  }
  std::ranges::fill(cells(list), kNone);
  return list;
}

std::optional<PostingLists::Reference> PostingLists::make(Number first, Number second) {
  const auto list = take(0);
  if (!list) return list;
  cells(*list)[0] = first;
  cells(*list)[1] = second;
  return list;
}

PostingLists::Reference PostingLists::add(Reference list, Number number) {
  const auto old = cells(list);
  const auto end = std::ranges::find(old, kNone);
  if (end != old.end()) {
    *end = number;
    return list;
  }
  const std::size_t pool = list >> kIndexBits;
  if (pool + 1 == kCapacities.size()) return list;
  const auto larger = take(pool + 1);
  if (!larger) return list;
  const auto moved = std::ranges::copy(old, cells(*larger).begin()).out;
  *moved = number;
  free(list);
  return *larger;
}

std::size_t PostingLists::remove(Reference list, Number number) {
  const auto all = cells(list);
  std::fill(std::remove(all.begin(), all.end(), number), all.end(), kNone);
  return at(list).size();
}

void PostingLists::free(Reference list) {
  Pool& pool = pools_[list >> kIndexBits];
  cells(list)[0] = pool.free;
  pool.free = list & ((1U << kIndexBits) - 1);
}

std::span<const PostingLists::Number> PostingLists::at(Reference list) const {
  const auto all = cells(list);
  if (all.back() != kNone) return all;
  return all.first(static_cast<std::size_t>(std::ranges::find(all, kNone) - all.begin()));
}

}  // namespace tearsheet::dedup
