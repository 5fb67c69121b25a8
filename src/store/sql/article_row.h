// An article's row, written and read by the table of columns: the statements are made of it once.
#pragma once

#include <string>

#include "store/article_columns.h"
#include "store/articles.h"
#include "store/sql/statement.h"

namespace tearsheet::store::sql {

using ColumnChoice = bool (*)(const ColumnSpec&);

// What a statement is about.
/// All that a page says.
bool is_of_page(const ColumnSpec& spec);
/// Taken at every visit.
bool is_fact(const ColumnSpec& spec);
/// Goes with the text.
bool is_with_text(const ColumnSpec& spec);
/// What `reextract` writes, in two statements: only the first wakes the full-text indexes.
bool is_reextracted_text(const ColumnSpec& spec);
bool is_reextracted_fact(const ColumnSpec& spec);

/// Of `articles a` and their `sites s`: every column of the table, each at its number, and behind
/// them StoredArticle::sources (NULL without `with_sources`).
inline constexpr int kSourcesPlace = kColumnCount;
inline constexpr int kSelectedColumns = kColumnCount + 1;
std::string selected_columns(bool with_sources);
/// The same for PostgreSQL.
std::string selected_columns_on_server(bool with_sources);
/// "a.title, a.date": those chosen, each with `before` and `after` around its name.
std::string column_list(ColumnChoice choice, const char* before, const char* after);
/// "?, ?": as many as are chosen.
std::string placeholders(ColumnChoice choice);
/// "date = coalesce(?1, date), kind = ?2": what a revisit does with those chosen, the first of
/// which is the parameter ?1.
std::string revisit_assignments(ColumnChoice choice);
/// "date IS DISTINCT FROM coalesce(?1, date)": whether it changes one of those chosen that is news.
std::string revisit_brings_news(ColumnChoice choice);

/// Takes those chosen from a row that begins with them; gives the number of the next value.
template <class Row>
int read_columns(Row& row, ArticleColumns& columns, ColumnChoice choice) {
  int at = 0;
  for (const ColumnSpec& spec : kArticleColumnTable) {
    if (choice(spec)) columns[spec.column] = row.text_at(at++);
  }
  return at;
}
/// The value of one. `value` must live until the statement has run.
template <class Row>
void bind_one(Row& row, const ColumnSpec& spec, const std::string& value) {
  spec.nothing == Nothing::kNull ? row.text_or_null(value) : row.text(value);
}
/// The values of those chosen.
template <class Row>
void bind(Row& row, const ArticleColumns& columns, ColumnChoice choice) {
  for (const ColumnSpec& spec : kArticleColumnTable) {
    if (choice(spec)) bind_one(row, spec, columns[spec.column]);
  }
}
/// The same for revisit_assignments(): NULL keeps what is there.
void bind_revisit(Use& row, const ArticleColumns& columns, ColumnChoice choice);

/// Of a row that was selected by selected_columns(). Views are valid until the next step.
template <class Row>
StoredArticle stored_article_at(Row& row) {
  StoredArticle article;
  // Before the text is taken, which turns the number in the row into one.
  article.id = row.integer_at(kIdColumn);
  article.version = static_cast<int>(row.integer_at(kVersionColumn));
  for (const ColumnSpec& spec : kArticleColumnTable)
    article.columns[spec.column] = row.text_at(spec.column);
  article.sources = row.text_at(kSourcesPlace);
  return article;
}

}  // namespace tearsheet::store::sql
