// Raw pages as they were kept, with all that is known of their addresses.
#include "store/sql/raw_page_row.h"

#include <limits>
#include <utility>
#include <vector>

#include "store/postgres/postgres_store.h"

namespace tearsheet::store::postgres {
namespace {

// Of at most 10 MB each.
constexpr std::size_t kAtOnce = 8;

// Files have it so, too: the ledger has no index by address, and few of its lines are 304. It is the
// connection's own and goes with it.
constexpr const char* kNotModified =
    "CREATE TEMP TABLE IF NOT EXISTS not_modified AS SELECT url, CAST(round(extract(epoch FROM"
    " CAST(started AS timestamptz)) * 1000) AS BIGINT) AS at, address FROM fetches WHERE status ="
    " 304 AND purpose = 'article';"
    "CREATE INDEX IF NOT EXISTS not_modified_url ON not_modified(url, at)";

}  // namespace

// By some rows at a time: `each` asks for more of every page, and a connection answers one question
// after the other.
Result<void> PostgresStore::each_raw_page(const RawPageFilter& filter,
                                          const std::function<bool(StoredRawPage&&)>& each) {
  std::string sql = sql::kSelectRawPages + " AND r.id > ?";
  if (!filter.sites.empty()) sql += " AND s.key = ANY(CAST(? AS text[]))";
  Prepared statement(connection_,
                     with_dollars(sql + " ORDER BY r.id LIMIT " + std::to_string(kAtOnce)));
  const std::string sites = array_of(filter.sites);
  std::int64_t last = std::numeric_limits<std::int64_t>::min();
  for (std::vector<StoredRawPage> some;;) {
    auto read = attempt<void>([&]() -> Result<void> {
      some.clear();
      sql::BasicUse<Prepared> row(statement);
      row.integer(filter.since.value_or(SysTime::min()).time_since_epoch().count());
      row.integer(filter.until.value_or(SysTime::max()).time_since_epoch().count());
      row.integer(last);
      if (!filter.sites.empty()) row.text(sites);
      while (row.step()) some.push_back(sql::raw_page_at(row));
      return {};
    });
    if (!read) return read;
    const bool is_last = some.size() < kAtOnce;
    for (StoredRawPage& page : some) {
      last = page.id;
      if (!each(std::move(page))) return {};
    }
    if (is_last) return {};
  }
}

Result<std::vector<Revisit>> PostgresStore::revisits(const StoredRawPage& page) {
  using Found = std::vector<Revisit>;
  return attempt<Found>([&]() -> Result<Found> {
    if (const auto session = connection_.session(); session != not_modified_in_) {
      connection_.execute(kNotModified);
      not_modified_in_ = session;
    }
    Found found;
    Use row(sql_(
        "SELECT at, CAST(304 AS BIGINT), address FROM not_modified WHERE url = ?1 AND at >= ?2 AND"
        " at < coalesce((SELECT min(fetched_at) FROM _raw_page WHERE article_id = ?3 AND id > ?4"
        " AND url = ?1), 9223372036854775807) UNION ALL SELECT at, status, address FROM _revisit"
        " WHERE raw_page = ?4 ORDER BY 1"));
    row.text(page.page.url).integer(page.page.fetched_at.time_since_epoch().count());
    row.integer(page.article).integer(page.id);
    while (row.step())
      found.push_back({row.time_at(0).value_or(SysTime{}), static_cast<int>(row.integer_at(1)),
                       std::string(row.text_at(2))});
    return found;
  });
}

}  // namespace tearsheet::store::postgres
