// Another database taken into this one: addresses first, then article by article.
#include "store/merge.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>
#include <vector>

#include "base/escape.h"
#include "store/sqlite/merged_addresses.h"
#include "store/sqlite/merged_article.h"
#include "store/sqlite/merged_pages.h"
#include "store/sqlite/sqlite_store.h"
#include "store/sqlite/text_due.h"

namespace tearsheet::store {
namespace sqlite {
namespace {

std::string to_hex(std::string_view bytes) {
  std::string text;
  for (const char byte : bytes) text += fmt::format("{:02x}", static_cast<unsigned char>(byte));
  return text;
}

bool is_same_file(const std::filesystem::path& a, const std::filesystem::path& b) {
  std::error_code trouble;
  return std::filesystem::equivalent(a, b, trouble) && !trouble;
}

/// The other one, found sound enough to be read.
Result<SQLite::Database> open_other(const std::filesystem::path& file,
                                    const std::filesystem::path& other) {
  if (is_same_file(file, other))
    return fail(ErrorCode::kInvalid, other.string() + ": this is the database itself");
  return open_for_reading(other);
}

class Merge {
 public:
  Merge(SQLite::Database& database, const std::filesystem::path& other, const MergeOptions& options,
        SysTime now)
      : database_(database),
        statements_(database),
        evidence_(statements_),
        other_(other),
        options_(options),
        now_(to_iso8601(now)) {}

  Result<MergeReceipt> run() {
    about_both();
    database_.exec("PRAGMA temp_store = file");
    if (options_.dry_run) database_.exec("BEGIN IMMEDIATE");
    begin();
    merge_addresses(database_, receipt_);
    if (receipt_.has_changed()) run_row();
    commit();
    MergedPages pages(database_, statements_, evidence_, other_, receipt_);
    MergedArticles articles(database_, statements_, evidence_, pages, receipt_,
                            [this] { return run_row(); });
    auto done = each_batch("SELECT id FROM other.articles WHERE id > ? ORDER BY id LIMIT 200",
                           [&](std::int64_t id) { return articles.take(id); });
    std::int64_t last = 0;
    for (auto some = pages.without_article(last); done && !some.empty() && !is_stopped();
         some = pages.without_article(last)) {
      last = some.back();
      done = batch(some, [&](std::int64_t id) -> Result<void> {
        const auto taken = pages.take(id, 0);
        return taken ? Result<void>() : fail(taken.error());
      });
    }
    if (!done) return fail(done.error());
    receipt_.stopped = is_stopped();
    end();
    return receipt_;
  }

  /// After an error: what was committed stays.
  void give_up() {
    statements_.clear();
    database_.tryExec("ROLLBACK");
  }

 private:
  [[nodiscard]] bool is_stopped() const { return options_.stop.stop_requested(); }

  void about_both() {
    receipt_.database = text("SELECT identity FROM main._database");
    receipt_.other = text("SELECT identity FROM other._database");
    Use head(statements_("SELECT entry, hash FROM other._evidence ORDER BY entry DESC LIMIT 1"));
    if (!head.step()) return;
    receipt_.entries = head.integer_at(0);
    receipt_.head = head.text_at(1);
  }

  std::string text(const char* sql) {
    Use row(statements_(sql));
    return row.step() ? std::string(row.text_at(0)) : std::string();
  }

  // A dry run is one transaction.
  void begin() {
    if (!options_.dry_run) database_.exec("BEGIN IMMEDIATE");
    evidence_.forget();
  }

  void commit() {
    index_texts(statements_);
    if (!options_.dry_run) database_.exec("COMMIT");
  }

  template <class Each>
  Result<void> batch(const std::vector<std::int64_t>& ids, Each each) {
    begin();
    for (const std::int64_t id : ids) {
      if (auto done = each(id); !done) return done;
    }
    commit();
    return {};
  }

  template <class Each>
  Result<void> each_batch(const char* sql, Each each) {
    for (std::int64_t last = 0; !is_stopped();) {
      std::vector<std::int64_t> ids;
      {
        Use row(statements_(sql));
        row.integer(last);
        while (row.step()) ids.push_back(row.integer_at(0));
      }
      if (ids.empty()) return {};
      last = ids.back();
      if (auto done = batch(ids, each); !done) return done;
    }
    return {};
  }

  // Made by the first change, so that a merge that changes nothing leaves nothing. The chain says
  // from where rows came from now on.
  std::int64_t run_row() {
    if (run_ != 0) return run_;
    database_.exec("UPDATE main.runs SET outcome = 'cut' WHERE ended IS NULL");
    {
      Use row(statements_("INSERT INTO main.runs(started, version) VALUES (?, ?)"));
      row.text(now_).text(options_.version).run();
    }
    run_ = database_.getLastInsertRowid();
    evidence_.add_merge(fmt::format(R"({{"database":{},"entries":{},"head":"{}","at":"{}"}})",
                                    to_json_string(receipt_.other), receipt_.entries,
                                    to_hex(receipt_.head), now_));
    return run_;
  }

  void end() {
    if (run_ != 0) {
      if (!options_.dry_run) database_.exec("BEGIN IMMEDIATE");
      Use row(
          statements_("UPDATE main.runs SET ended = ?, outcome = ?, stored = ?, updated = ?,"
                      " unchanged = ? WHERE id = ?"));
      const std::string outcome = receipt_.stopped ? "stopped" : "merged";
      row.text(now_).text(outcome).integer(receipt_.added).integer(receipt_.updated);
      row.integer(receipt_.unchanged).integer(run_).run();
      Use head(
          statements_("INSERT OR REPLACE INTO main._evidence_head(run_id, entry, at, hash) SELECT"
                      " ?1, entry, ?2, hash FROM main._evidence ORDER BY entry DESC LIMIT 1"));
      head.integer(run_).text(now_).run();
      if (!options_.dry_run) database_.exec("COMMIT");
    }
    statements_.clear();
    if (options_.dry_run) {
      database_.exec("ROLLBACK");
    } else {
      database_.tryExec("PRAGMA wal_checkpoint(TRUNCATE)");
    }
  }

  SQLite::Database& database_;
  Statements statements_;
  Evidence evidence_;
  const std::filesystem::path& other_;
  const MergeOptions& options_;
  const std::string now_;
  MergeReceipt receipt_;
  std::int64_t run_ = 0;
};

void attach(SQLite::Database& database, const std::filesystem::path& other,
            const SQLite::Database& opened) {
  SQLite::Statement statement(database, "ATTACH ? AS other");
  statement.bind(1, read_only_uri(other, opened));
  statement.exec();
}

}  // namespace
}  // namespace sqlite

Result<std::vector<RemovedThere>> removed_there(const std::filesystem::path& file,
                                                const std::filesystem::path& other) {
  using namespace sqlite;
  using Found = std::vector<RemovedThere>;
  std::error_code ignored;
  auto opened = open_other(file, other);
  if (!opened) return fail(opened.error());
  const bool is_there = std::filesystem::exists(file, ignored);
  if (!is_there || std::filesystem::is_empty(file, ignored)) return Found();  // it becomes one
  auto database = open_for_reading(file);
  if (!database) return fail(database.error());
  return guarded<Found>(file, [&]() -> Result<Found> {
    Found found;
    Prepared tombstones(*opened, "SELECT key, why FROM _removed");
    Prepared here(*database,
                  "SELECT a.id, s.key, a.url FROM _article_key k JOIN articles a ON a.id ="
                  " k.article_id JOIN sites s ON s.id = a.site_id WHERE k.key = ? AND"
                  " k.proposed = 0");
    Use removed(tombstones);
    while (removed.step()) {
      Use row(here);
      row.hash(removed.hash_at(0));
      if (!row.step()) continue;
      found.push_back({row.integer_at(0), std::string(row.text_at(1)), std::string(row.text_at(2)),
                       std::string(removed.text_at(1))});
    }
    const auto by_id = [](const RemovedThere& a, const RemovedThere& b) { return a.id < b.id; };
    std::ranges::stable_sort(found, by_id);
    const auto same = [](const RemovedThere& a, const RemovedThere& b) { return a.id == b.id; };
    found.erase(std::unique(found.begin(), found.end(), same), found.end());
    return found;
  });
}

Result<Merged> merge_database(const std::filesystem::path& file, const std::filesystem::path& other,
                              const MergeOptions& options, SysTime now) {
  using namespace sqlite;
  const auto opened = open_other(file, other);
  if (!opened) return fail(opened.error());
  auto lock = lock_for_run(file);
  if (!lock) return fail(lock.error());
  auto database = open_for_writing(file);
  if (!database) return fail(database.error());
  if (auto migrated = migrate(*database, file); !migrated) return fail(migrated.error());
  auto receipt = guarded<MergeReceipt>(file, [&]() -> Result<MergeReceipt> {
    attach(*database, other, *opened);
    Merge merge(*database, other, options, now);
    try {
      auto done = merge.run();
      if (!done) merge.give_up();
      return done;
    } catch (const SQLite::Exception&) {
      merge.give_up();
      throw;
    }
  });
  if (!receipt) return fail(receipt.error());
  Merged merged{std::move(*receipt), nullptr};
  if (options.dry_run) return merged;
  database = open_for_writing(file);  // without the other
  if (!database) return fail(database.error());
  merged.store = std::make_unique<SqliteStore>(file, std::move(*lock), std::move(*database));
  return merged;
}

}  // namespace tearsheet::store
