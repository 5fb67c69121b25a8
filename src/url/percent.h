// Percent-encoding by the WHATWG URL Standard 1.3: which bytes each part of a URL cannot hold.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/ascii.h"

namespace tearsheet::url {

/// The standard's percent-encode sets, for special (http, https) URLs.
enum class EncodeSet : std::uint8_t { kFragment = 1, kQuery = 2, kPath = 4, kUserinfo = 8 };

/// For each byte one bit per EncodeSet: set where the byte must be escaped.
[[nodiscard]] constexpr std::array<std::uint8_t, 256> make_encode_table() {
  constexpr int kFragment = static_cast<int>(EncodeSet::kFragment);
  constexpr int kQuery = static_cast<int>(EncodeSet::kQuery);
  constexpr int kPath = static_cast<int>(EncodeSet::kPath);
  constexpr int kUserinfo = static_cast<int>(EncodeSet::kUserinfo);
  std::array<std::uint8_t, 256> table{};
  const auto add = [&table](std::size_t byte, int sets) {
    table[byte] = static_cast<std::uint8_t>(table[byte] | sets);
  };
  for (std::size_t byte = 0; byte < 256; ++byte) {
    if (byte < 0x20 || byte > 0x7E) add(byte, kFragment | kQuery | kPath | kUserinfo);
  }
  struct Group {
    std::string_view bytes;
    int sets;
  };
  for (const Group& group :
       {Group{" \"<>", kFragment | kQuery | kPath | kUserinfo},
        Group{"`", kFragment | kPath | kUserinfo}, Group{"#", kQuery | kPath | kUserinfo},
        Group{"'", kQuery},  // the special-query set
        Group{"?^{}", kPath | kUserinfo}, Group{"/:;=@[\\]|", kUserinfo}}) {
    for (const char c : group.bytes) add(static_cast<unsigned char>(c), group.sets);
  }
  return table;
}
inline constexpr std::array<std::uint8_t, 256> kMustEncode = make_encode_table();

/// Whether `c` stands as it is in a part with this set.
[[nodiscard]] constexpr bool is_safe(char c, EncodeSet set) {
  return (kMustEncode[static_cast<unsigned char>(c)] & static_cast<std::uint8_t>(set)) == 0;
}

/// Appends `utf8`, encoding what is in the set; bytes that are not UTF-8 become U+FFFD first.
void append_encoded(std::string& out, std::string_view utf8, EncodeSet set);

/// Appends "%XX", upper case.
void append_escape(std::string& out, unsigned char byte);

/// The value of the escape at `text[at]`, or -1 where there is none.
[[nodiscard]] constexpr int escape_at(std::string_view text, std::size_t at) {
  if (at + 2 >= text.size() || text[at] != '%') return -1;
  const int high = hex_value(text[at + 1]);
  const int low = hex_value(text[at + 2]);
  return high < 0 || low < 0 ? -1 : high * 16 + low;
}

/// Percent-decodes to bytes, not necessarily UTF-8.
[[nodiscard]] std::string percent_decode(std::string_view text);

/// RFC 3986 2.3: an escape of one of these says nothing.
[[nodiscard]] constexpr bool is_unreserved(char c) {
  return is_alpha(c) || is_digit(c) || c == '-' || c == '.' || c == '_' || c == '~';
}

}  // namespace tearsheet::url
