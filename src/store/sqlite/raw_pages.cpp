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

// The ledger has no index by address, and few of its lines are 304: those get one, in memory.
Result<std::vector<Revisit>> SqliteStore::revisits(const StoredRawPage& page) {
  using Found = std::vector<Revisit>;
  return guarded<Found>(file_, [&]() -> Result<Found> {
    if (!not_modified_ready_) {
      database_.exec(
          "CREATE TEMP TABLE not_modified(url TEXT, at INTEGER, address TEXT);"
          "INSERT INTO not_modified SELECT url, CAST(round((julianday(started) - 2440587.5) *"
          " 86400000) AS INTEGER), address FROM fetches WHERE status = 304 AND purpose = 'article';"
          "CREATE INDEX temp.not_modified_url ON not_modified(url, at)");
      not_modified_ready_ = true;
    }
    Found found;
    Use row(
        statements_("SELECT at, 304, address FROM not_modified WHERE url = ?1 AND at >= ?2 AND at <"
                    " coalesce((SELECT min(fetched_at) FROM _raw_page WHERE article_id = ?3 AND id"
                    " > ?4 AND url = ?1), 9223372036854775807) UNION ALL SELECT at, status, address"
                    " FROM _revisit WHERE raw_page = ?4 ORDER BY 1"));
    row.text(page.page.url).integer(page.page.fetched_at.time_since_epoch().count());
    row.integer(page.article).integer(page.id);
    while (row.step())
      found.push_back({row.time_at(0).value_or(SysTime{}), static_cast<int>(row.integer_at(1)),
                       std::string(row.text_at(2))});
    return found;
  });
}

}  // namespace tearsheet::store::sqlite
