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
  if (auto refused = sqlite::refuse_server(file); !refused) return fail(refused.error());
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
    const std::string program(version);
    insert.text(started).text(program).run();
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
  auto ended = SqlStore::end_run(now, outcome, all, sites);
  // Readers in the middle of something keep the WAL; the next run tries again.
  if (ended) database_.tryExec("PRAGMA wal_checkpoint(TRUNCATE)");
  return ended;
}

std::optional<Error> SqliteStore::trouble_of(const std::exception& exception) {
  const auto* const trouble = dynamic_cast<const SQLite::Exception*>(&exception);
  if (trouble == nullptr) throw;
  return to_error(*trouble, file_);
}

// The number of an article that was removed names no other.
std::int64_t SqliteStore::new_article_id() {
  Use row(
      statements_("SELECT 1 + max((SELECT coalesce(max(id), 0) FROM articles),"
                  " (SELECT coalesce(max(article_id), 0) FROM _change))"));
  row.step();
  return row.integer_at(0);
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
