// A text as a row of hashed words, folded so that copies in another style have the same.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace tearsheet::dedup {

enum class WordKind : std::uint8_t {
  kWord,
  kNumber,     ///< Digits; "1,000" and "1000" are one number.
  kCharacter,  ///< Of a script without spaces: each character is a word.
};
struct Word {
  std::uint64_t hash = 0;
  WordKind kind = WordKind::kWord;
};

/// Case and accents folded, apostrophes inside words dropped, UTF-8 that was read as windows-1252
/// read right.
[[nodiscard]] std::vector<Word> to_words(std::string_view utf8);

}  // namespace tearsheet::dedup
