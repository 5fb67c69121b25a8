// The stored form of a document: a sample of its shingles, its numbers, its title.
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>

namespace tearsheet::dedup {

[[nodiscard]] constexpr std::uint32_t mixed(std::uint32_t shingle) {
  shingle *= 0x85EB'CA6B;
  shingle ^= shingle >> 15;
  shingle *= 0xC2B2'AE35;
  return shingle ^ shingle >> 13;
}
/// A shingle is in the samples of all levels up to this one: on average 2^-L of all are in level L.
/// Two samples of any documents are comparable at the higher of their levels.
[[nodiscard]] constexpr unsigned level_of(std::uint32_t shingle) {
  return static_cast<unsigned>(std::countr_zero(mixed(shingle)));
}
/// level_of(shingle) >= level.
[[nodiscard]] constexpr bool is_in_level(std::uint32_t shingle, unsigned level) {
  return (mixed(shingle) & ((std::uint64_t{1} << level) - 1)) == 0;
}

template <class T>
[[nodiscard]] constexpr T from_little_endian(T value) {
  if constexpr (std::endian::native == std::endian::big) {
    T turned = 0;
    for (std::size_t i = 0; i < sizeof(T); ++i) {
      turned = static_cast<T>(turned << 8 | (value >> 8 * i & 0xFFU));
    }
    return turned;
  }
  return value;
}

/// A number with the words that stand around it, hashed: "shares rose # percent".
struct NumberInPlace {
  std::uint16_t place = 0;
  std::uint16_t value = 0;
};
[[nodiscard]] constexpr NumberInPlace from_little_endian(NumberInPlace number) {
  return {from_little_endian(number.place), from_little_endian(number.value)};
}

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
  [[nodiscard]] T operator[](std::size_t i) const { return items[i]; }
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
  /// Keys of the paragraphs in which boilerplate stands, hashed with the host; without a host none.
  Few<std::uint32_t, kMaxParagraphs> paragraphs;
};

/// A list as it stands in the bytes of a sketch.
template <class T>
struct Packed {
  const char* bytes = nullptr;
  std::uint8_t count = 0;
  [[nodiscard]] T operator[](std::size_t i) const {
    T item;
    std::memcpy(&item, bytes + i * sizeof(T), sizeof(T));
    return from_little_endian(item);
  }
  [[nodiscard]] bool empty() const { return count == 0; }
};

/// The same as a Sketch, read from the bytes when asked for: of the many documents that are
/// compared with one, most are seen to be others by their samples alone. The bytes must outlive it.
struct SketchView {
  std::uint64_t exact = 0;
  std::uint32_t host = 0;
  std::uint32_t words = 0;
  unsigned level = 0;
  Packed<std::uint16_t> title_words;
  Packed<NumberInPlace> numbers;
  Packed<std::uint32_t> lead;
  Packed<std::uint32_t> sample;
  Packed<std::uint32_t> paragraphs;
};

/// Of two ascending lists, 0 to 1; 0 where one is empty.
template <class A, class B>
[[nodiscard]] double share_of_fewer(const A& a, const B& b) {
  if (a.empty() || b.empty()) return 0;
  std::size_t shared = 0;
  for (std::size_t i = 0, j = 0; i < a.count && j < b.count;) {
    const auto x = a[i];
    const auto y = b[j];
    shared += x == y ? 1 : 0;
    i += x <= y ? 1 : 0;
    j += y <= x ? 1 : 0;
  }
  return static_cast<double>(shared) / std::min(a.count, b.count);
}

/// Names the title in the index, equal for titles of the same words; 0 where there are too few to
/// tell one story from the next.
[[nodiscard]] std::uint32_t title_key(const SketchView& sketch);

void append_sketch(std::string& bytes, const Sketch& sketch);
/// Empty: of another version, or damaged.
[[nodiscard]] std::optional<SketchView> view_sketch(std::string_view bytes);
/// Of bytes that view_sketch() has taken before.
[[nodiscard]] SketchView view_known_sketch(const char* bytes);
/// All of it, copied.
[[nodiscard]] std::optional<Sketch> read_sketch(std::string_view bytes);

}  // namespace tearsheet::dedup
