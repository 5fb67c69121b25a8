// Percent-encoding by the WHATWG URL Standard 1.3: which bytes each part of a URL cannot hold.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/ascii.h"

namespace tearsheet::url {

/// The standard's percent-encode sets, for special (http, https) URLs.
enum class EncodeSet : std::uint8_t { kFragment = 1, kQuery = 2, kPath = 4, kUserinfo = 8 };

/// Whether `byte` stands as it is in a part with this set.
[[nodiscard]] bool is_safe(unsigned char byte, EncodeSet set);
/// Whether every byte of `text` does.
[[nodiscard]] bool is_all_safe(std::string_view text, EncodeSet set);

/// Appends `utf8`, encoding what is in the set; bytes that are not UTF-8 become U+FFFD first.
void append_encoded(std::string& out, std::string_view utf8, EncodeSet set);

/// Appends "%XX", upper case.
void append_escape(std::string& out, unsigned char byte);

/// The value of the escape at `text[at]`, or -1 where there is none.
[[nodiscard]] int escape_at(std::string_view text, std::size_t at);

/// Percent-decodes to bytes, not necessarily UTF-8.
[[nodiscard]] std::string percent_decode(std::string_view text);

/// Length of the well-formed UTF-8 sequence at `text[at]` (Unicode 3.9, table 3-7), 0 if malformed.
[[nodiscard]] std::size_t utf8_length(std::string_view text, std::size_t at);

/// RFC 3986 2.3: an escape of one of these says nothing.
[[nodiscard]] constexpr bool is_unreserved(char c) {
  return is_alpha(c) || is_digit(c) || c == '-' || c == '.' || c == '_' || c == '~';
}

}  // namespace tearsheet::url
