// An article's row, written and read by the table of columns: the statements are made of it once.
#pragma once

#include "store/article_columns.h"
#include "store/sqlite/database.h"

namespace tearsheet::store::sqlite {

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
/// "a.title, a.date": those chosen, each with `before` and `after` around its name.
std::string column_list(ColumnChoice choice, const char* before, const char* after);
/// "date = coalesce(?1, date), kind = ?2": what a revisit does with those chosen, the first of
/// which is the parameter ?1.
std::string revisit_assignments(ColumnChoice choice);
/// "date IS NOT coalesce(?1, date)": whether it changes one of those chosen that is news.
std::string revisit_brings_news(ColumnChoice choice);

/// Takes those chosen from a row that begins with them; gives the number of the next value.
int read_columns(Use& row, ArticleColumns& columns, ColumnChoice choice);
/// The values of those chosen. `columns` must live until the statement has run.
void bind(Use& row, const ArticleColumns& columns, ColumnChoice choice);
/// The same for revisit_assignments(): NULL keeps what is there.
void bind_revisit(Use& row, const ArticleColumns& columns, ColumnChoice choice);

}  // namespace tearsheet::store::sqlite
