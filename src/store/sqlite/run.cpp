// The life of a run, transactions, and what is remembered of sites and hosts.
#include <sqlite3.h>

#include <utility>

#include "store/sqlite/sqlite_store.h"
#include "store/sqlite/text_due.h"

namespace tearsheet::store {

void forgo_memory_count() {
  // Refused once SQLite is at work: then it goes on counting, which is no harm.
  static_cast<void>(sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0));
}

Result<std::unique_ptr<Store>> open_store(const std::filesystem::path& file, Access access) {
  using namespace sqlite;
  if (access != Access::kRun) {
    Result<SQLite::Database> database =
        open_for_reading(file, access == Access::kReadArticles ? Copies::kTaken : Copies::kRefused);
    if (!database) return fail(database.error());
    return std::make_unique<SqliteStore>(file, std::nullopt, std::move(*database));
  }
  // A server's address is no folder to be made.
  if (file.string().find("://") != std::string::npos)
    return fail(ErrorCode::kUnusable, file.string() + ": a database is a file, as in news.db");
  std::error_code trouble;
  if (file.has_parent_path()) std::filesystem::create_directories(file.parent_path(), trouble);
  Result<RunLock> lock = lock_for_run(file);
  if (!lock) return fail(lock.error());
  Result<SQLite::Database> database = open_for_writing(file);
  if (!database) return fail(database.error());
  if (const auto done = migrate(*database, file); !done) return fail(done.error());
  return std::make_unique<SqliteStore>(file, std::move(*lock), std::move(*database));
}

namespace sqlite {

Result<RunStart> SqliteStore::begin_run(SysTime now, std::string_view version) {
  return guarded<RunStart>(file_, [&]() -> Result<RunStart> {
    RunStart start;
    SQLite::Transaction transaction(database_, SQLite::TransactionBehavior::IMMEDIATE);
    {
      Use last(statements_(
          "SELECT ended IS NULL, substr(started, 1, 10) < substr(?1, 1, 10) AND"
          " julianday(?1) - julianday(started) < 30 FROM runs ORDER BY id DESC LIMIT 1"));
      const std::string today = to_iso8601(now);
      last.text(today);
      if (last.step()) {
        start.previous_was_cut = last.integer_at(0) != 0;
        start.is_first_of_day = last.integer_at(1) != 0;
      }
    }
    database_.exec("UPDATE runs SET outcome = 'cut' WHERE ended IS NULL");
    Use insert(statements_("INSERT INTO runs(started, version) VALUES (?, ?)"));
    const std::string started = to_iso8601(now);
    insert.text(started).copied_text(version).run();
    run_ = start.id = database_.getLastInsertRowid();
    Use raw(statements_("SELECT coalesce(max(id), 0) + 1 FROM _raw_page"));
    raw.step();
    next_raw_page_ = raw.integer_at(0);
    index_texts(statements_);  // what other programs changed
    transaction.commit();
    return start;
  });
}

Result<void> SqliteStore::end_run(SysTime now, std::string_view outcome, const Tally& all,
                                  const std::vector<SiteTally>& sites) {
  return guarded<void>(file_, [&]() -> Result<void> {
    SQLite::Transaction transaction(database_, SQLite::TransactionBehavior::IMMEDIATE);
    const std::string ended = to_iso8601(now);
    Use run(statements_(
        "UPDATE runs SET ended=?, outcome=?, requests=?, bytes=?, stored=?, updated=?, unchanged=?,"
        " duplicates=?, not_articles=?, gone=?, denied=?, failed=?, left_over=? WHERE id=?"));
    run.text(ended).copied_text(outcome);
    for (const std::int64_t count :
         {all.requests, all.bytes, all.stored, all.updated, all.unchanged, all.duplicates,
          all.not_articles, all.gone, all.denied, all.failed, all.left_over}) {
      run.integer(count);
    }
    run.integer(run_).run();
    for (const SiteTally& site : sites) {
      Use row(statements_(
          "INSERT OR REPLACE INTO site_runs(run_id, site_id, requests, stored, updated, unchanged,"
          " duplicates, not_articles, gone, denied, failed, left_over, problem)"
          " VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)"));
      const Tally& t = site.tally;
      row.integer(run_).integer(site.site);
      for (const std::int64_t count : {t.requests, t.stored, t.updated, t.unchanged, t.duplicates,
                                       t.not_articles, t.gone, t.denied, t.failed, t.left_over}) {
        row.integer(count);
      }
      row.text_or_null(site.problem).run();
    }
    put_rhythm(now, sites);
    put_evidence_head(ended);
    transaction.commit();
    // Readers in the middle of something keep the WAL; the next run tries again.
    database_.tryExec("PRAGMA wal_checkpoint(TRUNCATE)");
    return {};
  });
}

Result<std::int64_t> SqliteStore::site_id(const SiteRecord& site, SysTime now) {
  return guarded<std::int64_t>(file_, [&]() -> Result<std::int64_t> {
    const std::string seen = to_iso8601(now);
    Use upsert(statements_(
        "INSERT INTO sites(key, title, language, rules, first_seen) VALUES (?,?,?,?,?)"
        " ON CONFLICT(key) DO UPDATE SET title=excluded.title, language=excluded.language,"
        " rules=excluded.rules RETURNING id"));
    upsert.text(site.key).text(site.title).text_or_null(site.language).text(site.rules).text(seen);
    upsert.step();
    return upsert.integer_at(0);
  });
}

Result<std::vector<HostRecord>> SqliteStore::hosts() {
  return guarded<std::vector<HostRecord>>(file_, [&]() -> Result<std::vector<HostRecord>> {
    std::vector<HostRecord> all;
    Use row(
        statements_("SELECT authority, next_at, retry_at, backoff_steps, robots_status, robots_at, "
                    "robots_body, robots_etag, robots_modified FROM _host"));
    while (row.step()) {
      HostRecord host;
      host.authority = row.text_at(0);
      host.next_at = row.time_at(1);
      host.retry_at = row.time_at(2);
      host.backoff_steps = static_cast<int>(row.integer_at(3));
      host.robots_status = static_cast<int>(row.integer_at(4));
      host.robots_at = row.time_at(5);
      host.robots_body = row.text_at(6);
      host.robots_etag = row.text_at(7);
      host.robots_modified = row.text_at(8);
      all.push_back(std::move(host));
    }
    return all;
  });
}

Result<void> SqliteStore::put_host(const HostRecord& host) {
  return guarded<void>(file_, [&]() -> Result<void> {
    // The rules are the same as long as their time is: only the clocks are written then.
    Use clocks(
        statements_("UPDATE _host SET next_at=?, retry_at=?, backoff_steps=? WHERE authority=? AND "
                    "robots_at IS ?"));
    clocks.time_or_null(host.next_at)
        .time_or_null(host.retry_at)
        .integer(host.backoff_steps)
        .text(host.authority);
    clocks.time_or_null(host.robots_at).run();
    if (database_.getChanges() > 0) return {};
    Use row(
        statements_("INSERT OR REPLACE INTO _host(authority, next_at, retry_at, backoff_steps, "
                    "robots_status, robots_at,"
                    " robots_body, robots_etag, robots_modified) VALUES (?,?,?,?,?,?,?,?,?)"));
    row.text(host.authority)
        .time_or_null(host.next_at)
        .time_or_null(host.retry_at)
        .integer(host.backoff_steps);
    row.integer(host.robots_status).time_or_null(host.robots_at).text(host.robots_body);
    row.text_or_null(host.robots_etag).text_or_null(host.robots_modified).run();
    return {};
  });
}

Result<void> SqliteStore::begin() {
  return guarded<void>(file_, [&]() -> Result<void> {
    database_.exec("BEGIN IMMEDIATE");
    first_raw_page_ = next_raw_page_;
    evidence_.forget();
    return {};
  });
}

Result<void> SqliteStore::commit() {
  return guarded<void>(file_, [&]() -> Result<void> {
    index_texts(statements_);
    count_added();
    database_.exec("COMMIT");
    for (const NewDictionary& made : made_) dictionaries_.publish(made);
    made_.clear();
    return {};
  });
}

void SqliteStore::rollback() {
  // SQLite rolls back by itself after some errors; then there is nothing to do.
  database_.tryExec("ROLLBACK");
  added_.clear();
  evidence_.forget();
  said_by_sites_.clear();
  made_.clear();
  next_raw_page_ = first_raw_page_;
}

}  // namespace sqlite
}  // namespace tearsheet::store
