// Keeps _articles_pairs up with the articles. Private to store/sqlite/.
#pragma once

#include "store/sqlite/database.h"

namespace tearsheet::store::sqlite {

/// Does all that _pairs_due names, in the transaction that is open. O(1) where nothing is due.
void index_pairs(Statements& statements);

}  // namespace tearsheet::store::sqlite
