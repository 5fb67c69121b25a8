// Tables of data, told from tables that only lay out a page, and their rows.
#pragma once

#include <cstdint>
#include <unordered_map>
#include <vector>

#include "extract/structure/inline_html.h"
#include "html/html.h"
#include "records/records.h"

namespace tearsheet::extract {

/// Remembers what it was asked: many blocks stand in one table.
class Tables {
 public:
  /// At least two rows of at least two cells or with headings among them, no table within, and
  /// cells that are no pieces of running text.
  [[nodiscard]] bool is_data(html::Node table);

 private:
  std::unordered_map<std::uint32_t, bool> known_;
};

/// Rows of a data table that have text, at most kMaxRows of kMaxColumns cells; a cell that spans
/// several columns is followed by empty ones.
[[nodiscard]] std::vector<records::Block> table_rows(html::Node table, InlineHtml& inline_html);

inline constexpr std::size_t kMaxRows = 5000, kMaxColumns = 100;

}  // namespace tearsheet::extract
