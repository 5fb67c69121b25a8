#include "cli/text_table.h"

#include <algorithm>

#include "base/escape.h"
#include "base/utf8.h"

namespace tearsheet::cli {
namespace {

constexpr std::size_t kNarrowest = 12;  // of the first column: two ends of a name still tell it
constexpr std::size_t kIndent = 2;
constexpr std::string_view kLeftOut = "…";

// East Asian wide characters take two columns: everything from U+1100 on is counted so, but the
// signs of the plots and dashes, which can only leave room.
std::size_t columns_of(std::string_view character) {
  const auto lead = static_cast<unsigned char>(character.front());
  return lead < 0xE1 || lead == 0xE2 ? 1 : 2;
}

template <class Each>
void each_character(std::string_view text, Each&& each) {
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t length = std::min(length_by_lead(text[at]), text.size() - at);
    if (!each(text.substr(at, length), at)) return;
    at += length;
  }
}

std::size_t width_of(std::string_view text) {
  std::size_t width = 0;
  each_character(text, [&](std::string_view character, std::size_t) {
    width += columns_of(character);
    return true;
  });
  return width;
}

/// How many bytes of the text fill at most so many columns.
std::size_t fitting(std::string_view text, std::size_t columns) {
  std::size_t used = 0, end = text.size();
  each_character(text, [&](std::string_view character, std::size_t at) {
    used += columns_of(character);
    if (used > columns) end = at;
    return used <= columns;
  });
  return end;
}

/// Where the last so many columns begin.
std::size_t beginning_of_last(std::string_view text, std::size_t columns) {
  std::size_t left = width_of(text), begin = text.size();
  each_character(text, [&](std::string_view character, std::size_t at) {
    if (left <= columns) begin = std::min(begin, at);
    left -= columns_of(character);
    return begin == text.size();
  });
  return begin;
}

// Names of one house begin alike and names of one kind end alike, so both ends stay.
std::string shortened(const std::string& text, std::size_t columns) {
  if (width_of(text) <= columns) return text;
  const std::size_t rest = columns - 1, last = rest / 2;
  return text.substr(0, fitting(text, rest - last)) + std::string(kLeftOut) +
         text.substr(beginning_of_last(text, last));
}

void put(std::string& line, const std::string& cell, std::size_t width, TextTable::Side side) {
  const std::size_t used = width_of(cell);
  const std::string room(width > used ? width - used : 0, ' ');
  line += side == TextTable::Side::kLeft ? cell + room : room + cell;
}

}  // namespace

void TextTable::row(std::vector<std::string> cells) {
  for (std::string& cell : cells) cell = to_printable(cell);
  cells.resize(columns_.size());
  lines_.push_back({std::move(cells), {}});
}

void TextTable::note(const std::string& text) {
  if (!lines_.empty()) lines_.back().notes.push_back(to_printable(text));
}

std::vector<std::size_t> TextTable::widths(std::optional<std::size_t> width) const {
  std::vector<std::size_t> widths;
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    std::size_t widest = columns_[i].title.size();
    for (const Line& line : lines_) widest = std::max(widest, width_of(line.cells[i]));
    widths.push_back(widest);
  }
  std::size_t all = widths.size() - 1;
  for (const std::size_t one : widths) all += one;
  if (width && all > *width) {
    const std::size_t over = all - *width;
    const std::size_t least = std::min(widths.front(), kNarrowest);
    widths.front() = std::max(least, widths.front() > over ? widths.front() - over : 0);
  }
  return widths;
}

std::string TextTable::text(std::optional<std::size_t> width) const {
  const std::vector<std::size_t> wide = widths(width);
  std::string out;
  const auto put_line = [&](const auto& cell_of) {
    std::string line;
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      if (i > 0) line += ' ';
      put(line, i == 0 && width ? shortened(cell_of(i), wide[i]) : cell_of(i), wide[i],
          columns_[i].side);
    }
    line.erase(line.find_last_not_of(' ') + 1);
    out += line + "\n";
  };
  put_line([&](std::size_t i) { return std::string(columns_[i].title); });
  for (const Line& line : lines_) {
    put_line([&](std::size_t i) { return line.cells[i]; });
    for (const std::string& note : line.notes) {
      const std::string indented = std::string(kIndent, ' ') + note;
      out += (width ? folded(indented, *width, 2 * kIndent) : indented) + "\n";
    }
  }
  return out;
}

std::string folded(std::string_view text, std::size_t width, std::size_t indent) {
  width = std::max(width, indent + kNarrowest);
  std::string out;
  std::size_t room = width;
  while (width_of(text) > room) {
    const std::size_t end = fitting(text, room);
    // A space right behind the line counts as one of it.
    const std::size_t space = text.substr(0, end + 1).rfind(' ');
    const bool is_word = space == std::string_view::npos ||
                         text.substr(0, space).find_first_not_of(' ') == std::string_view::npos;
    const std::size_t cut = is_word ? end : space;
    out += std::string(text.substr(0, cut)) + "\n" + std::string(indent, ' ');
    text.remove_prefix(is_word ? cut : cut + 1);
    room = width - indent;
  }
  return out += text;
}

}  // namespace tearsheet::cli
