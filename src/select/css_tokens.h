// Cutting a selector into tokens (CSS Syntax Level 3, section 4), with the byte column of each.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace tearsheet::select {

enum class TokenKind : std::uint8_t {
  kIdent,
  kFunction,  ///< A name and its "(".
  kHash,      ///< "#name"; `is_identifier` says whether the name could be an identifier.
  kString,
  kNumber,
  kDimension,  ///< A number and its unit, as in "2n".
  kPercentage,
  kDelimiter,  ///< Any other character: `text` holds it.
  kSpace,
  kColon,
  kComma,
  kOpenSquare,
  kCloseSquare,
  kOpenRound,
  kCloseRound,
  kEnd,
};

struct Token {
  TokenKind kind = TokenKind::kEnd;
  bool is_identifier = false;  ///< kHash: usable as an id selector.
  bool is_integer = false;     ///< kNumber, kDimension.
  bool has_sign = false;       ///< kNumber, kDimension: written with + or -.
  int number = 0;              ///< kNumber, kDimension, if an integer; clamped.
  std::string
      text;  ///< Name, string or unit with its escapes resolved; the character of a delimiter.
  std::uint32_t begin = 0;  ///< Byte offsets in the source.
  std::uint32_t end = 0;

  [[nodiscard]] int column() const { return static_cast<int>(begin) + 1; }
  [[nodiscard]] bool is_delimiter(char c) const {
    return kind == TokenKind::kDelimiter && text.size() == 1 && text[0] == c;
  }
};

/// All tokens, the last of them kEnd. Comments are dropped. Unlike a style sheet, a selector whose
/// string or comment does not end is refused: in a site file it is a slip, and guessing its end
/// would hide it.
Result<std::vector<Token>> tokenize(std::string_view source);

}  // namespace tearsheet::select
