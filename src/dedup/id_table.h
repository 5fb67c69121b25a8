// From ids to numbers, four bytes an entry: a std::unordered_map takes forty.
#pragma once

#include <cstdint>
#include <vector>

namespace tearsheet::dedup {

/// The ids stand with their owner, this holds the numbers alone.
class IdTable {
 public:
  using Number = std::uint32_t;
  static constexpr Number kNone = 0xFFFF'FFFF;

  /// The number whose id is `id`, or kNone; `id_of` gives the id of any number held.
  template <class IdOf>
  [[nodiscard]] Number find(std::int64_t id, IdOf id_of) const {
    if (slots_.empty()) return kNone;
    for (std::size_t at = home_of(id, slots_.size());; at = at + 1 == slots_.size() ? 0 : at + 1) {
      if (slots_[at] == kNone || id_of(slots_[at]) == id) return slots_[at];
    }
  }
  /// Of an id that is not there.
  template <class IdOf>
  void add(Number number, IdOf id_of) {
    if ((count_ + 1) * 5 > slots_.size() * 4) {
      std::vector<Number> old(slots_.size() + slots_.size() / 2 + 16, kNone);
      old.swap(slots_);
      for (const Number moved : old) {
        if (moved != kNone) insert(moved, id_of(moved));
      }
    }
    insert(number, id_of(number));
    ++count_;
  }

 private:
  [[nodiscard]] static std::size_t home_of(std::int64_t id, std::size_t slots) {
    const std::uint64_t mixed = static_cast<std::uint64_t>(id) * 0x9E37'79B9'7F4A'7C15;
    return static_cast<std::size_t>((mixed >> 32) * slots >> 32);
  }
  void insert(Number number, std::int64_t id) {
    std::size_t at = home_of(id, slots_.size());
    while (slots_[at] != kNone) at = at + 1 == slots_.size() ? 0 : at + 1;
    slots_[at] = number;
  }
  std::vector<Number> slots_;
  std::size_t count_ = 0;
};

}  // namespace tearsheet::dedup
