// What is known of an article, in one table: what is inserted, what a revisit and `reextract` write
// and compare, what is selected and exported come from it. A new field is a row here, a migration
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

/// In the order of the table, which is that of the exports: new ones come last, for those who read
/// CSV by the place of a column.
enum ArticleColumn : std::uint8_t {
  kIdColumn,
  kUrlColumn,
  kCanonicalColumn,
  kTitleColumn,
  kDateColumn,
  kUpdatedColumn,
  kSummaryColumn,
  kBodyColumn,
  kAuthorsColumn,
  kLanguageColumn,
  kSiteNameColumn,
  kSiteColumn,
  kImageColumn,
  kSectionColumn,
  kTagsColumn,
  kKindColumn,
  kClusterColumn,
  kDuplicateOfColumn,
  kFirstSeenColumn,
  kChangedColumn,
  kVersionColumn,
  kPartsColumn,
  kIncompleteColumn,
  kAgreementColumn,
  kNoarchiveColumn,
  kNofollowColumn,
  kImageCaptionColumn,
  kColumnCount
};

/// What a column's text is.
enum class Form : std::uint8_t {
  kText,
  kDate,    ///< ISO 8601 in UTC.
  kList,    ///< A JSON array.
  kObject,  ///< A JSON object.
  kFlag,    ///< 0 or 1.
  kNumber,
};

/// How nothing is stored and exported.
enum class Nothing : std::uint8_t {
  kNull,
  kEmpty,  ///< The empty text, or "[]".
};

/// What another visit to the article's page does with a column.
enum class OnRevisit : std::uint8_t {
  kKeep,       ///< Taken at every visit, but nothing does not wipe out what an earlier one said.
  kOverwrite,  ///< Taken at every visit.
  kText,       ///< Goes with the text: taken with a correction or a new version.
  kTextKeep,   ///< The same, but nothing does not wipe out what an earlier version said.
  kOurs,       ///< The page does not say it: the store knows it by itself.
};

/// What else a column is, in any combination.
enum ColumnTraits : std::uint8_t {
  kIndexed = 1,      ///< Part of what the full-text indexes are made of.
  kNews = 2,         ///< A revisit that changes it is told to who asks for changes.
  kReextracted = 4,  ///< `reextract` compares it and writes it as a change.
  kExported = 8,     ///< JSON lines and CSV have it.
};

struct ColumnSpec {
  ArticleColumn column;
  const char* name;
  Form form;
  Nothing nothing;
  OnRevisit revisit;
  unsigned traits;  ///< Of ColumnTraits.
  /// Its place in Markdown's front matter, those of one place in the table's order; 0: it has none.
  int front_matter;
  /// The column's text as the page has it; null for kOurs.
  std::string (*read)(const records::Article&);
  /// For kOurs: what selects it from `articles a` and their `sites s`.
  const char* sql;

  [[nodiscard]] constexpr bool is(ColumnTraits trait) const { return (traits & trait) != 0; }
  [[nodiscard]] constexpr bool is_ours() const { return revisit == OnRevisit::kOurs; }
};
extern const std::array<ColumnSpec, kColumnCount> kArticleColumnTable;

/// By ArticleColumn, as text; empty: nothing, or kOurs.
using ArticleColumns = std::array<std::string, kColumnCount>;
[[nodiscard]] ArticleColumns columns_of(const records::Article& article);
/// Of one column: neither a text nor a list with anything in it.
[[nodiscard]] bool says_nothing(const std::string& value);

[[nodiscard]] std::string to_json_array(const std::vector<std::string>& strings);
/// ISO 8601 in UTC at the precision given; empty for none.
[[nodiscard]] std::string date_text(const std::optional<dates::Timestamp>& date);

}  // namespace tearsheet::store
