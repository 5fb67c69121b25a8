// What outlived its keeping time goes, some thousand rows a transaction, while crawls work: nobody
// stores while a batch is removed, so what is found old and needed by nobody is so still.
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "store/postgres/maintenance.h"
#include "store/postgres/postgres_store.h"

namespace tearsheet::store::postgres {
namespace {

constexpr const char* kBatch = "2000";

// One kind of thing: rows (id, bytes) that are old enough (`?` is the end of the keeping time), and
// what removes those of an array of ids.
struct Kind {
  const char* what;
  KeepingTimes::Time KeepingTimes::*time;
  bool is_text_time;  ///< ISO 8601, as in public tables; or milliseconds.
  std::string select;
  std::vector<const char*> remove;
};

const Kind kKinds[] = {
    {"raw pages",
     &KeepingTimes::raw_pages,
     false,
     "SELECT id, length(body) + octet_length(headers) AS bytes FROM _raw_page WHERE fetched_at <"
     " CAST(? AS BIGINT)",
     {"UPDATE articles SET raw_page = NULL WHERE raw_page = ANY(CAST(?1 AS bigint[])) AND id IN"
      " (SELECT article_id FROM _raw_page WHERE id = ANY(CAST(?1 AS bigint[])))",
      "UPDATE article_versions SET raw_page = NULL WHERE raw_page = ANY(CAST(?1 AS bigint[])) AND"
      " article_id IN (SELECT article_id FROM _raw_page WHERE id = ANY(CAST(?1 AS bigint[])))",
      "DELETE FROM _revisit WHERE raw_page = ANY(CAST(? AS bigint[]))",
      "DELETE FROM _raw_page WHERE id = ANY(CAST(? AS bigint[]))"}},
    // Whoever is at work packs pages by those that it knows.
    {"dictionaries of raw pages",
     &KeepingTimes::raw_pages,
     false,
     "SELECT d.id, length(d.body) AS bytes FROM _dictionary d WHERE NOT EXISTS (SELECT 1 FROM"
     " _raw_page r WHERE r.dictionary = d.id AND r.fetched_at >= CAST(? AS BIGINT)) AND NOT EXISTS"
     " (SELECT 1 FROM runs r JOIN _worker w ON w.owner = r.worker WHERE r.ended IS NULL AND"
     " w.seen_at > statement_timestamp() - interval '10 min')",
     {"DELETE FROM _dictionary WHERE id = ANY(CAST(? AS bigint[]))"}},
    {"requests of the ledger",
     &KeepingTimes::fetches,
     true,
     "SELECT id, octet_length(url) + 60 AS bytes FROM fetches WHERE started < CAST(? AS TEXT)"
     " COLLATE \"C\"",
     {"DELETE FROM fetches WHERE id = ANY(CAST(? AS bigint[]))"}},
    // By run. The last one of each site says how it fares.
    {"counts of runs by site",
     &KeepingTimes::fetches,
     true,
     "SELECT r.id, (SELECT count(*) * 60 FROM site_runs s WHERE s.run_id = r.id) AS bytes FROM runs"
     " r WHERE r.started < CAST(? AS TEXT) COLLATE \"C\" AND EXISTS (SELECT 1 FROM site_runs s"
     " WHERE s.run_id = r.id AND s.run_id < (SELECT max(run_id) FROM site_runs y WHERE y.site_id ="
     " s.site_id))",
     {"DELETE FROM site_runs s WHERE run_id = ANY(CAST(? AS bigint[])) AND run_id < (SELECT"
      " max(run_id) FROM site_runs y WHERE y.site_id = s.site_id)"}},
    {"earlier versions",
     &KeepingTimes::versions,
     true,
     "SELECT id, octet_length(body) + octet_length(summary) + octet_length(title) AS bytes FROM"
     " article_versions WHERE replaced < CAST(? AS TEXT) COLLATE \"C\"",
     {"DELETE FROM article_versions WHERE id = ANY(CAST(? AS bigint[]))"}},
    // An address that something still names stays, and what somebody has in hand.
    {"addresses that are gone",
     &KeepingTimes::gone,
     false,
     "SELECT u.id, octet_length(u.url) + octet_length(coalesce(u.hint, '')) AS bytes FROM _visit v"
     " JOIN _url u ON u.id = v.url_id WHERE v.state = 3 AND v.visited_at < CAST(? AS BIGINT) AND"
     " u.kind = 0 AND NOT EXISTS (SELECT 1 FROM _article_key k WHERE k.url_id = u.id) AND NOT"
     " EXISTS (SELECT 1 FROM _raw_page r WHERE r.url_id = u.id) AND NOT EXISTS (SELECT 1 FROM"
     " _announced n WHERE n.url_id = u.id) AND NOT EXISTS (SELECT 1 FROM _domain d WHERE d.name ="
     " u.domain AND d.owner IS NOT NULL AND d.lease_until > statement_timestamp())",
     {"DELETE FROM _visit WHERE url_id = ANY(CAST(? AS bigint[]))",
      "DELETE FROM _url WHERE id = ANY(CAST(? AS bigint[]))"}},
};

}  // namespace

// The oldest by number behind `last`, which moves on; false: there are no more.
bool PostgresStore::prune_some(const std::string& select, bool is_text_time,
                               const std::vector<const char*>& remove, SysTime before,
                               std::int64_t& last, Pruned& pruned) {
  std::vector<std::int64_t> ids;
  std::int64_t bytes = 0;
  {
    Prepared statement(connection_, with_dollars("SELECT id, bytes FROM (" + select +
                                                 ") old WHERE id > ? ORDER BY id LIMIT " + kBatch));
    sql::BasicUse<Prepared> row(statement);
    const std::string text = to_iso8601(before);
    is_text_time ? row.text(text) : row.integer(before.time_since_epoch().count());
    row.integer(last);
    while (row.step()) {
      ids.push_back(row.integer_at(0));
      bytes += row.integer_at(1);
    }
  }
  if (ids.empty()) return false;
  const std::string array = array_of(ids);
  for (const char* const statement : remove) {
    Use row(sql_(statement));
    row.text(array).run();
  }
  connection_.commit();
  last = ids.back();
  pruned.rows += static_cast<std::int64_t>(ids.size());
  pruned.bytes += bytes;
  return true;
}

Result<PruneReport> PostgresStore::prune(const PruneOptions& options, SysTime now) {
  PruneReport report;
  for (const Kind& kind : kKinds) {
    const auto& time = options.keep.*kind.time;
    if (!time) continue;
    Pruned& pruned = report.removed.emplace_back();
    pruned.what = kind.what;
    const SysTime before = now - *time;
    if (options.dry_run) {
      auto counted = attempt<void>([&]() -> Result<void> {
        Prepared statement(connection_, with_dollars("SELECT count(*), CAST(coalesce(sum(bytes), 0)"
                                                     " AS BIGINT) FROM (" +
                                                     kind.select + ") old"));
        sql::BasicUse<Prepared> row(statement);
        const std::string text = to_iso8601(before);
        kind.is_text_time ? row.text(text) : row.integer(before.time_since_epoch().count());
        row.step();
        pruned.rows = row.integer_at(0);
        pruned.bytes = row.integer_at(1);
        return {};
      });
      if (!counted) return fail(counted.error());
      continue;
    }
    std::int64_t last = std::numeric_limits<std::int64_t>::min();
    for (bool has_more = true; has_more && !options.stop.stop_requested();) {
      auto removed = attempt<void>([&]() -> Result<void> {
        if (auto begun = begin_alone(); !begun) return begun;
        try {
          has_more = prune_some(kind.select, kind.is_text_time, kind.remove, before, last, pruned);
          if (!has_more) rollback();
        } catch (...) {
          rollback();
          throw;
        }
        return {};
      });
      if (!removed) return fail(removed.error());
    }
  }
  auto measured = attempt<void>([&]() -> Result<void> {
    Use row(sql_("SELECT pg_database_size(current_database())"));
    if (row.step()) report.size = row.integer_at(0);
    return {};
  });
  if (!measured) return fail(measured.error());
  return report;
}

Result<PruneReport> prune_on_server(const std::string& address, const PruneOptions& options,
                                    SysTime now) {
  if (options.vacuum)
    return fail(ErrorCode::kInvalid,
                "--vacuum is for a database in a file; a server uses the room of what was removed "
                "for later rows, and gives it back by its own VACUUM FULL");
  PostgresStore store(address, Role::kReader, std::string(), options.stop);
  if (auto opened = store.open(); !opened) return fail(opened.error());
  return store.prune(options, now);
}

}  // namespace tearsheet::store::postgres
