// Checking, repairing, migrating and pruning real files.
#include "store/maintenance.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <gmock/gmock.h>

#include <fstream>

#include "base/files.h"
#include "store/sqlite/migrations.h"
#include "store_fixture.h"

namespace tearsheet::store {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

class Maintenance : public StoreWithSite {
 protected:
  void SetUp() override {
    StoreWithSite::SetUp();
    put(1, {"Harbour", "", "The harbour wall.", "2025-11-14", "en"});
    put(2, {"東京", "", "東京都庁", "2025-11-14", "ja"});
    store_.reset();
  }
  void other_program(const std::string& sql) {
    SQLite::Database(file_.string(), SQLite::OPEN_READWRITE).exec(sql);
  }
  std::int64_t count(const std::string& sql) {
    return SQLite::Database(file_.string()).execAndGet(sql).getInt64();
  }
  CheckReport check(const CheckOptions& options = {}) {
    const auto report = check_database(file_, options, [](const std::string&) {});
    EXPECT_TRUE(report) << report.error().message;
    return report ? *report : CheckReport{};
  }
  // What has a problem.
  std::vector<std::string> damaged(const CheckOptions& options = {}) {
    std::vector<std::string> all;
    for (const CheckItem& item : check(options).items) {
      EXPECT_FALSE(item.is_skipped) << item.what << ": " << item.advice;
      if (!item.problems.empty()) all.push_back(item.what);
    }
    return all;
  }
};

TEST_F(Maintenance, ASoundDatabaseIsSound) {
  EXPECT_THAT(damaged(), ElementsAre());
  EXPECT_TRUE(check().is_sound());
  EXPECT_EQ(check().articles, 2);
}

struct DamageCase {
  const char* name;
  const char* sql;
  std::vector<std::string> what;
  bool can_be_repaired = true;
};
void PrintTo(const DamageCase& test, std::ostream* out) {
  *out << test.name;
}
class DamageOf : public Maintenance, public testing::WithParamInterface<DamageCase> {};

TEST_P(DamageOf, IsFoundAndRepairedWhereItCan) {
  other_program(GetParam().sql);
  EXPECT_EQ(damaged(), GetParam().what);
  EXPECT_EQ(check({.repair = true}).is_sound(), GetParam().can_be_repaired);
  if (GetParam().can_be_repaired) {
    EXPECT_THAT(damaged(), ElementsAre());
  }
}

INSTANTIATE_TEST_SUITE_P(
    Cases, DamageOf,
    testing::Values(
        DamageCase{"IndexOfAnotherText",
                   "INSERT INTO articles_fts(articles_fts, rowid, title, summary, body) VALUES"
                   " ('delete', 1, 'Harbour', '', 'The harbour wall.')",
                   {"full-text index articles_fts", "full text, counts"}},
        DamageCase{"IndexOfPairsEmptied",
                   "INSERT INTO _articles_pairs(_articles_pairs) VALUES ('delete-all')",
                   {"full text without spaces"}},
        DamageCase{"ChangesForgotten", "DELETE FROM _change", {"numbers of changes"}},
        DamageCase{"WaitingForgotten",
                   "DELETE FROM _visit; DELETE FROM _waiting",
                   {"addresses that wait"}},
        DamageCase{
            "WaitingTooMany",
            "INSERT INTO _waiting SELECT 1, 7 WHERE true ON CONFLICT DO UPDATE SET urls = urls + 7",
            {"addresses that wait"}},
        DamageCase{
            "NoJson", "UPDATE articles SET authors = '[broken' WHERE id = 1", {"texts"}, false},
        DamageCase{"DictionaryDamaged",
                   "INSERT INTO _dictionary VALUES (1, 1, 5, x'28b52ffd200109000078')",
                   {"dictionaries of raw pages"},
                   false},
        DamageCase{
            "ForeignKey", "PRAGMA foreign_keys = OFF; DELETE FROM sites", {"foreign keys"}, false}),
    [](const auto& test) { return std::string(test.param.name); });

TEST_F(Maintenance, DamagedPagesAreFound) {
  const auto size = std::filesystem::file_size(file_);
  std::fstream file(file_, std::ios::in | std::ios::out | std::ios::binary);
  for (std::uintmax_t at = 4096 * 3; at + 4096 < size; at += 4096 * 4) {
    file.seekp(static_cast<std::streamoff>(at));
    file << std::string(300, '\x5a');
  }
  file.close();
  const auto report = check_database(file_, {}, [](const std::string&) {});
  if (report) {
    EXPECT_FALSE(report->is_sound());
    EXPECT_THAT(report->items.at(0).advice, HasSubstr(".recover"));
  } else {
    EXPECT_EQ(report.error().code, ErrorCode::kUnusable);
  }
}

TEST_F(Maintenance, PruneRemovesOnlyWhatItWasGivenATimeFor) {
  other_program(
      "INSERT INTO fetches(run_id, host, url, purpose, started, milliseconds, status, bytes,"
      " conditional) VALUES (1, 'h', 'u', 'article', '2025-01-01T00:00:00.000Z', 1, 200, 1, 0),"
      " (1, 'h', 'u', 'article', '2025-11-14T00:00:00.000Z', 1, 200, 1, 0);"
      "INSERT INTO article_versions(article_id, version, title, summary, body, stored, replaced)"
      " VALUES (1, 1, 't', '', 'b', '2025-01-01T00:00:00Z', '2025-02-01T00:00:00Z');"
      "INSERT INTO _dictionary VALUES (1, 1, 1, x'28b52ffd200109000078'), (2, 1, 1, "
      "x'28b52ffd200109000078');"
      "INSERT INTO _raw_page(id, url_id, article_id, url, fetched_at, status, headers, size, body,"
      " dictionary) SELECT 7, url_id, 1, 'u', 1000, 200, '[]', 1, x'00', 1 FROM _article_key WHERE"
      " article_id = 1 UNION ALL SELECT 8, url_id, 2, 'u', 9000000000000, 200, '[]', 1, x'00', 2"
      " FROM _article_key WHERE article_id = 2;"
      "UPDATE articles SET raw_page = 7 WHERE id = 1;"
      "INSERT INTO _url(id, key, site_id, kind, source, depth, url) VALUES (50, 50, 1, 0, 0, 0, "
      "'x');"
      "UPDATE _waiting SET urls = urls + 1;"
      "INSERT INTO _visit(url_id, state, status, visited_at, failures, unchanged) VALUES"
      " (50, 3, 404, 1000, 0, 0);"
      "UPDATE _visit SET state = 3, visited_at = 1000 WHERE url_id <> 50;"
      "INSERT INTO sites(id, key, title, rules, first_seen) VALUES (9, 's', 's', '', 's');"
      "INSERT INTO runs(id, started, version) VALUES (50, '2025-01-01T00:00:00Z', 't'),"
      " (51, '2025-01-02T00:00:00Z', 't');"
      "INSERT INTO site_runs SELECT column1, column2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, NULL FROM"
      " (VALUES (50, 9), (51, 9))");
  using std::chrono::hours;
  const auto day = hours(24);
  PruneOptions dry{.keep = {.raw_pages = day, .fetches = day * 90, .versions = day, .gone = day},
                   .dry_run = true};
  const auto planned = prune_database(file_, dry, kNow);
  ASSERT_TRUE(planned) << planned.error().message;
  for (const Pruned& one : planned->removed) EXPECT_EQ(one.rows, 1) << one.what;
  EXPECT_EQ(count("SELECT count(*) FROM fetches"), 2) << "nothing happened yet";

  ASSERT_TRUE(prune_database(file_, {.keep = {.fetches = day * 90}}, kNow));
  EXPECT_EQ(count("SELECT count(*) FROM fetches"), 1);
  EXPECT_EQ(count("SELECT run_id FROM site_runs WHERE site_id = 9"), 51) << "a site's last stays";
  EXPECT_EQ(count("SELECT count(*) FROM site_runs WHERE site_id = 9"), 1);
  EXPECT_EQ(count("SELECT count(*) FROM _raw_page"), 2);
  EXPECT_EQ(count("SELECT count(*) FROM _dictionary"), 2);
  ASSERT_TRUE(prune_database(
      file_, {.keep = {.raw_pages = day, .versions = day, .gone = day}, .vacuum = true}, kNow));
  EXPECT_EQ(count("SELECT id FROM _raw_page"), 8);
  EXPECT_EQ(count("SELECT id FROM _dictionary"), 2) << "a page that is kept needs it";
  EXPECT_EQ(count("SELECT count(*) FROM articles WHERE raw_page IS NOT NULL"), 0);
  EXPECT_EQ(count("SELECT count(*) FROM article_versions"), 0);
  EXPECT_EQ(count("SELECT count(*) FROM _url"), 2) << "addresses of articles stay";
  EXPECT_EQ(count("SELECT count(*) FROM articles"), 2);
  EXPECT_THAT(damaged(), ElementsAre());
}

TEST_F(Maintenance, AStoppedPruneLeavesTheRest) {
  std::stop_source stop;
  stop.request_stop();
  const auto report = prune_database(
      file_, {.keep = {.raw_pages = std::chrono::hours(1)}, .stop = stop.get_token()}, kNow);
  ASSERT_TRUE(report) << report.error().message;
  for (const Pruned& one : report->removed) EXPECT_EQ(one.rows, 0);
}

TEST_F(Maintenance, TheFirstRunOfADayIsKnown) {
  const auto is_first = [&](const char* before, SysTime now) {
    other_program(std::string("INSERT INTO runs(started, ended, version) VALUES ('") + before +
                  "', '', 't')");
    auto store = open_store(file_, Access::kRun);
    return (*store)->begin_run(now, "t")->is_first_of_day;
  };
  const SysTime noon =
      std::chrono::sys_days{std::chrono::year{2025} / 11 / 15} + std::chrono::hours(12);
  EXPECT_FALSE(is_first("2025-11-15T00:07:00Z", noon));
  EXPECT_TRUE(is_first("2025-11-14T23:47:00Z", noon));
  EXPECT_FALSE(is_first("2025-11-16T00:07:00Z", noon)) << "the clock was set back";
  EXPECT_FALSE(is_first("2015-11-14T00:07:00Z", noon)) << "the clock was wrong, or is";
}

TEST_F(Maintenance, AnotherRunIsNotDisturbed) {
  const auto run = open_store(file_, Access::kRun);
  ASSERT_TRUE(run);
  const auto pruned = prune_database(file_, {.keep = {.fetches = std::chrono::hours(1)}}, kNow);
  ASSERT_FALSE(pruned);
  EXPECT_EQ(pruned.error().code, ErrorCode::kBusy);
  EXPECT_EQ(check_database(file_, {.repair = true}, [](const std::string&) {}).error().code,
            ErrorCode::kBusy);
  EXPECT_TRUE(check({}).is_sound()) << "looking is allowed";
}

TEST(Migrate, SaysWhatItDoesAndKeepsACopy) {
  testing_support::TemporaryFolder folder;
  const auto file = folder / "news.db";
  SQLite::Database(file.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE)
      .exec(std::string(sqlite::all_migrations().at(0).sql) +
            ";PRAGMA application_id = 1414744148; PRAGMA user_version = 1");
  const std::string before = *read_file(file, 10'000'000);
  const auto planned = migrate_database(file, true);
  ASSERT_TRUE(planned) << planned.error().message;
  EXPECT_EQ(planned->from, 1);
  EXPECT_EQ(static_cast<std::size_t>(planned->to), sqlite::all_migrations().size());
  EXPECT_EQ(planned->names.size(), sqlite::all_migrations().size() - 1);
  EXPECT_EQ(*read_file(file, 10'000'000), before) << "a dry run changes nothing";
  EXPECT_FALSE(std::filesystem::exists(planned->copy));

  ASSERT_TRUE(migrate_database(file, false));
  EXPECT_TRUE(std::filesystem::exists(planned->copy));
  EXPECT_EQ(SQLite::Database(planned->copy.string()).execAndGet("PRAGMA user_version").getInt(), 1);
  EXPECT_EQ(migrate_database(file, false)->names.size(), 0U);
  EXPECT_TRUE(check_database(file, {}, [](const std::string&) {})->is_sound());
  EXPECT_EQ(migrate_database(folder / "nowhere.db", false).error().code, ErrorCode::kUnusable);
}

}  // namespace
}  // namespace tearsheet::store
