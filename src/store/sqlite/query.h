// What people type, as queries of FTS5. Private to store/sqlite/.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "text/text.h"

namespace tearsheet::store::sqlite {

struct FullTextQuery {
  std::string words;                  ///< For articles_fts.
  std::string pairs;                  ///< For _articles_pairs; empty: it cannot be asked this.
  std::vector<text::Needle> needles;  ///< What to mark in the texts found.
};

/// As sql::read_query() reads it.
Result<FullTextQuery> parse_query(std::string_view text);

/// For a query that is in the syntax of FTS5 already: the needles as far as they can be told.
FullTextQuery as_fts5_query(std::string_view text);

}  // namespace tearsheet::store::sqlite
