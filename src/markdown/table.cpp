#include "markdown/table.h"

#include <algorithm>
#include <numeric>

namespace tearsheet::markdown {
namespace {

constexpr std::size_t kBetween = 2;  // spaces between two columns
constexpr std::size_t kNarrowest = 8;
constexpr std::size_t kWidest = 160;  // where lines may be of any length

std::vector<std::size_t> widths_of(const std::vector<std::vector<Cells>>& rows, std::size_t columns,
                                   std::size_t width) {
  std::vector<std::size_t> widths(columns, 1);
  for (const auto& row : rows) {
    for (std::size_t i = 0; i < row.size(); ++i)
      widths[i] = std::max(widths[i], columns_of(row[i]));
  }
  const std::size_t gaps = kBetween * (columns - 1);
  std::size_t room = width > gaps ? width - gaps : columns;
  if (std::accumulate(widths.begin(), widths.end(), std::size_t{0}) <= room) return widths;
  // The narrowest first: each takes what it wants, at most an equal share of what is left.
  std::vector<std::size_t> order(columns);
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(),
            [&](std::size_t a, std::size_t b) { return widths[a] < widths[b]; });
  for (std::size_t i = 0; i < columns; ++i) {
    std::size_t& mine = widths[order[i]];
    mine = std::min(mine, room / (columns - i));
    room -= mine;
  }
  return widths;
}

/// For tables with more columns than can stand beside each other: the cells of a row in a line.
std::vector<std::string> joined(const std::vector<std::vector<Cells>>& rows, std::size_t width,
                                bool colour) {
  std::vector<std::string> out;
  for (const auto& row : rows) {
    Cells all;
    for (const Cells& cell : row) {
      if (!all.empty()) append(all, " | ", kPlainStyle);
      all.insert(all.end(), cell.begin(), cell.end());
    }
    for (const Line& line : lines_of(all, width)) {
      out.emplace_back();
      write(out.back(), all, line, colour);
    }
  }
  return out;
}

void pad(std::string& line, std::size_t columns) {
  line.append(columns, ' ');
}

}  // namespace

std::vector<std::string> table_lines(const std::vector<std::vector<Cells>>& rows, std::size_t width,
                                     bool colour) {
  std::vector<std::string> out;
  std::size_t columns = 0;
  for (const auto& row : rows) columns = std::max(columns, row.size());
  if (columns == 0) return out;
  if (width == 0) width = kWidest;
  if (columns * (kNarrowest + kBetween) > width + kBetween) return joined(rows, width, colour);
  const std::vector<std::size_t> widths = widths_of(rows, columns, width);
  for (std::size_t r = 0; r < rows.size(); ++r) {
    std::vector<std::vector<Line>> folded;
    std::size_t height = 1;
    for (std::size_t i = 0; i < rows[r].size(); ++i) {
      folded.push_back(lines_of(rows[r][i], widths[i]));
      height = std::max(height, folded.back().size());
    }
    for (std::size_t k = 0; k < height; ++k) {
      std::string line;
      std::size_t owed = 0;  // spaces before the next cell
      for (std::size_t i = 0; i < folded.size(); ++i) {
        std::size_t used = 0;
        if (k < folded[i].size() && folded[i][k].second > folded[i][k].first) {
          pad(line, owed);
          owed = 0;
          used = write(line, rows[r][i], folded[i][k], colour);
        }
        owed += widths[i] - std::min(used, widths[i]) + kBetween;
      }
      out.push_back(std::move(line));
    }
    if (r > 0) continue;
    std::string rule;
    for (std::size_t i = 0; i < columns; ++i) {
      if (i > 0) pad(rule, kBetween);
      for (std::size_t k = 0; k < widths[i]; ++k) rule += "─";
    }
    out.push_back(std::move(rule));
  }
  return out;
}

}  // namespace tearsheet::markdown
