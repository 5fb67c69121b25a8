// What outlived its keeping time goes, some thousand rows a transaction.
#include <fmt/format.h>

#include <algorithm>
#include <span>

#include "store/postgres/maintenance.h"
#include "store/share.h"
#include "store/sqlite/database.h"
#include "store/sqlite/evidence.h"
#include "store/sqlite/lock.h"
#include "store/store.h"

namespace tearsheet::store {
namespace sqlite {
namespace {

constexpr std::size_t kBatch = 2'000;  // rows a transaction: it ends soon, and a crash loses little
constexpr std::size_t kMaxRows = 100 * kBatch;  // looked up at once

struct Row {
  std::int64_t id = 0, bytes = 0;
  std::int64_t article = 0, version = 0;  // of texts
};

// One kind of thing: which rows are old enough (`?` is the end of the keeping time), and what
// removes one (`?1` is its id).
struct Kind {
  const char* what;
  KeepingTimes::Time KeepingTimes::*time;
  bool is_text_time;  ///< ISO 8601, as in public tables; or milliseconds.
  const char* select;
  std::vector<const char*> remove;
  const char* evidence = nullptr;  // what the chain of evidence calls them, where it has them
};

constexpr const char* kTexts = "texts";

const Kind kKinds[] = {
    {"raw pages",
     &KeepingTimes::raw_pages,
     false,
     "SELECT id, length(body) + length(headers) FROM _raw_page WHERE fetched_at < ? ORDER BY id",
     {"UPDATE articles SET raw_page = NULL WHERE raw_page = ?1 AND id = (SELECT article_id FROM"
      " _raw_page WHERE id = ?1)",
      "UPDATE article_versions SET raw_page = NULL WHERE raw_page = ?1 AND article_id ="
      " (SELECT article_id FROM _raw_page WHERE id = ?1)",
      "DELETE FROM _revisit WHERE raw_page = ?1", "DELETE FROM _raw_page WHERE id = ?1"}},
    // Of them only what no page needs that is kept.
    {"dictionaries of raw pages",
     &KeepingTimes::raw_pages,
     false,
     "SELECT d.id, length(d.body) FROM _dictionary d WHERE NOT EXISTS (SELECT 1 FROM _raw_page r"
     " WHERE r.dictionary = d.id AND r.fetched_at >= ?) ORDER BY d.id",
     {"DELETE FROM _dictionary WHERE id = ?1"}},
    {"requests of the ledger",
     &KeepingTimes::fetches,
     true,
     "SELECT id, length(url) + 60 FROM fetches WHERE started < ? ORDER BY id",
     {"DELETE FROM fetches WHERE id = ?1"},
     "requests"},
    // By run. The last one of each site says how it fares.
    {"counts of runs by site",
     &KeepingTimes::fetches,
     true,
     "SELECT r.id, (SELECT count(*) * 60 FROM site_runs s WHERE s.run_id = r.id) FROM runs r"
     " WHERE r.started < ? AND EXISTS (SELECT 1 FROM site_runs s WHERE s.run_id = r.id AND"
     " s.run_id < (SELECT max(run_id) FROM site_runs y WHERE y.site_id = s.site_id)) ORDER BY r.id",
     {"DELETE FROM site_runs WHERE run_id = ?1 AND run_id < (SELECT max(run_id) FROM site_runs y"
      " WHERE y.site_id = site_runs.site_id)"}},
    {"earlier versions",
     &KeepingTimes::versions,
     true,
     "SELECT id, length(CAST(body AS BLOB)) + length(summary) + length(title), article_id, version"
     " FROM article_versions WHERE replaced < ? ORDER BY id",
     {"DELETE FROM article_versions WHERE id = ?1"},
     kTexts},
    // An address that something still names stays; it is looked for in one pass, since the tables
    // that name addresses have no index by them.
    {"addresses that are gone",
     &KeepingTimes::gone,
     false,
     "SELECT u.id, length(u.url) + length(coalesce(u.hint, '')) FROM _visit v JOIN _url u"
     " ON u.id = v.url_id WHERE v.state = 3 AND v.visited_at < ? AND u.kind = 0"
     " AND u.id NOT IN (SELECT url_id FROM _article_key)"
     " AND u.id NOT IN (SELECT url_id FROM _raw_page)"
     " AND u.id NOT IN (SELECT url_id FROM _announced) ORDER BY u.id",
     {"DELETE FROM _visit WHERE url_id = ?1", "DELETE FROM _url WHERE id = ?1"}},
};

// The oldest of them, kMaxRows at most.
std::vector<Row> old_rows(SQLite::Database& database, const Kind& kind, SysTime before) {
  std::vector<Row> rows;
  Prepared statement(database, kind.select);
  Use row(statement);
  const std::string text = to_iso8601(before);
  kind.is_text_time ? row.text(text) : row.integer(before.time_since_epoch().count());
  const bool is_text = kind.evidence == kTexts;
  while (rows.size() < kMaxRows && row.step()) {
    rows.push_back({row.integer_at(0), row.integer_at(1)});
    if (is_text) rows.back().article = row.integer_at(2), rows.back().version = row.integer_at(3);
  }
  return rows;
}

void count(SQLite::Database& database, const Kind& kind, SysTime before, Pruned& pruned) {
  Prepared statement(database, kind.select);
  Use row(statement);
  const std::string text = to_iso8601(before);
  kind.is_text_time ? row.text(text) : row.integer(before.time_since_epoch().count());
  for (; row.step(); ++pruned.rows) pruned.bytes += row.integer_at(1);
}

// That they are gone is told by the chain of evidence. Pages and dictionaries may go at any time.
void note(Statements& statements, const Kind& kind, std::span<const Row> rows) {
  if (kind.evidence == nullptr) return;
  std::string json;
  if (kind.evidence == kTexts) {
    for (const Row& row : rows) {
      json += json.empty() ? '[' : ',';
      json += fmt::format("[{},{}]", row.article, row.version);
    }
    json += ']';
  } else {
    std::vector<std::int64_t> ids;
    for (const Row& row : rows) ids.push_back(row.id);
    json = '"' + to_ranges(std::move(ids)) + '"';
  }
  Evidence(statements).add_removal("outlived its keeping time", kind.evidence, json);
}

void remove(SQLite::Database& database, const Kind& kind, const std::vector<Row>& rows,
            const std::stop_token& stop, Pruned& pruned) {
  Statements statements(database);
  for (std::size_t first = 0; first < rows.size() && !stop.stop_requested(); first += kBatch) {
    SQLite::Transaction transaction(database, SQLite::TransactionBehavior::IMMEDIATE);
    for (std::size_t i = first; i < std::min(first + kBatch, rows.size()); ++i) {
      for (const char* const sql : kind.remove) {
        Use row(statements(sql));
        row.integer(rows[i].id).run();
      }
      ++pruned.rows;
      pruned.bytes += rows[i].bytes;
    }
    note(statements, kind, {rows.data() + first, std::min(kBatch, rows.size() - first)});
    transaction.commit();
  }
}

PruneReport prune(SQLite::Database& database, const PruneOptions& options, SysTime now) {
  PruneReport report;
  for (const Kind& kind : kKinds) {
    const auto& time = options.keep.*kind.time;
    if (!time) continue;
    Pruned& pruned = report.removed.emplace_back();
    pruned.what = kind.what;
    if (options.dry_run) {
      count(database, kind, now - *time, pruned);
      continue;
    }
    for (bool more = true; more && !options.stop.stop_requested();) {
      const std::vector<Row> rows = old_rows(database, kind, now - *time);
      remove(database, kind, rows, options.stop, pruned);
      more = rows.size() == kMaxRows;
    }
  }
  if (options.vacuum && !options.dry_run) {
    database.exec("INSERT INTO articles_fts(articles_fts) VALUES ('optimize')");
    database.exec("INSERT INTO _articles_pairs(_articles_pairs) VALUES ('optimize')");
    // The new file is put together elsewhere first: that must not be memory.
    database.exec("PRAGMA temp_store = file");
    database.exec("VACUUM");
  }
  if (!options.dry_run) database.tryExec("PRAGMA wal_checkpoint(TRUNCATE)");
  const std::int64_t page = database.execAndGet("PRAGMA page_size").getInt64();
  report.size = page * database.execAndGet("PRAGMA page_count").getInt64();
  report.free = page * database.execAndGet("PRAGMA freelist_count").getInt64();
  return report;
}

}  // namespace
}  // namespace sqlite

Result<PruneReport> prune_database(const std::filesystem::path& file, const PruneOptions& options,
                                   SysTime now) {
  using namespace sqlite;
  if (is_server(file.native())) return postgres::prune_on_server(file.native(), options, now);
  RunLock lock;
  auto database = open_for_reading(file);
  if (!database) return fail(database.error());
  if (!options.dry_run) {
    auto taken = lock_for_run(file);
    if (!taken) return fail(taken.error());
    lock = std::move(*taken);
    database = open_for_writing(file);
    if (!database) return fail(database.error());
  }
  return guarded<PruneReport>(file, [&]() -> Result<PruneReport> {
    // What a removed row is named by was looked at; SQLite would search whole tables for each row.
    if (!options.dry_run) database->exec("PRAGMA foreign_keys = OFF");
    return prune(*database, options, now);
  });
}

}  // namespace tearsheet::store
