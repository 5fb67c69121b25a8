// What a word is made of.
#pragma once

namespace tearsheet::text {

[[nodiscard]] bool is_letter_or_digit(char32_t c);
/// Part of the word it stands in, but none by itself.
[[nodiscard]] bool is_inside_word(char32_t c);

/// Searched by pairs of characters (pairs.cpp): scripts without spaces, and Hangul, which writes
/// particles onto its words.
[[nodiscard]] bool is_paired(char32_t c);

}  // namespace tearsheet::text
