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
  kMarkdownColumn,
  kUseSearchColumn,
  kUseTrainColumn,
  kUseAiInputColumn,
  kTdmColumn,
  kLicenseColumn,
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
  kKeep,          ///< Taken at every visit, but nothing does not wipe out what an earlier one said.
  kOverwrite,     ///< Taken at every visit.
  kWithText,      ///< Taken with the text: with a correction or a new version.
  kWithTextKeep,  ///< The same, but nothing does not wipe out what an earlier version said.
  kOurs,          ///< The page does not say it: the store knows it by itself.
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

[[nodiscard]] std::string to_json_array(const std::vector<std::string>& strings);
/// ISO 8601 in UTC at the precision given; empty for none.
[[nodiscard]] std::string date_text(const std::optional<dates::Timestamp>& date);

/// What the rows of the table are made of.
namespace column {

using records::Article;

template <auto Member>
std::string text(const Article& article) {
  return article.*Member;
}
template <auto Member>
std::string date(const Article& article) {
  return date_text(article.*Member);
}
template <auto Member>
std::string list(const Article& article) {
  return to_json_array(article.*Member);
}
template <auto Member>
std::string flag(const Article& article) {
  return article.*Member ? "1" : "0";
}
std::string kind(const Article& article);
std::string canonical_url(const Article& article);  ///< Else its address.
std::string parts(const Article& article);

inline constexpr unsigned kShown = kExported, kCompared = kExported | kReextracted;

constexpr ColumnSpec page(ArticleColumn column, const char* name, Form form, Nothing nothing,
                          OnRevisit revisit, unsigned traits, int front_matter,
                          std::string (*read)(const Article&)) {
  return {column, name, form, nothing, revisit, traits, front_matter, read, nullptr};
}
constexpr ColumnSpec ours(ArticleColumn column, const char* name, Form form, Nothing nothing,
                          int front_matter, const char* sql) {
  return {column, name, form, nothing, OnRevisit::kOurs, kShown, front_matter, nullptr, sql};
}

constexpr std::array<ColumnSpec, kColumnCount> table() {
  using enum Form;
  using enum Nothing;
  using enum OnRevisit;
  // clang-format off
  // column, name, form, nothing is, on a revisit, traits, place in the front matter, reader or SQL
  return {{
    ours(kIdColumn, "id", kNumber, kEmpty, 1, "a.id"),
    page(kUrlColumn, "url", kText, kEmpty, kOverwrite, kShown, 5, text<&Article::url>),
    page(kCanonicalColumn, "canonical_url", kText, kEmpty, kOverwrite, kCompared, 0, canonical_url),
    page(kTitleColumn, "title", kText, kEmpty, kWithText, kCompared | kIndexed, 2, text<&Article::title>),
    page(kDateColumn, "date", kDate, kNull, kKeep, kCompared | kNews, 2, date<&Article::published>),
    page(kUpdatedColumn, "updated", kDate, kNull, kKeep, kCompared, 2, date<&Article::updated>),
    page(kSummaryColumn, "summary", kText, kEmpty, kWithTextKeep, kCompared | kIndexed, 0, text<&Article::summary>),
    page(kBodyColumn, "body", kText, kEmpty, kWithText, kCompared | kIndexed, 0, text<&Article::body>),
    page(kAuthorsColumn, "authors", kList, kEmpty, kKeep, kCompared | kNews, 2, list<&Article::authors>),
    page(kLanguageColumn, "language", kText, kNull, kKeep, kCompared | kIndexed, 6, text<&Article::language>),
    page(kSiteNameColumn, "site_name", kText, kNull, kKeep, kCompared, 4, text<&Article::site_name>),
    ours(kSiteColumn, "site", kText, kEmpty, 3, "s.key"),
    page(kImageColumn, "image", kText, kNull, kKeep, kCompared, 7, text<&Article::image>),
    page(kSectionColumn, "section", kText, kNull, kKeep, kCompared, 6, text<&Article::section>),
    page(kTagsColumn, "tags", kList, kEmpty, kKeep, kCompared, 6, list<&Article::tags>),
    page(kKindColumn, "kind", kText, kEmpty, kOverwrite, kCompared, 0, kind),
    ours(kClusterColumn, "cluster", kNumber, kEmpty, 0, "coalesce(a.duplicate_of, a.id)"),
    ours(kDuplicateOfColumn, "duplicate_of", kText, kNull, 7, "(SELECT o.url FROM articles o WHERE o.id = a.duplicate_of)"),
    ours(kFirstSeenColumn, "first_seen", kDate, kEmpty, 7, "a.first_seen"),
    ours(kChangedColumn, "changed", kDate, kEmpty, 7, "a.changed"),
    ours(kVersionColumn, "version", kNumber, kEmpty, 7, "a.version"),
    page(kPartsColumn, "parts", kList, kNull, kWithText, kCompared, 0, parts),
    page(kIncompleteColumn, "incomplete", kText, kNull, kWithText, kCompared, 7, text<&Article::incomplete>),
    page(kAgreementColumn, "agreement", kObject, kNull, kWithText, kShown, 0, text<&Article::agreement>),
    page(kNoarchiveColumn, "noarchive", kFlag, kEmpty, kOverwrite, kReextracted, 0, flag<&Article::noarchive>),
    page(kNofollowColumn, "nofollow", kFlag, kEmpty, kOverwrite, kReextracted, 0, flag<&Article::nofollow>),
    // Goes with the image: an old caption would stand below a new one.
    page(kImageCaptionColumn, "image_caption", kText, kNull, kOverwrite, kCompared, 7, text<&Article::image_caption>),
    page(kMarkdownColumn, "markdown", kText, kNull, kWithText, kCompared, 0, text<&Article::markdown>),
    // As they were when the page was fetched: no stored page tells them all, so they are not made again.
    page(kUseSearchColumn, "use_search", kText, kNull, kOverwrite, kShown | kNews, 0, text<&Article::use_search>),
    page(kUseTrainColumn, "use_train", kText, kNull, kOverwrite, kShown | kNews, 0, text<&Article::use_train>),
    page(kUseAiInputColumn, "use_ai_input", kText, kNull, kOverwrite, kShown | kNews, 0, text<&Article::use_ai_input>),
    page(kTdmColumn, "tdm", kText, kNull, kOverwrite, kShown | kNews, 0, text<&Article::tdm>),
    page(kLicenseColumn, "license", kText, kNull, kOverwrite, kShown | kNews, 0, text<&Article::license>),
  }};
  // clang-format on
}

}  // namespace column

inline constexpr std::array<ColumnSpec, kColumnCount> kArticleColumnTable = column::table();
static_assert([] {
  for (std::size_t i = 0; i < kColumnCount; ++i) {
    if (kArticleColumnTable[i].column != i) return false;
  }
  return true;
}());

/// By ArticleColumn, as text; empty: nothing, or kOurs.
using ArticleColumns = std::array<std::string, kColumnCount>;
[[nodiscard]] ArticleColumns columns_of(const records::Article& article);
/// Of one column: neither a text nor a list with anything in it.
[[nodiscard]] bool says_nothing(const std::string& value);

}  // namespace tearsheet::store
