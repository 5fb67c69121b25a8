// UTF-8 by hand: validity, repair, stepping (Unicode 15, 3.9; WHATWG Encoding 8.1.1).
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace tearsheet::text {

inline constexpr char32_t kReplacement = 0xFFFD;

/// Bytes from the start that are ASCII.
[[nodiscard]] std::size_t ascii_prefix(std::string_view bytes);
/// Bytes from the start that are whole, valid UTF-8.
[[nodiscard]] std::size_t valid_prefix(std::string_view bytes);

inline std::uint8_t byte_at(std::string_view text, std::size_t at) {
  return static_cast<std::uint8_t>(text[at]);
}

/// Length of the sequence at `at` if it is whole and valid; else 0, and `bad_length` is how many
/// bytes one U+FFFD stands for.
inline std::size_t sequence_length(std::string_view text, std::size_t at, std::size_t& bad_length) {
  bad_length = 1;
  const std::uint8_t lead = byte_at(text, at);
  if (lead < 0x80) return 1;
  std::size_t length = 0;
  std::uint8_t low = 0x80;
  std::uint8_t high = 0xBF;
  if (lead >= 0xC2 && lead <= 0xDF) {
    length = 2;
  } else if (lead >= 0xE0 && lead <= 0xEF) {
    length = 3;
    if (lead == 0xE0) low = 0xA0;   // no overlong forms
    if (lead == 0xED) high = 0x9F;  // no surrogates
  } else if (lead >= 0xF0 && lead <= 0xF4) {
    length = 4;
    if (lead == 0xF0) low = 0x90;
    if (lead == 0xF4) high = 0x8F;  // nothing above U+10FFFF
  } else {
    return 0;
  }
  for (std::size_t i = 1; i < length; ++i) {
    if (at + i >= text.size()) return 0;
    const std::uint8_t trail = byte_at(text, at + i);
    if (trail < low || trail > high) return 0;
    low = 0x80;
    high = 0xBF;
    bad_length = i + 1;
  }
  return length;
}

inline void append_utf8(std::string& out, char32_t c) {
  const auto put = [&out](char32_t byte) {
    out += static_cast<char>(static_cast<unsigned char>(byte));
  };
  if (c < 0x80) {
    put(c);
  } else if (c < 0x800) {
    put(0xC0 | c >> 6);
    put(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    put(0xE0 | c >> 12);
    put(0x80 | (c >> 6 & 0x3F));
    put(0x80 | (c & 0x3F));
  } else {
    put(0xF0 | c >> 18);
    put(0x80 | (c >> 12 & 0x3F));
    put(0x80 | (c >> 6 & 0x3F));
    put(0x80 | (c & 0x3F));
  }
}

/// The code point at `at`, which is moved behind it. Bad bytes give U+FFFD, one for each maximal
/// part of a sequence.
[[nodiscard]] inline char32_t next_code_point(std::string_view text, std::size_t& at) {
  if (byte_at(text, at) < 0x80) return byte_at(text, at++);
  std::size_t bad = 0;
  const std::size_t length = sequence_length(text, at, bad);
  const std::size_t begin = at;
  at += length == 0 ? bad : length;
  switch (length) {
    case 2:
      return static_cast<char32_t>((byte_at(text, begin) & 0x1F) << 6 |
                                   (byte_at(text, begin + 1) & 0x3F));
    case 3:
      return static_cast<char32_t>((byte_at(text, begin) & 0x0F) << 12 |
                                   (byte_at(text, begin + 1) & 0x3F) << 6 |
                                   (byte_at(text, begin + 2) & 0x3F));
    case 4:
      return static_cast<char32_t>(
          (byte_at(text, begin) & 0x07) << 18 | (byte_at(text, begin + 1) & 0x3F) << 12 |
          (byte_at(text, begin + 2) & 0x3F) << 6 | (byte_at(text, begin + 3) & 0x3F));
    default:
      return kReplacement;
  }
}

/// Appends `bytes` with U+FFFD for what is not UTF-8; gives how many were put in.
std::size_t append_repaired(std::string& out, std::string_view bytes);

}  // namespace tearsheet::text
