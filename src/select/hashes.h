// Hashes that the compiler of a selector and the index of a page must agree on.
#pragma once

#include <cstdint>
#include <cstring>
#include <string_view>

namespace tearsheet::select {

namespace hashing {

template <class Word>
std::uint64_t load(const char* at) {
  Word word = 0;
  std::memcpy(&word, at, sizeof word);
  return word;
}

/// All of up to eight bytes in one word; loads may overlap, and no length takes a loop.
inline std::uint64_t load_up_to_8(const char* at, std::size_t size) {
  if (size >= 4) return load<std::uint32_t>(at) | load<std::uint32_t>(at + size - 4) << 32;
  if (size == 0) return 0;
  const auto byte = [at](std::size_t i) {
    return std::uint64_t{static_cast<unsigned char>(at[i])};
  };
  return byte(0) | byte(size / 2) << 8 | byte(size - 1) << 16;
}

}  // namespace hashing

/// For short names: eight bytes a step, one multiplication each. Collisions are always checked
/// against the text.
inline std::uint64_t hash_name(std::string_view name) {
  constexpr std::uint64_t kMultiplier =
      0x9E3779B97F4A7C15;  // 2^64 / golden ratio (Knuth, TAOCP 3, 6.4)
  std::uint64_t hash = name.size() * kMultiplier;
  const char* at = name.data();
  std::size_t left = name.size();
  for (; left > 8; left -= 8, at += 8) {
    hash = (hash ^ hashing::load<std::uint64_t>(at)) * kMultiplier;
    hash ^= hash >> 32;
  }
  hash = (hash ^ hashing::load_up_to_8(at, left)) * kMultiplier;
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
