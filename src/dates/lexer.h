// A folded text as numbers, words and signs, each word with all its meanings in all languages.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "dates/fold.h"
#include "dates/names.h"

namespace tearsheet::dates {

/// More than a dateline ever has; the text behind them is not looked at.
inline constexpr std::size_t kMaxLexemes = 96;

struct Lexeme {
  enum class Kind : std::uint8_t { kNumber, kWord, kSign };
  Kind kind = Kind::kSign;
  char sign = 0;  ///< Of a sign: its ASCII character, or 1 for any other.
  std::uint8_t digits =
      0;  ///< Of a number: how many were written, leading zeros too; 0 for Chinese numerals.
  bool space_before = false;
  int value = 0;                     ///< Of a number; -1 if it has more than nine digits.
  std::uint16_t begin = 0, end = 0;  ///< Bytes of the folded text.
  std::span<const Sense> senses = {};
};

/// Owns what its lexemes point into, with the word index; moving it keeps them valid.
struct Lexemes {
  Folded folded;
  std::string_view original;  ///< The text itself: zone names need its capitals.
  std::vector<Lexeme> items;
  std::vector<std::vector<Sense>> guesses;

  /// The folded text of an item.
  [[nodiscard]] std::string_view text_of(const Lexeme& item) const {
    return std::string_view(folded.text).substr(item.begin, item.end - item.begin);
  }
  /// Byte of the original text where an item begins; its size for one past the last.
  [[nodiscard]] std::size_t origin_of(std::size_t index) const {
    return index < items.size() ? folded.origin[items[index].begin] : original.size();
  }
};

/// `original` must outlive the result. Words are cut as the `language` has them, where it has them.
[[nodiscard]] Lexemes split(std::string_view original, std::size_t language = kMaxLanguages);

}  // namespace tearsheet::dates
