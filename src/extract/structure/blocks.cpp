#include "extract/structure/blocks.h"

#include <algorithm>
#include <unordered_set>
#include <utility>

#include "base/ascii.h"
#include "extract/structure/adoption.h"
#include "extract/structure/between.h"
#include "extract/structure/code.h"
#include "extract/structure/enclosures.h"
#include "extract/structure/footnotes.h"
#include "extract/structure/formulas.h"
#include "extract/structure/inline_html.h"
#include "extract/structure/tables.h"
#include "text/text.h"

namespace tearsheet::extract {
namespace {

using html::Node;
using html::Tag;
using records::Block;
using records::Enclosure;

constexpr std::size_t kMaxMarkup = 20'000'000;  // bytes; blocks behind are plain text
constexpr std::uint32_t kMaxReach = 2000;       // nodes that a line's formulas may stand around it

std::uint8_t heading_level(const html::Document& page, const TextBlock& block,
                           const Ancestors& ancestors) {
  Node node = page.node(block.holder);
  if (ancestors.in(AncestorKind::kHeading))
    node = page.node(ancestors.node(AncestorKind::kHeading));
  const int level = static_cast<int>(node.tag()) - static_cast<int>(Tag::kH1) + 1;
  return level >= 1 && level <= 6 ? static_cast<std::uint8_t>(level) : std::uint8_t{0};
}

class BlockMaker {
 public:
  BlockMaker(const html::Document& page, const Survey& survey,
             std::span<const std::uint32_t> chosen, const url::Url& base,
             const BlockOptions& options)
      : page_(page),
        survey_(survey),
        base_(base),
        options_(options),
        first_(survey.blocks[chosen.front()].begin),
        last_(survey.blocks[chosen.back()].end),
        notes_(find_footnotes(page, survey, first_, last_)),
        chosen_(options.adopts
                    ? with_structure({page, survey, chosen, options.found, options.likely}, tables_)
                    : as_they_are(chosen)),
        inline_(page, base_, notes_),
        enclosures_(first_, last_),
        between_({page, survey, base, notes_, inline_, enclosures_, out_}) {}

  std::vector<Block> run() {
    done_ = first_;
    if (options_.headline_end > 0 && options_.headline_end < first_) done_ = options_.headline_end;
    for (const Adopted& one : chosen_) {
      const TextBlock& block = survey_.blocks[one.block];
      if (block.begin < done_ || notes_.is_in_note(block.begin)) continue;
      is_beside_ = one.is_beside;
      take(block);
    }
    is_beside_ = false;
    behind();
    write_notes();
    return std::move(out_);
  }

 private:
  static std::vector<Adopted> as_they_are(std::span<const std::uint32_t> chosen) {
    std::vector<Adopted> out;
    for (const std::uint32_t k : chosen) out.push_back({k});
    return out;
  }
  [[nodiscard]] bool is_running_text(std::uint32_t k) const {
    const auto found =
        std::lower_bound(chosen_.begin(), chosen_.end(), k,
                         [](const Adopted& one, std::uint32_t index) { return one.block < index; });
    return found != chosen_.end() && found->block == k && !found->is_beside;
  }

  void take(const TextBlock& block) {
    const auto& ancestors = survey_.ancestors_of(block);
    if (ancestors.in(AncestorKind::kPre)) {
      const Node pre = page_.node(ancestors.node(AncestorKind::kPre));
      between_.gap(done_, std::max(done_, pre.index()));
      return code(pre);
    }
    if (ancestors.in(AncestorKind::kTable)) {
      const Node table = page_.node(ancestors.node(AncestorKind::kTable));
      // Its caption stands before its rows.
      if (ancestors.in(AncestorKind::kCell) && tables_.is_data(table) &&
          tables_done_.insert(table.index()).second) {
        between_.gap(done_, std::max(done_, table.index()));
        return rows(table);
      }
    }
    text(block, ancestors);
  }

  void code(Node pre) {
    Block made;
    made.kind = Block::Kind::kPreformatted;
    made.text = code_text(pre);
    done_ = std::max(done_, pre.end());
    if (made.text.empty() || is_numbers_of_another(pre, made.text)) return;
    made.language = code_language(pre);
    made.is_beside = is_beside_;
    made.within = enclosures_.around(pre);
    out_.push_back(std::move(made));
  }

  /// A highlighter's table has the numbers in one cell and the code in the next.
  static bool is_numbers_of_another(Node pre, std::string_view text) {
    Node cell = pre.parent();
    for (int i = 0; i < 3 && cell && cell.tag() != Tag::kTd; ++i) cell = cell.parent();
    return cell && cell.tag() == Tag::kTd && cell.next_sibling() && is_line_numbers(text);
  }

  void rows(Node table) {
    auto made = table_rows(table, inline_);
    const auto within = enclosures_.around(table);
    for (auto& row : made) {
      row.within = within;
      row.is_beside = is_beside_;
      out_.push_back(std::move(row));
    }
    done_ = std::max(done_, table.end());
  }

  void text(const TextBlock& block, const Ancestors& ancestors) {
    const std::uint32_t begin = begin_of_line(block), end = end_of_line(block);
    between_.gap(done_, begin);
    Block made;
    made.text = lines_of(survey_.text_of(block));
    made.level = heading_level(page_, block, ancestors);
    inline_.set_in_heading(made.level > 0);
    if (markup_ < kMaxMarkup) {
      made.html = inline_.write(begin, end, block.holder);
      const bool lacks_words = (inline_.was_changed() && made.level > 0) || inline_.has_unseen();
      if (lacks_words) made.text = lines_of(text_of_inline(made.html));
      if (inline_.was_plain()) made.html.clear();
      markup_ += made.html.size();
    }
    inline_.set_in_heading(false);
    done_ = std::max(done_, end);
    if (made.text.empty() && made.html.empty()) return;
    made.within = enclosures_.around(page_.node(block.holder));
    made.is_beside = is_beside_;
    name_kind(made, ancestors);
    join_or_add(std::move(made), block, ancestors);
    between_.pictures_in(block.begin, block.end);
  }

  static void name_kind(Block& made, const Ancestors& ancestors) {
    static constexpr std::string_view kDisplay = "<span class=\"math display\">";
    static constexpr std::string_view kEnd = "</span>";
    if (made.level > 0) {
      made.kind = Block::Kind::kHeading;
    } else if (made.html.starts_with(kDisplay) &&
               made.html.find(kEnd) + kEnd.size() == made.html.size()) {
      made.kind = Block::Kind::kFormula;
      made.text = text_of_inline(made.html);
      made.html.clear();
    } else if (ancestors.in(AncestorKind::kFigcaption)) {
      made.kind = Block::Kind::kCaption;
    } else if (!made.within.empty()) {
      name_by_enclosure(made);
    }
  }

  static void name_by_enclosure(Block& made) {
    const Enclosure& inner = made.within.back();
    if (inner.kind == Enclosure::Kind::kQuote) {
      made.kind = Block::Kind::kQuote;
      return;
    }
    made.kind = Block::Kind::kListItem;
    made.ordered = inner.kind == Enclosure::Kind::kNumbered;
    const auto lists = std::ranges::count_if(made.within, [](const Enclosure& one) {
      return one.kind == Enclosure::Kind::kBullet || one.kind == Enclosure::Kind::kNumbered;
    });
    made.level = static_cast<std::uint8_t>(std::min<std::ptrdiff_t>(lists, 255));
  }

  /// Short cells of one row of a table that lays out a page stand in one line.
  void join_or_add(Block made, const TextBlock& block, const Ancestors& ancestors) {
    if (ancestors.in(AncestorKind::kCell) && made.kind == Block::Kind::kParagraph) {
      const Node row = page_.node(ancestors.node(AncestorKind::kCell)).parent();
      if (!row.is_null() && row.tag() == Tag::kTr && block.size < 120) {
        if (row.index() == last_row_ && row_at_ + 1 == out_.size() &&
            out_.back().is_beside == made.is_beside) {
          Block& line = out_.back();
          if (!line.html.empty() || !made.html.empty()) {
            if (line.html.empty()) line.html = line.text;
            line.html += " | " + (made.html.empty() ? made.text : made.html);
          }
          line.text += " | " + made.text;
          return;
        }
        last_row_ = row.index();
        row_at_ = out_.size();
      }
    }
    out_.push_back(std::move(made));
  }

  /// Where the line of a block begins: a formula before its first text has no text of its own.
  [[nodiscard]] std::uint32_t begin_of_line(const TextBlock& block) const {
    std::uint32_t start =
        std::max({done_, block.holder + 1, block.begin - std::min(block.begin, kMaxReach)});
    std::uint32_t formula = 0;
    for (std::uint32_t i = start; i < block.begin; ++i) {
      const Node node = page_.node(i);
      if (!node.is_element()) continue;
      if (is_block_level(node.tag())) {
        formula = 0;
        if (node.end() <= block.begin) i = node.end() - 1;
        continue;
      }
      if (formula != 0 || node.end() > block.begin) continue;
      const auto found = formula_at(node);
      if (found && !found->is_display) formula = i;
      if (found) i = std::max(found->end, i + 1) - 1;
    }
    return formula != 0 ? formula : block.begin;
  }

  [[nodiscard]] std::uint32_t end_of_line(const TextBlock& block) const {
    const std::uint32_t stop = std::min(page_.node(block.holder).end(), block.end + kMaxReach);
    std::uint32_t end = block.end;
    for (std::uint32_t i = block.end; i < stop;) {
      const Node node = page_.node(i);
      if (node.is_text()) {
        if (!trimmed(node.text()).empty()) break;
        ++i;
        continue;
      }
      if (is_block_level(node.tag()) && node.name_space() == html::Namespace::kHtml) break;
      if (notes_.mark_at(i) > 0) {
        end = i = node.end();
        continue;
      }
      const auto found = formula_at(node);
      if (!found) {
        ++i;
        continue;
      }
      if (found->is_display) break;
      i = std::max(found->end, i + 1);
      if (i <= stop) end = i;
    }
    return end;
  }

  /// Pictures that close the article: right behind its last block, in the element that holds it.
  void behind() {
    const Node holder = page_.node(survey_.blocks[chosen_.back().block].holder);
    Node around = holder;
    while (around && around.index() > first_) around = around.parent();
    if (!around || around.end() <= done_) return;
    const std::uint32_t next = survey_.first_block(done_);
    std::uint32_t end = around.end();
    if (next < survey_.blocks.size() && survey_.blocks[next].begin < end) {
      // Nothing of an element that has text of its own: the writer's picture above a line on him.
      Node other = page_.node(survey_.blocks[next].begin);
      while (other.parent() && other.parent().index() >= done_) other = other.parent();
      end = other.index();
    }
    between_.gap(done_, end);
  }

  void write_notes() {
    for (const Footnote& note : notes_.notes()) {
      if (!inline_.marked().contains(note.label)) continue;
      const Enclosure own{
          .kind = Enclosure::Kind::kFootnote, .number = note.label, .id = note.begin};
      const std::uint32_t from = survey_.first_block(note.begin),
                          to = survey_.first_block(note.end);
      for (std::uint32_t k = from; k < to; ++k) {
        const TextBlock& block = survey_.blocks[k];
        write_note(std::max(block.begin, note.begin), std::min(block.end, note.end), block.holder,
                   own, is_running_text(k));
      }
      if (from != to) continue;
      // It stands in a line, in the element before its first node.
      write_note(note.begin, note.end, note.begin - 1, own, false);
    }
  }

  void write_note(std::uint32_t begin, std::uint32_t end, std::uint32_t holder,
                  const Enclosure& own, bool is_chosen) {
    Block made;
    made.html = inline_.write(begin, end, holder);
    made.text = lines_of(text_of_inline(made.html));
    if (inline_.was_plain()) made.html.clear();
    if (made.text.empty()) return;
    made.is_beside = !is_chosen;
    made.within.push_back(own);
    for (const Enclosure& one : enclosures_.around(page_.node(holder))) {
      if (one.id > own.id) made.within.push_back(one);
    }
    out_.push_back(std::move(made));
  }

  const html::Document& page_;
  const Survey& survey_;
  const url::Url& base_;
  const BlockOptions& options_;
  std::uint32_t first_, last_;  // nodes of the chosen text
  Tables tables_;
  const Footnotes notes_;
  const std::vector<Adopted> chosen_;
  InlineHtml inline_;
  Enclosures enclosures_;
  std::vector<Block> out_;
  Between between_;
  std::unordered_set<std::uint32_t> tables_done_;
  bool is_beside_ = false;
  std::size_t markup_ = 0, row_at_ = 0;
  std::uint32_t done_ = 0;  // nodes before it were read
  std::uint32_t last_row_ = 0;
};

}  // namespace

std::string absolute(std::string_view href, const url::Url& base) {
  href = trimmed(href);
  if (href.empty() || href.front() == '#') return {};
  const auto url = url::Url::parse(href, base.empty() ? nullptr : &base);
  return url ? url->href() : std::string();
}

std::vector<Block> make_blocks(const html::Document& page, const Survey& survey,
                               std::span<const std::uint32_t> chosen, const url::Url& base,
                               const BlockOptions& options) {
  if (chosen.empty()) return {};
  return BlockMaker(page, survey, chosen, base, options).run();
}

std::string plain_text(std::span<const Block> blocks) {
  std::string out;
  for (const auto& block : blocks) {
    if (block.kind == Block::Kind::kImage || block.is_beside || block.text.empty()) continue;
    if (!out.empty()) out += "\n\n";
    out += block.text;
  }
  return out;
}

}  // namespace tearsheet::extract
