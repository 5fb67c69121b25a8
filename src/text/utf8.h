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

void append_utf8(std::string& out, char32_t code_point);
/// The code point at `at`, which is moved behind it. Bad bytes give U+FFFD, one for each maximal
/// part of a sequence.
[[nodiscard]] char32_t next_code_point(std::string_view text, std::size_t& at);

/// Appends `bytes` with U+FFFD for what is not UTF-8; gives how many were put in.
std::size_t append_repaired(std::string& out, std::string_view bytes);

}  // namespace tearsheet::text
