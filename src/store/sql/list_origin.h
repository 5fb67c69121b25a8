// Which database a list of articles is of, and in which language it is.
#pragma once

#include "store/articles.h"
#include "store/sql/statement.h"

namespace tearsheet::store::sql {

/// `has_identity`: there is the table _database.
[[nodiscard]] ListOrigin origin_of(Statements& statements, const ArticleFilter& filter,
                                   bool has_identity);

}  // namespace tearsheet::store::sql
