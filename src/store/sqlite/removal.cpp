// Taking articles out: rows, versions, raw pages, prints, indexes, in one transaction.
#include "store/removal.h"

#include <algorithm>

#include "base/escape.h"
#include "store/postgres/removal.h"
#include "store/share.h"
#include "store/sqlite/evidence.h"
#include "store/sqlite/removed_pages.h"
#include "store/sqlite/sqlite_store.h"
#include "store/sqlite/text_due.h"

namespace tearsheet::store {
namespace sqlite {
namespace {

/// Which articles go, as a temporary table `doomed(id)`.
Result<void> choose(SQLite::Database& database, const RemovalTarget& target) {
  database.exec("CREATE TEMP TABLE doomed(id INTEGER PRIMARY KEY)");
  if (const auto* const ids = std::get_if<std::vector<std::int64_t>>(&target)) {
    SQLite::Statement insert(database,
                             "INSERT OR IGNORE INTO temp.doomed SELECT id FROM"
                             " main.articles WHERE id = ?");
    for (const std::int64_t id : *ids) {
      insert.bind(1, id);
      insert.exec();
      insert.reset();
    }
    return {};
  }
  if (const auto* const site = std::get_if<WholeSite>(&target)) {
    SQLite::Statement insert(database,
                             "INSERT INTO temp.doomed SELECT id FROM main.articles WHERE site_id ="
                             " (SELECT id FROM main.sites WHERE key = ?)");
    insert.bind(1, site->key);
    insert.exec();
    return {};
  }
  const auto& filter = std::get<ArticleFilter>(target);
  if (const auto query = full_text_of(filter); !query) return fail(query.error());
  const ArticleCondition condition = whole_condition_of(filter, has_pairs(database));
  Prepared statement(database,
                     "INSERT INTO temp.doomed SELECT a.id FROM articles a" + condition.sql);
  Use row(statement);
  for (const std::string& value : condition.values) row.text(value);
  row.run();
  return {};
}

/// All that leads to them: `doomed_key(key, url)`.
void find_keys(SQLite::Database& database) {
  database.exec(
      "CREATE TEMP TABLE doomed_key(key INTEGER PRIMARY KEY, url TEXT NOT NULL);"
      "INSERT INTO temp.doomed_key SELECT k.key, a.url FROM _article_key k JOIN articles a ON a.id ="
      " k.article_id WHERE k.article_id IN (SELECT id FROM temp.doomed);"
      "INSERT OR IGNORE INTO temp.doomed_key SELECT l.key, d.url FROM _alias l JOIN"
      " temp.doomed_key d ON d.key = l.target;"
      "CREATE TEMP TABLE doomed_url(id INTEGER PRIMARY KEY)");
}

RemovalReceipt receipt_of(SQLite::Database& database) {
  RemovalReceipt receipt;
  Prepared statement(database,
                     "SELECT a.id, s.key, a.url, a.title FROM temp.doomed d JOIN articles a"
                     " ON a.id = d.id JOIN sites s ON s.id = a.site_id ORDER BY a.id");
  Use row(statement);
  while (row.step()) {
    receipt.articles.push_back({row.integer_at(0), std::string(row.text_at(1)),
                                std::string(row.text_at(2)), std::string(row.text_at(3))});
  }
  const auto count = [&](const char* table) {
    return database
        .execAndGet(std::string("SELECT count(*) FROM ") + table +
                    " WHERE article_id IN (SELECT id FROM temp.doomed)")
        .getInt64();
  };
  receipt.versions = count("article_versions");
  receipt.field_sources = count("field_sources");
  receipt.fingerprints = count("_fingerprint");
  receipt.addresses = database.execAndGet("SELECT count(*) FROM temp.doomed_key").getInt64();
  receipt.stories =
      database
          .execAndGet(
              "SELECT count(DISTINCT c.duplicate_of) FROM articles c WHERE c.duplicate_of"
              " IN (SELECT id FROM temp.doomed) AND c.id NOT IN (SELECT id FROM"
              " temp.doomed)")
          .getInt64();
  return receipt;
}

/// Of a story whose first page goes, the next one becomes the first.
void hand_stories_on(SQLite::Database& database) {
  database.exec(
      "CREATE TEMP TABLE heir AS SELECT c.duplicate_of AS old, min(c.id) AS id FROM articles c"
      " WHERE c.duplicate_of IN (SELECT id FROM temp.doomed) AND c.id NOT IN (SELECT id FROM"
      " temp.doomed) GROUP BY c.duplicate_of;"
      "UPDATE _fingerprint SET cluster = h.id FROM temp.heir h JOIN articles a ON a.duplicate_of ="
      " h.old WHERE _fingerprint.article_id = a.id;"
      "UPDATE articles SET duplicate_of = nullif(h.id, articles.id) FROM temp.heir h WHERE"
      " articles.duplicate_of = h.old;"
      "UPDATE articles SET copied = NULL WHERE id IN (SELECT id FROM temp.heir);"
      "DROP TABLE temp.heir");
}

/// What the schema would remove with them stands here: it is told to leave keys alone (below).
void remove_rows(SQLite::Database& database) {
  for (const char* const table : {"article_versions", "field_sources", "article_preferences",
                                  "_article_key", "_fingerprint", "_again"})
    database.exec(std::string("DELETE FROM ") + table +
                  " WHERE article_id IN (SELECT id FROM temp.doomed)");
  database.exec("DELETE FROM articles WHERE id IN (SELECT id FROM temp.doomed)");
}

/// What nobody's article was told goes too: it may name the article's own address.
constexpr const char* kOrphanPreferences =
    "DELETE FROM preference_sets WHERE id NOT IN (SELECT set_id FROM article_preferences)";

/// That the rows are gone is told by the chain of evidence; what was in them is not.
void note_removal(Statements& statements, const RemovalReceipt& receipt,
                  const std::vector<std::int64_t>& repacked, const std::string& why) {
  Evidence evidence(statements);
  std::vector<std::int64_t> ids;
  for (const RemovedArticle& article : receipt.articles) ids.push_back(article.id);
  if (!ids.empty())
    evidence.add_removal("removed: " + why, "articles", to_json_string(to_ranges(std::move(ids))));
  for (const std::int64_t page : repacked) evidence.add(EvidenceKind::kPage, page);
}

/// Raw pages go by these addresses too; what says that they came again goes with them.
constexpr const char* kOrphanRevisits =
    "DELETE FROM _revisit WHERE raw_page NOT IN (SELECT id FROM _raw_page)";

/// The addresses stay, so that nobody asks for them again.
void mark_addresses(SQLite::Database& database, const std::string& why, SysTime now) {
  {
    SQLite::Statement mark(database,
                           "INSERT OR REPLACE INTO _removed(key, url, at, why) SELECT key, url, ?,"
                           " ? FROM temp.doomed_key");
    mark.bind(1, to_iso8601(now));
    mark.bind(2, why);
    mark.exec();
  }
  database.exec(
      "INSERT OR IGNORE INTO temp.doomed_url SELECT id FROM _url WHERE kind = 0 AND key IN (SELECT"
      " key FROM temp.doomed_key);"
      "UPDATE _url SET hint = NULL WHERE id IN (SELECT id FROM temp.doomed_url);"
      "DELETE FROM _raw_page WHERE article_id IS NULL AND url_id IN (SELECT id FROM"
      " temp.doomed_url)");
  // Visits are replaced, not updated: that is what the count of waiting addresses hears of.
  SQLite::Statement visit(database,
                          "INSERT OR REPLACE INTO _visit(url_id, state, status, visited_at,"
                          " failures, unchanged, note) SELECT d.id, ?, coalesce(v.status, 0), ?, 0,"
                          " 0, ? FROM temp.doomed_url d LEFT JOIN _visit v ON v.url_id = d.id");
  visit.bind(1, static_cast<int>(VisitState::kDenied));
  visit.bind(2, now.time_since_epoch().count());
  visit.bind(3, std::string(kRemovedNote) + why);
  visit.exec();
}

/// The site itself, as if it had never been crawled; its lines of the ledger stay without its name.
void forget_site(SQLite::Database& database, const std::string& key) {
  {
    // An address whose page tells an article of another site stays, and the site's row with it.
    SQLite::Statement choose(
        database,
        "INSERT OR IGNORE INTO temp.doomed_url SELECT id FROM _url WHERE site_id = (SELECT id FROM"
        " sites WHERE key = ?) AND id NOT IN (SELECT url_id FROM _article_key) AND id NOT IN"
        " (SELECT url_id FROM _raw_page WHERE article_id IS NOT NULL)");
    choose.bind(1, key);
    choose.exec();
  }
  for (const char* const sql :
       {"DELETE FROM _raw_page WHERE url_id IN (SELECT id FROM temp.doomed_url)",
        "DELETE FROM _announced WHERE url_id IN (SELECT id FROM temp.doomed_url)",
        "DELETE FROM _source_rhythm WHERE url_id IN (SELECT id FROM temp.doomed_url)",
        "DELETE FROM _visit WHERE url_id IN (SELECT id FROM temp.doomed_url)",
        "DELETE FROM _said WHERE source IN (SELECT key FROM _url WHERE id IN (SELECT id FROM"
        " temp.doomed_url))",
        "DELETE FROM _entries WHERE source IN (SELECT key FROM _url WHERE id IN (SELECT id FROM"
        " temp.doomed_url))",
        "DELETE FROM _alias WHERE key IN (SELECT key FROM _url WHERE id IN (SELECT id FROM"
        " temp.doomed_url))",
        "DELETE FROM _url WHERE id IN (SELECT id FROM temp.doomed_url)"})
    database.exec(sql);
  for (const char* const sql :
       {"DELETE FROM _rule WHERE site_id = (SELECT id FROM sites WHERE key = ?)",
        "DELETE FROM _site_model WHERE site_id = (SELECT id FROM sites WHERE key = ?)",
        "DELETE FROM _trouble WHERE site_id = (SELECT id FROM sites WHERE key = ?)",
        "DELETE FROM _site_preferences WHERE site_id = (SELECT id FROM sites WHERE key = ?)",
        "DELETE FROM _rhythm WHERE site_id = (SELECT id FROM sites WHERE key = ?)",
        "DELETE FROM site_runs WHERE site_id = (SELECT id FROM sites WHERE key = ?)",
        "DELETE FROM _address WHERE site = ?",
        "DELETE FROM _dictionary WHERE site_id = (SELECT id FROM sites WHERE key = ?) AND NOT"
        " EXISTS (SELECT 1 FROM _raw_page r WHERE r.dictionary = _dictionary.id)",
        "UPDATE fetches SET site_id = NULL WHERE site_id = (SELECT id FROM sites WHERE key = ?)",
        "DELETE FROM _waiting WHERE site_id = (SELECT id FROM sites WHERE key = ?)",
        "INSERT INTO _waiting SELECT u.site_id, count(*) FROM _url u LEFT JOIN _visit v ON"
        " v.url_id = u.id WHERE u.site_id = (SELECT id FROM sites WHERE key = ?) AND (v.url_id IS"
        " NULL OR v.state = 4) GROUP BY u.site_id",
        "DELETE FROM sites WHERE key = ? AND NOT EXISTS (SELECT 1 FROM _url u WHERE u.site_id ="
        " sites.id) AND NOT EXISTS (SELECT 1 FROM _dictionary d WHERE d.site_id = sites.id)"}) {
    SQLite::Statement statement(database, sql);
    statement.bind(1, key);
    statement.exec();
  }
}

Result<RemovalReceipt> remove(SQLite::Database& database, const std::filesystem::path& file,
                              const RemovalTarget& target, const RemovalOptions& options,
                              SysTime now) {
  const auto* const site = std::get_if<WholeSite>(&target);
  database.exec("PRAGMA temp_store = file");
  SQLite::Transaction transaction(database, options.dry_run
                                                ? SQLite::TransactionBehavior::DEFERRED
                                                : SQLite::TransactionBehavior::IMMEDIATE);
  if (auto chosen = choose(database, target); !chosen) return fail(chosen.error());
  find_keys(database);
  RemovalReceipt receipt = receipt_of(database);
  if (site != nullptr) {
    SQLite::Statement row(database,
                          "SELECT count(*) FROM _url WHERE site_id = (SELECT id FROM"
                          " sites WHERE key = ?) AND kind = 0");
    row.bind(1, site->key);
    row.executeStep();
    receipt.addresses = row.getColumn(0).getInt64();
  }
  RemovedPages pages(database, file);
  pages.measure(receipt);
  if (options.dry_run) return receipt;
  if (options.may_go_on && !options.may_go_on(receipt))
    return fail(ErrorCode::kCancelled, "nothing was removed");
  hand_stories_on(database);
  if (auto gone = pages.remove(receipt); !gone) return fail(gone.error());
  site != nullptr ? void() : mark_addresses(database, options.why, now);
  remove_rows(database);
  if (site != nullptr) forget_site(database, site->key);
  database.exec(kOrphanRevisits);
  database.exec(kOrphanPreferences);
  Statements statements(database);
  index_texts(statements);
  note_removal(statements, receipt, pages.repacked(), options.why);
  transaction.commit();
  // What the log still holds goes to the file, and the log is emptied.
  database.tryExec("PRAGMA wal_checkpoint(TRUNCATE)");
  return receipt;
}

Result<void> check_target(SQLite::Database& database, const std::filesystem::path& file,
                          const RemovalTarget& target) {
  const auto is_there = [&](const std::string& key) {
    SQLite::Statement row(database, "SELECT 1 FROM sites WHERE key = ?");
    row.bind(1, key);
    return row.executeStep();
  };
  const auto no_site = [&](const std::string& key) {
    return fail(ErrorCode::kNotFound, file.string() + ": no site \"" + key + "\"");
  };
  if (const auto* const site = std::get_if<WholeSite>(&target)) {
    if (!is_there(site->key)) return no_site(site->key);
  }
  if (const auto* const filter = std::get_if<ArticleFilter>(&target)) {
    for (const std::string& key : filter->sites) {
      if (!is_there(key)) return no_site(key);
    }
  }
  return {};
}

}  // namespace
}  // namespace sqlite

Result<RemovalReceipt> remove_articles(const std::filesystem::path& file,
                                       const RemovalTarget& target, const RemovalOptions& options,
                                       SysTime now) {
  using namespace sqlite;
  if (is_server(file.native()))
    return postgres::remove_on_server(file.native(), target, options, now);
  RunLock lock;
  auto database = open_for_reading(file);
  if (!database) return fail(database.error());
  if (!options.dry_run) {
    auto taken = lock_for_run(file);
    if (!taken) return fail(taken.error());
    lock = std::move(*taken);
    database = open_for_writing(file);
    if (!database) return fail(database.error());
    if (auto migrated = migrate(*database, file); !migrated) return fail(migrated.error());
  }
  return guarded<RemovalReceipt>(file, [&]() -> Result<RemovalReceipt> {
    if (auto sound = check_target(*database, file, target); !sound) return fail(sound.error());
    // Not only unlinked: nothing of the text is left in the file's free pages. For foreign keys
    // SQLite would search whole tables for each address; what names a row is looked at here.
    if (!options.dry_run) database->exec("PRAGMA secure_delete = ON; PRAGMA foreign_keys = OFF");
    return remove(*database, file, target, options, now);
  });
}

Result<std::optional<std::string>> removal_of(const std::filesystem::path& file, UrlHash key) {
  using namespace sqlite;
  using Found = std::optional<std::string>;
  if (is_server(file.native())) return postgres::removal_of(file.native(), key);
  std::error_code ignored;
  if (!std::filesystem::exists(file, ignored)) return Found();
  auto database = open_for_reading(file);
  if (!database) return fail(database.error());
  return guarded<Found>(file, [&]() -> Result<Found> {
    Prepared statement(*database, "SELECT at || ', ' || why FROM _removed WHERE key = ?");
    Use row(statement);
    return row.hash(key).step() ? Found(row.text_at(0)) : Found();
  });
}

}  // namespace tearsheet::store
