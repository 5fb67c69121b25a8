// What people type as PostgreSQL is asked for it (tsquery). Private to store/postgres/.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "store/articles.h"
#include "store/postgres/words.h"
#include "store/sql/query.h"
#include "store/sqlite/tokens.h"

namespace tearsheet::store::postgres {

/// One of the two questions: texts with spaces between words, or those that are kept as pairs.
struct VectorQuery {
  std::string text;               ///< For CAST(? AS tsquery); empty: nothing matches.
  std::vector<Phrase> phrases;    ///< Those that are wanted, for the weighing.
  std::vector<std::string> each;  ///< Each of them as a query of its own.
};

struct TextQuery {
  VectorQuery words, pairs;
  std::vector<text::Needle> needles;

  /// " AND ..." for rows `row` of _words; the texts for its parameters are added to `values`.
  [[nodiscard]] std::string condition(const std::string& row,
                                      std::vector<std::string>& values) const;
};

/// kInvalid: as sql::read_query(); or it is in FTS5's own syntax.
Result<TextQuery> text_query_of(const ArticleFilter& filter);

}  // namespace tearsheet::store::postgres
