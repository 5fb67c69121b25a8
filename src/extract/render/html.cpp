#include "extract/render/html.h"

#include <algorithm>
#include <vector>

#include "base/escape.h"

namespace tearsheet::extract {
namespace {

using records::Block;
using records::Cell;
using records::Enclosure;

std::string body_of(const Block& block) {
  return block.html.empty() ? to_markup(block.text) : block.html;
}

bool is_item(const Enclosure& one) {
  return one.kind == Enclosure::Kind::kBullet || one.kind == Enclosure::Kind::kNumbered;
}

const char* list_name(const Enclosure& item) {
  return item.kind == Enclosure::Kind::kNumbered ? "ol" : "ul";
}

/// What blocks stand in is a stack; everything else stands for itself.
class HtmlWriter {
 public:
  std::string write(std::span<const Block> blocks) {
    for (std::size_t i = 0; i < blocks.size();) {
      enter(blocks[i].within);
      i = write_one(blocks, i);
    }
    enter({});
    return std::move(out_);
  }

 private:
  static bool is(std::span<const Block> blocks, std::size_t at, Block::Kind kind) {
    return at < blocks.size() && blocks[at].kind == kind;
  }

  /// Closes what the last block stood in alone, and opens what is new.
  void enter(const std::vector<Enclosure>& within) {
    std::size_t common = 0;
    while (common < within.size() && common < open_.size() && within[common] == open_[common])
      ++common;
    bool same_list = false;
    while (open_.size() > common) {
      const Enclosure last = open_.back();
      open_.pop_back();
      same_list = open_.size() == common && common < within.size() && is_item(last) &&
                  is_item(within[common]) && last.list == within[common].list;
      if (last.kind == Enclosure::Kind::kQuote) {
        out_ += "</blockquote>\n";
      } else if (last.kind == Enclosure::Kind::kFootnote) {
        out_ += "</div>\n";
      } else {
        out_ += same_list ? "</li>\n" : std::string("</li>\n</") + list_name(last) + ">\n";
      }
    }
    for (std::size_t i = common; i < within.size(); ++i) {
      open(within[i], i == common && same_list);
      open_.push_back(within[i]);
    }
  }

  void open(const Enclosure& one, bool in_open_list) {
    if (one.kind == Enclosure::Kind::kQuote) {
      out_ += "<blockquote>";
    } else if (one.kind == Enclosure::Kind::kFootnote) {
      out_ += "<div class=\"footnote\" id=\"fn-" + std::to_string(one.number) + "\">";
    } else {
      if (!in_open_list) {
        out_ += std::string("<") + list_name(one);
        if (one.kind == Enclosure::Kind::kNumbered && one.number != 1)
          out_ += " start=\"" + std::to_string(one.number) + '"';
        out_ += ">\n";
      }
      out_ += "<li>";
      if (one.task != Enclosure::Task::kNone)
        out_ += one.task == Enclosure::Task::kDone ? "<input type=\"checkbox\" disabled checked> "
                                                   : "<input type=\"checkbox\" disabled> ";
    }
  }

  /// Writes the block at `i` and those that go with it; the index behind them.
  std::size_t write_one(std::span<const Block> blocks, std::size_t i) {
    const Block& block = blocks[i];
    switch (block.kind) {
      case Block::Kind::kHeading: {
        const std::string name = "h" + std::to_string(std::clamp<int>(block.level, 2, 6));
        out_ += '<' + name + '>' + body_of(block) + "</" + name + ">\n";
        return i + 1;
      }
      case Block::Kind::kPreformatted:
        code(block);
        return i + 1;
      case Block::Kind::kImage:
        return picture(blocks, i);
      case Block::Kind::kCaption:
        out_ += "<p class=\"caption\">" + body_of(block) + "</p>\n";
        return i + 1;
      case Block::Kind::kTableRow:
        return table(blocks, i);
      case Block::Kind::kFormula:
        out_ += "<p><span class=\"math display\">" + to_markup(block.text) + "</span></p>\n";
        return i + 1;
      case Block::Kind::kListItem:
        out_ += body_of(block);
        // A further paragraph of the same item, or one before it, needs its own element.
        if (is(blocks, i + 1, Block::Kind::kListItem) && blocks[i + 1].within == block.within)
          out_ += "<br>";
        return i + 1;
      case Block::Kind::kQuote:
        out_ += "<p>" + body_of(block) + "</p>";
        return i + 1;
      case Block::Kind::kParagraph:
        break;
    }
    out_ += "<p>" + body_of(block) + "</p>\n";
    return i + 1;
  }

  void code(const Block& block) {
    out_ += "<pre>";
    if (!block.language.empty())
      out_ += "<code class=\"language-" + to_markup(block.language) + "\">";
    out_ += to_markup(block.text);
    out_ += block.language.empty() ? "</pre>\n" : "</code></pre>\n";
  }

  std::size_t picture(std::span<const Block> blocks, std::size_t i) {
    out_ += "<figure><img src=\"" + to_markup(blocks[i].url) + "\" alt=\"" +
            to_markup(blocks[i].text) + "\">";
    if (is(blocks, ++i, Block::Kind::kCaption))
      out_ += "<figcaption>" + body_of(blocks[i++]) + "</figcaption>";
    out_ += "</figure>\n";
    return i;
  }

  std::size_t table(std::span<const Block> blocks, std::size_t i) {
    const std::uint32_t which = blocks[i].table;
    out_ += "<table>\n";
    for (; is(blocks, i, Block::Kind::kTableRow) && blocks[i].table == which; ++i) {
      out_ += "<tr>";
      for (const Cell& cell : blocks[i].cells) {
        const char* name = cell.is_head ? "th" : "td";
        out_ += std::string("<") + name + '>' +
                (cell.html.empty() ? to_markup(cell.text) : cell.html) + "</" + name + '>';
      }
      out_ += "</tr>\n";
    }
    out_ += "</table>\n";
    return i;
  }

  std::string out_;
  std::vector<Enclosure> open_;
};

}  // namespace

std::string to_html(std::span<const Block> blocks) {
  return HtmlWriter().write(blocks);
}

}  // namespace tearsheet::extract
