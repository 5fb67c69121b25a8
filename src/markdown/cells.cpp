#include "markdown/cells.h"

#include <unicode/uchar.h>

#include <algorithm>

#include "base/ascii.h"
#include "base/escape.h"
#include "base/utf8.h"
#include "markdown/markdown.h"

namespace tearsheet::markdown {
namespace {

constexpr std::size_t kTab = 4;

std::uint8_t columns_of(char32_t c) {
  if (c < 0x300) return c == 0xAD ? 0 : 1;
  const auto point = static_cast<UChar32>(c);
  const auto kind = u_charType(point);
  if (kind == U_NON_SPACING_MARK || kind == U_ENCLOSING_MARK || kind == U_FORMAT_CHAR) return 0;
  const int wide = u_getIntPropertyValue(point, UCHAR_EAST_ASIAN_WIDTH);
  return wide == U_EA_WIDE || wide == U_EA_FULLWIDTH ? 2 : 1;
}

void push(Cells& cells, std::string_view printable, std::uint8_t style) {
  for (std::size_t at = 0; at < printable.size();) {
    const char32_t c = next_code_point(printable, at);
    cells.push_back({c, columns_of(c), style});
  }
}

/// Signs that no line begins with (JIS X 4051, those of news).
bool closes(char32_t c) {
  constexpr std::u32string_view kClosing = U"、。，．：；！？）」』】〉》〕］｝ー々";
  return kClosing.find(c) != std::u32string_view::npos;
}
bool opens(char32_t c) {
  constexpr std::u32string_view kOpening = U"（「『【〈《〔［｛";
  return kOpening.find(c) != std::u32string_view::npos;
}

/// Whether a line may end between two characters of which none is a space.
bool may_part(const Cell& before, const Cell& behind) {
  if (behind.columns == 0) return false;
  if (before.columns != 2 && behind.columns != 2) return false;
  return !closes(behind.c) && !opens(before.c);
}

void set_style(std::string& out, std::uint8_t style) {
  out += "\x1b[0";
  if ((style & kBold) != 0) out += ";1";
  if ((style & kDim) != 0) out += ";2";
  if ((style & kItalic) != 0) out += ";3";
  if ((style & kUnderlined) != 0) out += ";4";
  out += 'm';
}

}  // namespace

void append(Cells& cells, std::string_view utf8, std::uint8_t style) {
  std::size_t from = 0;
  for (std::size_t at = 0; at <= utf8.size(); ++at) {
    if (at < utf8.size() && !is_space(utf8[at])) continue;
    push(cells, to_printable(utf8.substr(from, at - from)), style);
    from = at + 1;
    const bool is_needed = !cells.empty() && cells.back().c != ' ' && cells.back().c != '\n';
    if (at < utf8.size() && is_needed) cells.push_back({' ', 1, style});
  }
}

void append_code(Cells& cells, std::string_view utf8, std::uint8_t style) {
  std::size_t from = 0;
  for (std::size_t at = 0; at <= utf8.size(); ++at) {
    if (at < utf8.size() && utf8[at] != '\n' && utf8[at] != '\t') continue;
    push(cells, to_printable(utf8.substr(from, at - from)), style);
    from = at + 1;
    if (at == utf8.size()) break;
    if (utf8[at] == '\n') {
      cells.push_back({'\n', 0, style});
    } else {
      cells.insert(cells.end(), kTab, {' ', 1, style});
    }
  }
}

std::size_t columns_of(const Cells& cells) {
  std::size_t columns = 0;
  for (const Cell& cell : cells) columns += cell.columns;
  return columns;
}

std::vector<Line> lines_of(const Cells& cells, std::size_t width) {
  std::vector<Line> lines;
  std::size_t begin = 0, used = 0;
  std::size_t cut = 0, next = 0, used_to_next = 0;  // the last place to break at; next > begin: one
  const auto end_line = [&](std::size_t end, std::size_t go_on) {
    while (end > begin && cells[end - 1].c == ' ') --end;
    lines.emplace_back(begin, end);
    begin = go_on;
  };
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const Cell& cell = cells[i];
    if (cell.c == '\n') {
      end_line(i, i + 1);
      used = 0;
      next = 0;
      continue;
    }
    if (cell.c == ' ') {
      cut = i;
      next = i + 1;
      used_to_next = used + 1;
    } else if (i > begin && may_part(cells[i - 1], cell)) {
      cut = next = i;
      used_to_next = used;
    }
    if (width > 0 && used + cell.columns > width && cell.c != ' ' && i > begin) {
      const bool has_place = next > begin && next <= i;
      used = has_place ? used - used_to_next : 0;
      end_line(has_place ? cut : i, has_place ? next : i);
      next = 0;
    }
    used += cell.columns;
  }
  if (begin < cells.size() || lines.empty()) end_line(cells.size(), cells.size());
  return lines;
}

std::size_t write(std::string& out, const Cells& cells, Line line, bool colour) {
  std::size_t columns = 0;
  std::uint8_t style = kPlainStyle;
  for (std::size_t i = line.first; i < line.second; ++i) {
    if (colour && cells[i].style != style) set_style(out, style = cells[i].style);
    append_utf8(out, cells[i].c);
    columns += cells[i].columns;
  }
  if (style != kPlainStyle) out += "\x1b[0m";
  return columns;
}

std::size_t columns_of(std::string_view utf8) {
  std::size_t columns = 0;
  for (std::size_t at = 0; at < utf8.size();) columns += columns_of(next_code_point(utf8, at));
  return columns;
}

std::string shortened(std::string_view utf8, std::size_t columns) {
  if (columns_of(utf8) <= columns) return std::string(utf8);
  if (columns == 0) return {};
  std::size_t used = 1, at = 0;
  while (at < utf8.size()) {
    std::size_t behind = at;
    used += columns_of(next_code_point(utf8, behind));
    if (used > columns) break;
    at = behind;
  }
  return std::string(utf8.substr(0, at)) + "…";
}

}  // namespace tearsheet::markdown
