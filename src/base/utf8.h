// UTF-8 by hand: steps, code points, validity of one sequence (Unicode 15, 3.9; WHATWG Encoding
// 8.1.1). Inline, because every character of every page passes here.
//
// Bad bytes are U+FFFD or nothing here. Decoders of their own have those who read something else out
// of damage (dedup/words.cpp), get their text in pieces (feed/utf8_check.h), or compare bytes
// without decoding them (html/attribute_value.h).
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace tearsheet {

inline constexpr char32_t kReplacement = 0xFFFD;

inline std::uint8_t byte_at(std::string_view text, std::size_t at) {
  return static_cast<std::uint8_t>(text[at]);
}

/// Whether the byte goes on with a sequence.
[[nodiscard]] constexpr bool is_continuation(char c) {
  return (static_cast<unsigned char>(c) & 0xC0U) == 0x80;
}
/// Of text that is valid.
[[nodiscard]] inline std::size_t count_code_points(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return !is_continuation(c); }));
}

/// Length of the sequence at `at` if it is whole and valid; else 0, and `bad_length` is how many
/// bytes one U+FFFD stands for.
[[nodiscard]] inline std::size_t sequence_length(std::string_view text, std::size_t at,
                                                 std::size_t& bad_length) {
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

/// Length of the sequence at `at` if it is whole and valid; else 0.
[[nodiscard]] inline std::size_t sequence_length(std::string_view text, std::size_t at) {
  std::size_t bad_length = 0;
  return sequence_length(text, at, bad_length);
}

/// What a valid sequence of `length` bytes says.
[[nodiscard]] inline char32_t code_point_of(std::string_view text, std::size_t at,
                                            std::size_t length) {
  const auto tail = [&](std::size_t i) { return byte_at(text, at + i) & 0x3FU; };
  switch (length) {
    case 1:
      return byte_at(text, at);
    case 2:
      return (byte_at(text, at) & 0x1FU) << 6 | tail(1);
    case 3:
      return (byte_at(text, at) & 0x0FU) << 12 | tail(1) << 6 | tail(2);
    default:
      return (byte_at(text, at) & 0x07U) << 18 | tail(1) << 12 | tail(2) << 6 | tail(3);
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
  return length == 0 ? kReplacement : code_point_of(text, begin, length);
}

/// How long a sequence is that begins with `lead`, in text that is valid.
[[nodiscard]] constexpr std::size_t length_by_lead(char lead) {
  const auto byte = static_cast<unsigned char>(lead);
  return byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
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

}  // namespace tearsheet
