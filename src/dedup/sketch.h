// The stored form of a document: a sample of its shingles, its numbers, its title.
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tearsheet::dedup {

/// A shingle is in the samples of all levels up to this one: on average 2^-L of all are in level L.
/// Two samples of any documents are comparable at the higher of their levels.
[[nodiscard]] constexpr unsigned level_of(std::uint32_t shingle) {
  std::uint32_t mixed = shingle * 0x85EB'CA6B;
  mixed ^= mixed >> 15;
  mixed *= 0xC2B2'AE35;
  mixed ^= mixed >> 13;
  return static_cast<unsigned>(std::countr_zero(mixed));
}

/// A number with the words that stand around it, hashed: "shares rose # percent".
struct NumberInPlace {
  std::uint16_t place = 0;
  std::uint16_t value = 0;
};

inline constexpr std::size_t kMaxSample = 64;
inline constexpr std::size_t kMaxNumbers = 32;
inline constexpr std::size_t kMaxTitle = 16;
inline constexpr std::size_t kMaxLead = 12;
inline constexpr std::size_t kMaxParagraphs = 12;

template <class T, std::size_t N>
struct Few {
  std::array<T, N> items{};
  std::uint8_t count = 0;
  void push(T item) { items[count++] = item; }
  [[nodiscard]] bool full() const { return count == N; }
  [[nodiscard]] const T* begin() const { return items.data(); }
  [[nodiscard]] const T* end() const { return items.data() + count; }
  [[nodiscard]] bool empty() const { return count == 0; }
};

struct Sketch {
  std::uint64_t exact = 0;
  std::uint32_t host = 0;  ///< 0: unknown.
  std::uint32_t words = 0;
  unsigned level = 0;                         ///< Of the sample.
  Few<std::uint32_t, kMaxSample> sample;      ///< In the order of the text.
  Few<std::uint32_t, kMaxLead> lead;          ///< Of the first words, ascending.
  Few<NumberInPlace, kMaxNumbers> numbers;    ///< By place, then value, ascending.
  Few<std::uint16_t, kMaxTitle> title_words;  ///< Ascending.
  /// Keys of the paragraphs in which furniture stands, hashed with the host; without a host none.
  Few<std::uint32_t, kMaxParagraphs> paragraphs;
};

/// Of two ascending lists, 0 to 1; 0 where one is empty.
template <class Few>
[[nodiscard]] double share_of_fewer(const Few& a, const Few& b) {
  if (a.empty() || b.empty()) return 0;
  std::size_t shared = 0;
  for (const auto item : a) shared += std::binary_search(b.begin(), b.end(), item) ? 1 : 0;
  return static_cast<double>(shared) / std::min(a.count, b.count);
}

/// Names the title in the index, equal for titles of the same words; 0 where there are too few to
/// tell one story from the next.
[[nodiscard]] std::uint32_t title_key(const Sketch& sketch);

void append_sketch(std::string& bytes, const Sketch& sketch);
/// Empty: of another version, or damaged.
[[nodiscard]] std::optional<Sketch> read_sketch(std::string_view bytes);

}  // namespace tearsheet::dedup
