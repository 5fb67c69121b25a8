// A text as the tables hold it: one spelling for what readers take for the same.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace tearsheet::dates {

/// Lower case, no accents, digits of any script as ASCII, full-width forms narrow, one kind of
/// space, hyphen and apostrophe, no invisible characters. `origin[i]` is where byte i of `text`
/// came from.
struct Folded {
  std::string text;
  std::vector<std::uint16_t> origin;
};
/// Any bytes; bad UTF-8 becomes spaces. At most kMaxDateText bytes are read.
[[nodiscard]] Folded fold(std::string_view utf8);

/// The text with the digits of other scripts as ASCII ones, all else as it was.
[[nodiscard]] std::string with_ascii_digits(std::string_view utf8);

/// The code point at `at` of valid UTF-8 (as fold() gives it) and its size; U+0000 with size 0 at
/// the end.
struct CodePoint {
  char32_t value = 0;
  std::size_t size = 0;
};
[[nodiscard]] CodePoint code_point_at(std::string_view text, std::size_t at);
/// Letters and marks: what words are made of. ASCII digits are none.
[[nodiscard]] bool is_word_character(char32_t c);
/// Scripts whose words touch each other: Chinese characters, kana, Hangul, Thai, Lao, Khmer,
/// Burmese, Tibetan.
[[nodiscard]] bool is_unspaced(char32_t c);

}  // namespace tearsheet::dates
