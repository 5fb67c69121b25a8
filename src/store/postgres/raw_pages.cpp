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

// The connection's own, and goes with it.
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

void PostgresStore::list_not_modified() {
  const auto session = connection_.session();
  if (session == not_modified_in_) return;
  connection_.execute(kNotModified);
  not_modified_in_ = session;
}

}  // namespace tearsheet::store::postgres
