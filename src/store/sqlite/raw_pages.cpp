// Raw pages as they were kept, with all that is known of their addresses.
#include "store/sql/hint.h"
#include "store/sqlite/sqlite_store.h"

namespace tearsheet::store::sqlite {

Result<void> SqliteStore::each_raw_page(const RawPageFilter& filter,
                                        const std::function<bool(StoredRawPage&&)>& each) {
  return guarded<void>(file_, [&]() -> Result<void> {
    std::string sql =
        "SELECT r.id, r.url_id, u.site_id, coalesce(r.article_id, 0), a.raw_page IS r.id, s.key,"
        " u.url, u.key, u.hint, r.url, r.fetched_at, r.status, r.headers, r.size, r.body,"
        " r.address, r.extractor, r.rules, r.dictionary FROM _raw_page r JOIN _url u ON u.id = "
        "r.url_id"
        " JOIN sites s ON s.id = u.site_id LEFT JOIN articles a ON a.id = r.article_id"
        " WHERE r.fetched_at >= ? AND r.fetched_at < ?";
    for (std::size_t i = 0; i < filter.sites.size(); ++i) sql += i == 0 ? " AND s.key IN (?" : ",?";
    sql += filter.sites.empty() ? " ORDER BY r.id" : ") ORDER BY r.id";
    Prepared statement(database_, sql);
    Use row(statement);
    row.integer(filter.since.value_or(SysTime::min()).time_since_epoch().count());
    row.integer(filter.until.value_or(SysTime::max()).time_since_epoch().count());
    for (const std::string& site : filter.sites) row.text(site);
    while (row.step()) {
      StoredRawPage stored;
      stored.id = row.integer_at(0);
      stored.url_id = row.integer_at(1);
      stored.site = row.integer_at(2);
      stored.article = row.integer_at(3);
      stored.current = row.integer_at(4) != 0;
      stored.site_key = row.text_at(5);
      stored.asked_url = row.text_at(6);
      stored.key = row.hash_at(7);
      if (!row.is_null(8)) stored.hint = sql::hint_from_json(row.text_at(8));
      RawPage& page = stored.page;
      page.url = row.text_at(9);
      page.fetched_at = row.time_at(10).value_or(SysTime{});
      page.status = static_cast<int>(row.integer_at(11));
      page.headers = row.text_at(12);
      page.size = static_cast<std::size_t>(row.integer_at(13));
      page.compressed = row.text_at(14);
      page.address = row.text_at(15);
      page.extractor = static_cast<int>(row.integer_at(16));
      page.rules = row.text_at(17);
      page.dictionary = row.is_null(18) ? 0 : row.integer_at(18);
      if (!each(std::move(stored))) break;
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
