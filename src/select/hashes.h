// Hashes that the compiler of a selector and the index of a page must agree on.
#pragma once

#include <cstdint>
#include <cstring>
#include <string_view>

namespace tearsheet::select {

/// For short names: eight bytes a step, one multiplication each. Collisions are always checked
/// against the text.
inline std::uint64_t hash_name(std::string_view name) {
  constexpr std::uint64_t kMultiplier =
      0x9E3779B97F4A7C15;  // 2^64 / golden ratio (Knuth, TAOCP 3, 6.4)
  std::uint64_t hash = name.size() * kMultiplier;
  const char* at = name.data();
  std::size_t left = name.size();
  for (; left >= 8; left -= 8, at += 8) {
    std::uint64_t word = 0;
    std::memcpy(&word, at, 8);
    hash = (hash ^ word) * kMultiplier;
    hash ^= hash >> 32;
  }
  std::uint64_t word = 0;
  if (left != 0) std::memcpy(&word, at, left);
  hash = (hash ^ word) * kMultiplier;
  return hash ^ hash >> 32;
}

/// Ids and classes live in one table: what they are is part of the key.
inline std::uint64_t id_key(std::string_view id) {
  return hash_name(id) * 2;
}
inline std::uint64_t class_key(std::string_view name) {
  return hash_name(name) * 2 + 1;
}

/// One bit of 64: a set of keys as a small Bloom filter.
inline std::uint64_t filter_bit(std::uint64_t key) {
  return std::uint64_t{1} << (key >> 7 & 63);
}

}  // namespace tearsheet::select
