// A database that any earlier version made and filled is brought to what a new one is, with all
// that was in it.
#include <SQLiteCpp/SQLiteCpp.h>
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <string>
#include <vector>

#include "store/maintenance.h"
#include "store/sqlite/migrations.h"
#include "store/store.h"
#include "temporary_folder.h"

namespace tearsheet::store {
namespace {

using testing::IsSupersetOf;
using testing_support::TemporaryFolder;

constexpr const char* kFirstRows =
    "INSERT INTO sites VALUES (1, 'harbour', 'H', 'en', '', '2025-01-01T00:00:00Z');"
    "INSERT INTO runs(id, started, version) VALUES (1, '2025-01-01T00:00:00Z', '1');"
    "INSERT INTO articles(id, site_id, url, canonical_url, title, body, language, first_seen,"
    " changed, run_id) VALUES (1, 1, 'http://a.example/1', 'http://a.example/1', 'Harbour',"
    " 'The wall was mended.', 'en', '2025-01-01T00:00:00Z', '2025-01-01T00:00:00Z', 1);"
    "INSERT INTO article_versions VALUES (1, 1, 1, 'Harbor', NULL, NULL, '', 'The wall broke.',"
    " '2025-01-01T00:00:00Z', '2025-01-02T00:00:00Z');"
    "INSERT INTO field_sources VALUES (1, 'title', 'meta', NULL, NULL, 1);"
    "INSERT INTO _url VALUES (1, 7, 1, 1, 0, 0, 'http://a.example/1', NULL)";

std::vector<std::string> column(SQLite::Database& database, const std::string& query) {
  std::vector<std::string> values;
  for (SQLite::Statement rows(database, query); rows.executeStep();)
    values.push_back(rows.getColumn(0).getString());
  return values;
}

/// Not what full-text indexes keep behind them.
std::vector<std::string> tables(SQLite::Database& database) {
  return column(database,
                "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table'"
                " AND name NOT LIKE 'sqlite%'");
}

/// A row into each table that has none: what may not be NULL is 1, or a time.
void fill(SQLite::Database& database) {
  for (const std::string& table : tables(database)) {
    if (table.ends_with("_due")) continue;  // a row of it says what stands in an index
    if (database.execAndGet("SELECT count(*) FROM " + table).getInt() > 0) continue;
    std::string names, values;
    for (SQLite::Statement columns(database, "SELECT name, type FROM pragma_table_info('" + table +
                                                 "') WHERE \"notnull\" AND dflt_value IS NULL");
         columns.executeStep();) {
      const bool is_text = columns.getColumn(1).getString() == "TEXT";
      names += (names.empty() ? "" : ", ") + columns.getColumn(0).getString();
      values += std::string(values.empty() ? "" : ", ") +
                (columns.getColumn(1).getString() == "BLOB" ? "x'00'"
                 : is_text                                  ? "'2025-01-01T00:00:00Z'"
                                                            : "1");
    }
    database.exec(names.empty()
                      ? "INSERT INTO " + table + " DEFAULT VALUES"
                      : fmt::format("INSERT INTO {} ({}) VALUES ({})", table, names, values));
  }
}

std::map<std::string, std::string> counts(SQLite::Database& database) {
  std::map<std::string, std::string> found;
  for (const std::string& table : tables(database))
    if (!table.starts_with('_'))
      found[table] = database.execAndGet("SELECT count(*) FROM " + table).getString();
  return found;
}

class Upgrade : public testing::TestWithParam<std::size_t> {};

TEST_P(Upgrade, MakesWhatANewDatabaseIsAndLosesNothing) {
  const TemporaryFolder folder;
  const auto file = folder / "old.db", fresh = folder / "new.db";
  const std::size_t version = GetParam();
  const auto migrations = sqlite::all_migrations();
  std::map<std::string, std::string> before;
  {
    SQLite::Database old(file.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    for (std::size_t i = 0; i < version; ++i) {
      old.exec(std::string(migrations[i].sql));
      if (i == 0) old.exec(kFirstRows);
    }
    fill(old);
    old.exec(fmt::format("PRAGMA application_id = 1414744148; PRAGMA user_version = {}", version));
    before = counts(old);
  }
  const auto report = migrate_database(file, false);
  ASSERT_TRUE(report) << report.error().message;
  ASSERT_TRUE(open_store(fresh, Access::kRun));

  SQLite::Database upgraded(file.string()), made(fresh.string());
  const std::string schema =
      "SELECT type || ' ' || name || ' ' || coalesce(sql, '') FROM "
      "sqlite_schema ORDER BY 1";
  EXPECT_EQ(column(upgraded, schema), column(made, schema));
  EXPECT_EQ(column(upgraded, "PRAGMA integrity_check"), std::vector<std::string>{"ok"});
  EXPECT_EQ(column(upgraded, "PRAGMA foreign_key_check"), std::vector<std::string>{});
  EXPECT_THAT(counts(upgraded), IsSupersetOf(before));
  EXPECT_EQ(upgraded.execAndGet("SELECT title || body FROM articles").getString(),
            "HarbourThe wall was mended.");
  EXPECT_EQ(upgraded.execAndGet("SELECT title || body FROM article_versions").getString(),
            "HarborThe wall broke.");
  EXPECT_EQ(upgraded.execAndGet("SELECT rowid FROM articles_fts('mended')").getInt(), 1);
}

INSTANTIATE_TEST_SUITE_P(Schema, Upgrade,
                         testing::Range<std::size_t>(1, sqlite::all_migrations().size()));

}  // namespace
}  // namespace tearsheet::store
