#include "extract/structure/tables.h"

#include <algorithm>
#include <utility>

#include "base/ascii.h"
#include "text/text.h"

namespace tearsheet::extract {
namespace {

using html::Node;
using html::Tag;
using records::Block;
using records::Cell;

constexpr std::size_t kLongCell = 400;    // bytes; longer ones are running text
constexpr std::size_t kMaxCell = 20'000;  // bytes of one cell's text

bool is_cell(Tag tag) {
  return tag == Tag::kTd || tag == Tag::kTh;
}

struct Shape {
  std::size_t rows = 0, cells = 0, heads = 0, long_cells = 0, most = 0, in_row = 0;
  bool has_caption = false, is_layout = false;
};

Shape shape_of(Node table) {
  Shape out;
  std::size_t cell_bytes = 0;
  std::uint32_t cell_end = 0;
  const auto end_cell = [&] {
    out.long_cells += cell_bytes > kLongCell ? 1U : 0U;
    cell_bytes = 0;
  };
  for (std::uint32_t i = table.index() + 1; i < table.end(); ++i) {
    const Node node = table.document().node(i);
    if (node.is_text()) {
      if (i < cell_end) cell_bytes += trimmed(node.text()).size();
      continue;
    }
    switch (node.tag()) {
      case Tag::kTable:
      case Tag::kPre:
      case Tag::kForm:
      case Tag::kArticle:
        out.is_layout = true;
        return out;
      case Tag::kCaption:
      case Tag::kThead:
        out.has_caption = true;
        break;
      case Tag::kTr:
        end_cell();
        ++out.rows;
        out.in_row = 0;
        break;
      case Tag::kTd:
      case Tag::kTh:
        end_cell();
        ++out.cells;
        out.heads += node.tag() == Tag::kTh ? 1U : 0U;
        out.most = std::max(out.most, ++out.in_row);
        cell_end = node.end();
        break;
      default:
        break;
    }
  }
  end_cell();
  return out;
}

std::size_t span_of(Node cell) {
  const auto value = cell.attribute("colspan").value_or("");
  std::size_t span = 0;
  for (const char c : value.substr(0, 3)) {
    if (!is_digit(c)) break;
    span = span * 10 + static_cast<std::size_t>(c - '0');
  }
  return std::clamp<std::size_t>(span, 1, kMaxColumns);
}

Cell cell_of(Node node, InlineHtml& inline_html) {
  Cell out;
  out.is_head = node.tag() == Tag::kTh;
  if (node.first_child().is_null()) return out;
  out.html = inline_html.write(node.index() + 1, node.end(), node.index());
  while (out.html.ends_with("<br>")) out.html.resize(out.html.size() - 4);
  for (auto at = out.html.find("<br>"); at != std::string::npos; at = out.html.find("<br>", at))
    out.html.replace(at, 4, " ");
  out.text = text::clean_line(text_of_inline(out.html));
  if (out.text.size() > kMaxCell) out.text = text::truncate(out.text, kMaxCell);
  if (inline_html.was_plain()) out.html.clear();
  return out;
}

}  // namespace

bool Tables::is_data(Node table) {
  const auto found = known_.find(table.index());
  if (found != known_.end()) return found->second;
  const std::string_view role = table.attribute("role").value_or("");
  bool is_data = role != "presentation" && role != "none";
  if (is_data) {
    const Shape shape = shape_of(table);
    const bool has_heads = shape.heads > 0 || shape.has_caption;
    is_data = !shape.is_layout && shape.rows >= 2 && (shape.most >= 2 || shape.heads > 1) &&
              shape.long_cells * (has_heads ? 2 : 8) <= shape.cells;
  }
  known_[table.index()] = is_data;
  return is_data;
}

std::vector<Block> table_rows(Node table, InlineHtml& inline_html) {
  std::vector<Block> rows;
  for (std::uint32_t i = table.index() + 1; i < table.end() && rows.size() < kMaxRows;) {
    const Node node = table.document().node(i);
    if (!node.is_element() || node.tag() != Tag::kTr) {
      ++i;
      continue;
    }
    Block row;
    row.kind = Block::Kind::kTableRow;
    row.table = table.index();
    for (Node one = node.first_child(); one; one = one.next_sibling()) {
      if (!one.is_element() || !is_cell(one.tag()) || row.cells.size() >= kMaxColumns) continue;
      row.cells.push_back(cell_of(one, inline_html));
      const Cell& cell = row.cells.back();
      if (!cell.text.empty()) row.text += (row.text.empty() ? "" : " | ") + cell.text;
      for (std::size_t k = span_of(one); k > 1 && row.cells.size() < kMaxColumns; --k)
        row.cells.emplace_back();
    }
    if (!row.text.empty()) rows.push_back(std::move(row));
    i = node.end();
  }
  return rows;
}

}  // namespace tearsheet::extract
