// What another database knows of addresses: sites, tombstones, visits, what sources said. Private to
// store/sqlite/. The other database is attached as `other`.
#pragma once

#include "store/merge.h"
#include "store/sqlite/database.h"

namespace tearsheet::store::sqlite {

/// Which row here stands for a row of the other: temp.merged_site(theirs, ours),
/// temp.merged_url(theirs, ours). All that the other knows of addresses is here afterwards; what a
/// person had removed on either side stays removed. In the transaction that is open.
void merge_addresses(SQLite::Database& database, MergeReceipt& receipt);

/// "a, b, c": the columns of a table of this database but for `without`, each with `before`.
std::string columns_but(SQLite::Database& database, const std::string& table,
                        std::initializer_list<std::string_view> without,
                        const std::string& before = {});

}  // namespace tearsheet::store::sqlite
