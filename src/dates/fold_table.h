// What fold() makes of a code point. The table is written when the program is built (generate/):
// asking ICU for all of it costs a program's start more than all else.
#pragma once

#include <array>

namespace tearsheet::dates {

/// Below this, code points are mapped by a table: all alphabets with case or accents, and general
/// punctuation. Above are symbols and the scripts of east Asia, where only the full-width forms
/// need care.
inline constexpr char32_t kFoldTableEnd = 0x2100;

/// What a code point becomes; 0: nothing.
struct FoldMapping {
  char32_t first = 0, second = 0;
};
using FoldTable = std::array<FoldMapping, kFoldTableEnd>;

[[nodiscard]] const FoldTable& fold_table();

}  // namespace tearsheet::dates
