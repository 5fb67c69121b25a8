// What the characters of a page's text count for: letters, digits, stops, blanks. Inline, because
// every character of every page passes here.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace tearsheet::extract {

/// What a code point counts for.
struct Character {
  std::uint32_t code = 0;
  unsigned bytes = 1;
};
/// Of valid UTF-8: looks at nothing twice, for this is the hottest loop there is.
inline Character next_character(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) {
    return i < text.size() ? static_cast<std::uint32_t>(static_cast<unsigned char>(text[i])) & 0x3FU
                           : 0U;
  };
  const auto first = static_cast<std::uint32_t>(static_cast<unsigned char>(text[at]));
  if (first < 0x80) return {first, 1};
  if (first < 0xE0) return {((first & 0x1FU) << 6U) | byte(at + 1), 2};
  if (first < 0xF0) return {((first & 0x0FU) << 12U) | (byte(at + 1) << 6U) | byte(at + 2), 3};
  return {((first & 0x07U) << 18U) | (byte(at + 1) << 12U) | (byte(at + 2) << 6U) | byte(at + 3),
          4};
}
inline bool is_wide(std::uint32_t c) {
  return (c >= 0x2E80 && c <= 0x9FFF) || (c >= 0xAC00 && c <= 0xD7AF) ||
         (c >= 0xF900 && c <= 0xFAFF) || (c >= 0xFF10 && c <= 0xFFEF) ||
         (c >= 0x20000 && c <= 0x3FFFF);
}
inline bool is_blank(std::uint32_t c) {
  return c == 0xA0 || c == 0x200B || c == 0xFEFF || c == 0x3000 || c == 0xAD ||
         (c >= 0x2000 && c <= 0x200A) || c == 0x202F;
}
/// Decimal digits of the scripts that news is printed in, ASCII's apart: each script has ten in a
/// row. Those of India, from Devanagari to Malayalam, stand at the same
/// place of each block.
inline bool is_native_digit(std::uint32_t c) {
  if (c < 0x0660) return false;
  if (c <= 0x06F9) return c <= 0x0669 || c >= 0x06F0;
  if (c >= 0x0966 && c <= 0x0D6F) return (c & 0x7FU) >= 0x66 && (c & 0x7FU) <= 0x6F;
  constexpr std::array<std::uint32_t, 9> kZeros = {0x07C0, 0x0DE6, 0x0E50, 0x0ED0, 0x0F20,
                                                   0x1040, 0x17E0, 0x1810, 0xFF10};
  return std::any_of(kZeros.begin(), kZeros.end(),
                     [&](std::uint32_t zero) { return c >= zero && c <= zero + 9; });
}
/// Full stops of the world's scripts.
inline bool is_stop(std::uint32_t c) {
  return c == '.' || c == '!' || c == '?' || c == 0x2026 || c == 0x3002 || c == 0xFF01 ||
         c == 0xFF1F || c == 0xFF0E || c == 0x0964 || c == 0x061F || c == 0x06D4 || c == 0x1362 ||
         c == 0x0589 || c == 0x104B;
}
inline bool is_comma(std::uint32_t c) {
  return c == ',' || c == ';' || c == 0x060C || c == 0x3001 || c == 0xFF0C || c == 0x104A;
}
/// What may stand between the last stop and the end of a sentence.
inline bool is_closer(std::uint32_t c) {
  return c == '"' || c == '\'' || c == ')' || c == ']' || c == 0x201D || c == 0x2019 || c == 0xBB ||
         c == 0x201C || c == 0x300D || c == 0x300F || c == 0xFF09 || c == 0x203A || c == 0xAB;
}

// What a letter or digit of ASCII counts for, packed to be added up at once; 0 for all else.
inline constexpr std::uint64_t kCharacter = 1, kDigit = std::uint64_t{1} << 21U,
                               kCapital = std::uint64_t{1} << 42U;
inline constexpr std::size_t kLongestRun = 1'000'000;  // fits each of the three

inline constexpr std::array<std::uint64_t, 256> kCounts = [] {
  std::array<std::uint64_t, 256> counts{};
  for (unsigned c = 'a'; c <= 'z'; ++c) counts.at(c) = kCharacter;
  for (unsigned c = 'A'; c <= 'Z'; ++c) counts.at(c) = kCharacter + kCapital;
  for (unsigned c = '0'; c <= '9'; ++c) counts.at(c) = kCharacter + kDigit;
  return counts;
}();

/// The first byte of a letter of two: Latin (U+00C0 to U+027F) and Cyrillic (U+0400 to U+04FF),
/// which count as small ones do.
inline bool is_lead(unsigned char byte) {
  return (byte >= 0xC3 && byte <= 0xC9) || (byte >= 0xD0 && byte <= 0xD3);
}

/// Words with one space between.
struct Run {
  std::size_t bytes = 0;
  std::uint32_t characters = 0, digits = 0, capitals = 0, spaces = 0;  // characters: not the spaces
};

inline Run words_at(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const std::size_t end = std::min(text.size(), at + kLongestRun);
  const auto is_letter = [&](std::size_t i) {
    return i < end && (kCounts[byte(i)] != 0 || (is_lead(byte(i)) && i + 1 < end));
  };
  Run run;
  std::uint64_t counts = 0;
  std::size_t i = at;
  while (is_letter(i)) {
    for (std::uint64_t count = 0; i < end && (count = kCounts[byte(i)]) != 0; ++i) counts += count;
    while (i + 1 < end && is_lead(byte(i))) {
      counts += kCharacter;
      i += 2;
    }
    if (i < end && text[i] == ' ' && is_letter(i + 1)) {
      ++run.spaces;
      ++i;
    }
  }
  run.bytes = i - at;
  run.characters = static_cast<std::uint32_t>(counts % kDigit);
  run.digits = static_cast<std::uint32_t>(counts / kDigit % kDigit);
  run.capitals = static_cast<std::uint32_t>(counts / kCapital);
  return run;
}

}  // namespace tearsheet::extract
