// Is a database sound, and do its indexes and counts say what its articles say?
#include <fmt/format.h>
#include <sqlite3.h>

#include <algorithm>
#include <iterator>

#include "store/postgres/maintenance.h"
#include "store/share.h"
#include "store/sqlite/lock.h"
#include "store/sqlite/text_due.h"
#include "store/store.h"

namespace tearsheet::store {

bool CheckReport::is_sound() const {
  return std::all_of(items.begin(), items.end(), [](const CheckItem& item) {
    return item.problems.empty() || item.is_repaired;
  });
}

namespace sqlite {
namespace {

constexpr std::size_t kMaxProblems = 10;

// Rows that should not be there, or a number that should be zero.
struct Invariant {
  const char* problem;  ///< "{}" stands for the count.
  const char* sql;      ///< Gives the count.
};
struct Check {
  const char* what;
  std::vector<Invariant> invariants;
  const char* advice;
  const char* repair;  ///< SQL; null: there is none.
};

// Both indexes from the articles; index_texts does it.
constexpr const char* kIndexAgain =
    "INSERT INTO articles_fts(articles_fts) VALUES ('delete-all');"
    "INSERT INTO _articles_pairs(_articles_pairs) VALUES ('delete-all');"
    "DELETE FROM _text_due;"
    "INSERT INTO _text_due(article_id, in_words, in_pairs) SELECT id, 0, 0 FROM articles";

// What the program relies on and no constraint of the schema says.
const Check kChecks[] = {
    {"full text, counts",
     {{"{} articles are not in the full-text index",
       "SELECT count(*) FROM articles a WHERE"
       " NOT EXISTS (SELECT 1 FROM articles_fts_docsize d WHERE d.id = a.id)"
       " AND NOT EXISTS (SELECT 1 FROM _text_due q WHERE q.article_id = a.id)"},
      {"{} rows of the full-text index belong to no article",
       "SELECT count(*) FROM articles_fts_docsize d WHERE NOT EXISTS (SELECT 1 FROM articles a"
       " WHERE a.id = d.id) AND NOT EXISTS (SELECT 1 FROM _text_due q WHERE q.article_id = d.id)"}},
     "tearsheet db check --repair",
     kIndexAgain},
    {"full text without spaces",
     {{"{} articles are not indexed by pairs of characters",
       "SELECT count(*) FROM _paired_articles a WHERE"
       " NOT EXISTS (SELECT 1 FROM _articles_pairs_docsize d WHERE d.id = a.id)"
       " AND NOT EXISTS (SELECT 1 FROM _text_due q WHERE q.article_id = a.id)"},
      {"{} rows of the index of pairs belong to no article",
       "SELECT count(*) FROM _articles_pairs_docsize d WHERE NOT EXISTS (SELECT 1 FROM articles a"
       " WHERE a.id = d.id) AND NOT EXISTS (SELECT 1 FROM _text_due q WHERE q.article_id = "
       "d.id)"}},
     "tearsheet db check --repair",
     kIndexAgain},
    {"numbers of changes",
     {{"{} articles have no number: incremental exports miss them",
       "SELECT count(*) FROM articles a WHERE NOT EXISTS (SELECT 1 FROM _change c WHERE"
       " c.article_id = a.id AND c.deleted_url IS NULL)"},
      {"{} numbers belong to no article",
       "SELECT count(*) FROM _change c WHERE c.deleted_url IS NULL AND NOT EXISTS (SELECT 1 FROM"
       " articles a WHERE a.id = c.article_id)"}},
     "tearsheet db check --repair",
     "DELETE FROM _change WHERE deleted_url IS NULL AND article_id NOT IN (SELECT id FROM "
     "articles);"
     "INSERT OR REPLACE INTO _change(article_id) SELECT id FROM articles WHERE id NOT IN"
     " (SELECT article_id FROM _change WHERE deleted_url IS NULL)"},
    {"addresses that wait",
     {{"the addresses to visit of {} sites are counted wrongly",
       "SELECT count(*) FROM (SELECT site_id FROM (SELECT u.site_id, 1 AS urls FROM _url u"
       " LEFT JOIN _visit v ON v.url_id = u.id WHERE v.url_id IS NULL OR v.state = 4"
       " UNION ALL SELECT site_id, -urls FROM _waiting) GROUP BY site_id HAVING sum(urls) <> 0)"}},
     "tearsheet db check --repair",
     "DELETE FROM _waiting; INSERT INTO _waiting SELECT u.site_id, count(*) FROM _url u LEFT JOIN"
     " _visit v ON v.url_id = u.id WHERE v.url_id IS NULL OR v.state = 4 GROUP BY u.site_id"},
    {"stories",
     {{"{} copies name an article that is a copy itself",
       "SELECT count(*) FROM articles c JOIN articles o ON o.id = c.duplicate_of WHERE"
       " o.duplicate_of IS NOT NULL"},
      {"{} articles have no address of their own",
       // But one whose address tells another story now.
       "SELECT count(*) FROM articles a WHERE a.gone IS NULL AND NOT EXISTS (SELECT 1 FROM"
       " _article_key k WHERE k.article_id = a.id)"}},
     "they are shown as stored; a page without an address is taken for a new one when it is seen "
     "again",
     nullptr},
    {"texts",
     {{"authors or tags of {} articles are no JSON",
       "SELECT count(*) FROM articles WHERE NOT (json_valid(authors) AND json_valid(tags))"},
      {"{} dates are not ISO 8601",
       "SELECT count(*) FROM articles INDEXED BY articles_facts WHERE date NOT GLOB"
       " '[0-9][0-9][0-9][0-9]*' OR first_seen NOT GLOB '[0-9][0-9][0-9][0-9]-*Z'"}},
     "another program wrote them: UPDATE the rows",
     nullptr},
};

class Checker {
 public:
  Checker(const std::filesystem::path& file, SQLite::Database& database,
          const CheckOptions& options, const std::function<void(const std::string&)>& begin)
      : file_(file), database_(database), options_(options), begin_(begin) {}

  CheckReport run() {
    report_.schema = database_.execAndGet("PRAGMA user_version").getInt();
    report_.bytes = database_.execAndGet("PRAGMA page_count").getInt64() *
                    database_.execAndGet("PRAGMA page_size").getInt64();
    list("file structure", options_.quick ? "PRAGMA quick_check(10)" : "PRAGMA integrity_check(10)",
         "stop the crawls, keep a copy of the file, then save what can be read: sqlite3 " +
             file_.string() + " .recover | sqlite3 saved.db");
    list("foreign keys",
         "SELECT 'a row of ' || \"table\" || ' names a row of ' || parent || ' that is not there'"
         " FROM pragma_foreign_key_check LIMIT 10",
         "another program removed rows without PRAGMA foreign_keys = ON");
    full_text();
    for (const Check& check : kChecks) counted(check);
    dictionaries();
    return std::move(report_);
  }

 private:
  CheckItem& add(const std::string& what, std::string advice) {
    begin_(what);
    CheckItem& item = report_.items.emplace_back();
    item.what = what;
    item.advice = std::move(advice);
    return item;
  }

  // Damage shows as an error of the statement too.
  template <class Body>
  static void collect(CheckItem& item, Body&& body) {
    try {
      body();
    } catch (const SQLite::Exception& exception) {
      item.problems.emplace_back(exception.what());
    }
  }

  // Every row is a problem, but "ok".
  void list(const char* what, const char* sql, const std::string& advice) {
    CheckItem& item = add(what, advice);
    collect(item, [&] {
      SQLite::Statement row(database_, sql);
      while (row.executeStep() && item.problems.size() < kMaxProblems) {
        const std::string text = row.getColumn(0).getString();
        if (text != "ok") item.problems.push_back(text);
      }
    });
  }

  // FTS5's own check is a write in form; it needs a connection that may write, but writes nothing.
  void full_text() {
    for (const char* const table : {"articles_fts", "_articles_pairs"}) {
      CheckItem& item = add(std::string("full-text index ") + table, "tearsheet db check --repair");
      try {
        SQLite::Database writer(file_.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_NOMUTEX,
                                10'000);
        // What another program changed is due with the next write of ours.
        const bool compare =
            !options_.quick && std::string_view(table) == "articles_fts" &&
            database_.execAndGet("SELECT NOT EXISTS (SELECT 1 FROM _text_due)").getInt() != 0;
        writer.exec(fmt::format("INSERT INTO {0}({0}, rank) VALUES ('integrity-check', {1})", table,
                                compare ? 1 : 0));
      } catch (const SQLite::Exception& exception) {
        const int code = exception.getErrorCode() & 0xFF;
        // No leave or no room to write says nothing of the index.
        if (code == SQLITE_BUSY || code == SQLITE_READONLY || code == SQLITE_CANTOPEN ||
            code == SQLITE_FULL || code == SQLITE_IOERR) {
          item.is_skipped = true;
          item.advice = exception.what();
          continue;
        }
        item.problems.push_back(code == SQLITE_CORRUPT ? "it does not say what the articles say"
                                                       : std::string(exception.what()));
        repair(item, kIndexAgain);
      }
    }
  }

  void dictionaries() {
    CheckItem& item = add("dictionaries of raw pages",
                          "the pages that need them can be read no more; their articles are kept");
    collect(item, [&] {
      SQLite::Statement lost(database_,
                             "SELECT 'dictionary ' || r.dictionary || ' is lost: ' || count(*) ||"
                             " ' stored pages need it' FROM _raw_page r WHERE r.dictionary IS NOT"
                             " NULL AND NOT EXISTS (SELECT 1 FROM _dictionary d WHERE d.id ="
                             " r.dictionary) GROUP BY r.dictionary LIMIT 10");
      while (lost.executeStep()) item.problems.push_back(lost.getColumn(0).getString());
      Prepared statement(database_, "SELECT id, size, body FROM _dictionary");
      Use row(statement);
      Unpacker unpacker;
      while (row.step() && item.problems.size() < kMaxProblems) {
        RawPage dictionary;
        dictionary.compressed = row.text_at(2);
        const auto bytes = unpacker.unpack(dictionary, kMaxDictionary);
        if (!bytes || bytes->size() != static_cast<std::size_t>(row.integer_at(1)))
          item.problems.push_back(fmt::format("dictionary {} is damaged", row.integer_at(0)));
      }
    });
  }

  void counted(const Check& check) {
    CheckItem& item = add(check.what, check.advice);
    collect(item, [&] {
      for (const Invariant& invariant : check.invariants) {
        const std::int64_t count = database_.execAndGet(invariant.sql).getInt64();
        if (count != 0)
          item.problems.push_back(fmt::format(fmt::runtime(invariant.problem), count));
      }
    });
    if (!item.problems.empty() && check.repair != nullptr) repair(item, check.repair);
  }

  void repair(CheckItem& item, const std::string& sql) {
    if (!options_.repair) return;
    collect(item, [&] {
      SQLite::Transaction transaction(database_, SQLite::TransactionBehavior::IMMEDIATE);
      database_.exec(sql);
      Statements statements(database_);
      index_texts(statements);
      transaction.commit();
      item.is_repaired = true;
    });
  }

  const std::filesystem::path& file_;
  SQLite::Database& database_;
  const CheckOptions& options_;
  const std::function<void(const std::string&)>& begin_;
  CheckReport report_;
};

}  // namespace
}  // namespace sqlite

Result<CheckReport> check_database(const std::filesystem::path& file, const CheckOptions& options,
                                   const std::function<void(const std::string&)>& begin) {
  using namespace sqlite;
  if (is_server(file.native())) return postgres::check_server(file.native(), options, begin);
  RunLock lock;
  auto database = open_for_reading(file);
  if (!database) return fail(database.error());
  if (options.repair) {
    auto taken = lock_for_run(file);
    if (!taken) return fail(taken.error());
    lock = std::move(*taken);
    database = open_for_writing(file);
    if (!database) return fail(database.error());
  }
  return guarded<CheckReport>(file, [&]() -> Result<CheckReport> {
    if (options.repair) {  // what another program changed is due, not damaged
      SQLite::Transaction transaction(*database, SQLite::TransactionBehavior::IMMEDIATE);
      Statements statements(*database);
      index_texts(statements);
      transaction.commit();
    }
    CheckReport report = Checker(file, *database, options, begin).run();
    report.articles = database->execAndGet("SELECT count(*) FROM articles").getInt64();
    return report;
  });
}

}  // namespace tearsheet::store
