// The columns of `articles` that a page gives, in one table: what is inserted, what a revisit and
// `reextract` write, and what both compare come from it. A new column is a row here, a migration
// and a line of docs/database.md.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "records/records.h"

namespace tearsheet::store {

/// In the order of the table.
enum ArticleColumn : std::uint8_t {
  kTitleColumn,
  kDateColumn,
  kUpdatedColumn,
  kSummaryColumn,
  kBodyColumn,
  kAuthorsColumn,
  kLanguageColumn,
  kSiteNameColumn,
  kImageColumn,
  kSectionColumn,
  kTagsColumn,
  kKindColumn,
  kCanonicalColumn,
  kPartsColumn,
  kIncompleteColumn,
  kNoarchiveColumn,
  kNofollowColumn,
  kUrlColumn,
  kAgreementColumn,
  kColumnCount
};

/// What another visit to the article's page does with a column.
enum class OnRevisit : std::uint8_t {
  kKeep,       ///< Taken at every visit, but nothing does not wipe out what an earlier one said.
  kOverwrite,  ///< Taken at every visit.
  kText,       ///< Goes with the text: taken with a correction or a new version.
  kTextKeep,   ///< The same, but nothing does not wipe out what an earlier version said.
};

/// How nothing is written.
enum class Nothing : std::uint8_t {
  kNull,
  kEmpty,  ///< The empty text, or "[]".
};

struct ColumnSpec {
  ArticleColumn column;
  const char* name;
  /// As the column's text: dates as ISO 8601 in UTC, lists as JSON, flags as 0 and 1.
  std::string (*read)(const records::Article&);
  OnRevisit revisit;
  Nothing nothing;
  bool indexed;      ///< Part of what the full-text indexes are made of.
  bool news;         ///< A revisit that changes it is told to who asks for changes.
  bool reextracted;  ///< `reextract` compares it and writes it as a change.
};
extern const std::array<ColumnSpec, kColumnCount> kArticleColumnTable;

/// By ArticleColumn, as text; empty: nothing.
using ArticleColumns = std::array<std::string, kColumnCount>;
[[nodiscard]] ArticleColumns columns_of(const records::Article& article);
/// Of one column: neither a text nor a list with anything in it.
[[nodiscard]] bool says_nothing(const std::string& value);

[[nodiscard]] std::string to_json_array(const std::vector<std::string>& strings);
/// ISO 8601 in UTC at the precision given; empty for none.
[[nodiscard]] std::string date_text(const std::optional<dates::Timestamp>& date);

}  // namespace tearsheet::store
