// Raw pages as they were kept, with all that is known of their addresses.
#include "store/sql/raw_page_row.h"
#include "store/sqlite/sqlite_store.h"

namespace tearsheet::store::sqlite {

Result<void> SqliteStore::each_raw_page(const RawPageFilter& filter,
                                        const std::function<bool(StoredRawPage&&)>& each) {
  return guarded<void>(file_, [&]() -> Result<void> {
    std::string sql = sql::kSelectRawPages;
    for (std::size_t i = 0; i < filter.sites.size(); ++i) sql += i == 0 ? " AND s.key IN (?" : ",?";
    sql += filter.sites.empty() ? " ORDER BY r.id" : ") ORDER BY r.id";
    Prepared statement(database_, sql);
    Use row(statement);
    row.integer(filter.since.value_or(SysTime::min()).time_since_epoch().count());
    row.integer(filter.until.value_or(SysTime::max()).time_since_epoch().count());
    for (const std::string& site : filter.sites) row.text(site);
    while (row.step()) {
      if (!each(sql::raw_page_at(row))) break;
    }
    return {};
  });
}

void SqliteStore::list_not_modified() {
  if (not_modified_ready_) return;
  database_.exec(
      "CREATE TEMP TABLE not_modified(url TEXT, at INTEGER, address TEXT);"
      "INSERT INTO not_modified SELECT url, CAST(round((julianday(started) - 2440587.5) *"
      " 86400000) AS INTEGER), address FROM fetches WHERE status = 304 AND purpose = 'article';"
      "CREATE INDEX temp.not_modified_url ON not_modified(url, at)");
  not_modified_ready_ = true;
}

}  // namespace tearsheet::store::sqlite
