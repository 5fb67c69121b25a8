// How well a row fits a full-text query. Private to store/sqlite/.
#pragma once

#include <SQLiteCpp/SQLiteCpp.h>

namespace tearsheet::store::sqlite {

/// Gives a connection the auxiliary function relevance(TABLE) of FTS5 tables with the columns
/// title, summary and body: BM25 (Robertson, Zaragoza 2009; k1 = 1.2, b = 0.75), higher is better,
/// a word of the title counting ten and of the summary three. FTS5's own bm25() first reads the
/// whole list of every word to know how rare it is, a tenth of a second for a frequent one; here a
/// sample of 2,000 rows tells.
void add_relevance(SQLite::Database& database);

}  // namespace tearsheet::store::sqlite
