// Text as what a terminal shows in its columns, and lines of it. Private to markdown/.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tearsheet::markdown {

enum Style : std::uint8_t { kPlainStyle = 0, kBold = 1, kItalic = 2, kDim = 4, kUnderlined = 8 };

/// A code point; '\n' ends a line.
struct Cell {
  char32_t c = 0;
  std::uint8_t columns = 1;
  std::uint8_t style = kPlainStyle;
};
using Cells = std::vector<Cell>;

/// Behind what is there; what is no text to look at is escaped (to_printable), white space becomes
/// one space, or nothing behind a space or at the beginning.
void append(Cells& cells, std::string_view utf8, std::uint8_t style);
/// The same with every space as it is, and line ends.
void append_code(Cells& cells, std::string_view utf8, std::uint8_t style);

[[nodiscard]] std::size_t columns_of(const Cells& cells);

using Line = std::pair<std::size_t, std::size_t>;  ///< From, to.
/// Lines of at most `width` columns (0: no limit), broken at spaces, in scripts without spaces
/// between characters, and anywhere where nothing else fits. At least one line. Linear.
[[nodiscard]] std::vector<Line> lines_of(const Cells& cells, std::size_t width);

/// Appends them, with ANSI sequences for their style where `colour`. Gives their columns.
std::size_t write(std::string& out, const Cells& cells, Line line, bool colour);

}  // namespace tearsheet::markdown
