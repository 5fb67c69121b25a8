// Keeps articles_fts and _articles_pairs up with the articles. Private to store/sqlite/.
#pragma once

#include "store/sqlite/database.h"

namespace tearsheet::store::sqlite {

/// Indexes what triggers noted in _text_due (the migration "text_due"), in the transaction that is
/// open, of which it should be the last statement. O(1) where nothing is due.
void index_texts(Statements& statements);

}  // namespace tearsheet::store::sqlite
