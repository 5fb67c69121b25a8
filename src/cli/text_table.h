// A table for people: a header, rows, and lines that say more of a row below it.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tearsheet::cli {

class TextTable {
 public:
  enum class Side { kLeft, kRight };
  struct Column {
    std::string_view title;
    Side side = Side::kRight;
  };
  /// The first one gives way where the terminal is too narrow.
  explicit TextTable(std::vector<Column> columns) : columns_(std::move(columns)) {}

  /// A cell for each column; text from anywhere.
  void row(std::vector<std::string> cells);
  /// Of the row before, indented.
  void note(const std::string& text);

  /// `width` in columns of the terminal, which then breaks no line: cells of the first column are
  /// shortened in their middle, notes are folded. Without it nothing is left out, and a line of the
  /// table is a line: what reads a pipe looks for whole names.
  [[nodiscard]] std::string text(std::optional<std::size_t> width) const;

 private:
  struct Line {
    std::vector<std::string> cells;
    std::vector<std::string> notes;
  };
  [[nodiscard]] std::vector<std::size_t> widths(std::optional<std::size_t> width) const;

  std::vector<Column> columns_;
  std::vector<Line> lines_;
};

/// Folded at spaces; lines behind the first begin with `indent` spaces. Words that are longer than
/// the width are cut at it.
std::string folded(std::string_view text, std::size_t width, std::size_t indent);

}  // namespace tearsheet::cli
