// Blocks as Markdown. No raw HTML is written, and what is no markup is escaped, so whatever reads it
// sees the text as it was.
#include "extract/render/markdown.h"

#include <algorithm>
#include <vector>

namespace tearsheet::extract {
namespace {

using records::Block;
using records::Cell;
using records::Enclosure;

std::string inline_of(const Block& block) {
  return block.html.empty() ? escape_markdown(block.text) : inline_markdown(block.html);
}

std::string on_one_line(std::string text) {
  std::replace(text.begin(), text.end(), '\n', ' ');
  return text;
}

std::string heading(const Block& block) {
  std::string text = on_one_line(inline_of(block));
  if (text.ends_with('#')) text.insert(text.size() - 1, 1, '\\');  // it would close the heading
  return std::string(std::clamp<std::size_t>(block.level, 2, 6), '#') + ' ' + text;
}

std::string fenced(const Block& block) {
  std::string marks = "```";
  while (block.text.find(marks) != std::string::npos) marks += '`';
  return marks + block.language + '\n' + block.text + '\n' + marks;
}

/// GFM 4.10: the first row is the head, because a table must have one.
std::string table(std::span<const Block> rows) {
  std::size_t columns = 1;
  for (const auto& row : rows) columns = std::max(columns, row.cells.size());
  std::string out;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    out += i > 0 ? "\n|" : "|";
    for (std::size_t k = 0; k < columns; ++k) {
      const Cell cell = k < rows[i].cells.size() ? rows[i].cells[k] : Cell{};
      out +=
          ' ' +
          on_one_line(cell.html.empty() ? escape_markdown(cell.text) : inline_markdown(cell.html)) +
          " |";
    }
    if (i > 0) continue;
    out += "\n|";
    for (std::size_t k = 0; k < columns; ++k) out += " --- |";
  }
  return out;
}

bool is_item(const Enclosure& one) {
  return one.kind == Enclosure::Kind::kBullet || one.kind == Enclosure::Kind::kNumbered;
}

/// Puts each block behind the marks of what it stands in. Two blocks stand in the same as far as
/// their enclosures are equal; there the second goes on, and what is new is opened.
class Writer {
 public:
  void add(const std::vector<Enclosure>& within, std::string_view text, bool is_tight) {
    std::size_t common = 0;
    while (common < within.size() && common < open_.size() && within[common] == open_[common].what)
      ++common;
    separate(within, common, is_tight);
    open_.resize(common);
    std::string first, rest;
    for (std::size_t i = 0; i < within.size(); ++i) {
      if (i == common) first = rest;
      if (i >= common) open(within[i], first);
      rest += open_[i].rest;
    }
    if (within.size() == common) first = rest;
    append(text, first, rest);
    is_tight_ = is_tight;
  }

  std::string take() { return std::move(out_); }

 private:
  struct Open {
    Enclosure what;
    std::string rest;  // before the lines behind its first
  };

  void separate(const std::vector<Enclosure>& within, std::size_t common, bool is_tight) {
    if (out_.empty()) {
      out_ += '\n';
      return;
    }
    const bool next_item = common < within.size() && is_item(within[common]);
    const bool same_list = next_item && common < open_.size() && is_item(open_[common].what) &&
                           open_[common].what.list == within[common].list;
    const bool goes_deeper =
        next_item && common == open_.size() && common > 0 && is_item(open_[common - 1].what);
    other_mark_ = next_item && !same_list && common < open_.size() && is_item(open_[common].what) &&
                          open_[common].what.kind == within[common].kind
                      ? !other_mark_
                      : other_mark_ && (same_list || goes_deeper || common > 0);
    if ((same_list || goes_deeper) && is_tight && is_tight_) return;
    std::string prefix;
    for (std::size_t i = 0; i < common; ++i) prefix += open_[i].rest;
    while (prefix.ends_with(' ')) prefix.pop_back();
    out_ += prefix + '\n';
  }

  void open(const Enclosure& what, std::string& first) {
    if (what.kind == Enclosure::Kind::kQuote) {
      open_.push_back({what, "> "});
      first += "> ";
      return;
    }
    if (what.kind == Enclosure::Kind::kFootnote) {
      open_.push_back({what, "    "});
      first += "[^" + std::to_string(what.number) + "]: ";
      return;
    }
    const std::string mark =
        what.kind == Enclosure::Kind::kBullet
            ? std::string(other_mark_ ? "* " : "- ")
            : std::to_string(what.number) + std::string(other_mark_ ? ") " : ". ");
    open_.push_back({what, std::string(mark.size(), ' ')});
    first += mark;
    if (what.task != Enclosure::Task::kNone)
      first += what.task == Enclosure::Task::kDone ? "[x] " : "[ ] ";
  }

  void append(std::string_view text, std::string_view first, std::string_view rest) {
    out_ += first;
    while (!text.empty()) {
      const std::size_t end = std::min(text.find('\n'), text.size() - 1) + 1;
      out_ += text.substr(0, end);
      if (out_.back() == '\n') out_ += rest;
      text.remove_prefix(end);
    }
    out_ += '\n';
  }

  std::string out_;
  std::vector<Open> open_;
  bool is_tight_ = false, other_mark_ = false;
};

std::string written(const Block& block) {
  switch (block.kind) {
    case Block::Kind::kHeading:
      return heading(block);
    case Block::Kind::kPreformatted:
      return fenced(block);
    case Block::Kind::kImage:
      return "![" + escape_markdown(block.text, false) + "](" + escape_target(block.url) + ')';
    case Block::Kind::kCaption:
      return '*' + on_one_line(escape_markdown(block.text, false)) + '*';
    case Block::Kind::kFormula:
      return "$$\n" + block.text + "\n$$";
    case Block::Kind::kParagraph:
    case Block::Kind::kQuote:
    case Block::Kind::kListItem:
    case Block::Kind::kTableRow:
      break;
  }
  return inline_of(block);
}

}  // namespace

std::string to_markdown(std::span<const Block> blocks) {
  Writer writer;
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    const Block& block = blocks[i];
    if (block.kind != Block::Kind::kTableRow) {
      writer.add(block.within, written(block), block.kind == Block::Kind::kListItem);
      continue;
    }
    std::size_t end = i + 1;
    while (end < blocks.size() && blocks[end].kind == Block::Kind::kTableRow &&
           blocks[end].table == block.table && blocks[end].within == block.within)
      ++end;
    writer.add(block.within, table(blocks.subspan(i, end - i)), false);
    i = end - 1;
  }
  return writer.take();
}

std::string to_markdown_body(std::span<const Block> blocks) {
  std::string out = to_markdown(blocks);
  if (out.size() > kLongestMarkdown) return {};
  while (out.ends_with('\n')) out.pop_back();
  return out.erase(0, std::min(out.find_first_not_of('\n'), out.size()));
}

}  // namespace tearsheet::extract
