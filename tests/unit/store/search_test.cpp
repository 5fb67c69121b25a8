// Full-text search over files: what other programs wrote, and FTS5 itself. What both engines find
// stands in contract_search_test.cpp.
#include <SQLiteCpp/SQLiteCpp.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "store/sqlite/migrations.h"
#include "store_fixture.h"

namespace tearsheet::store {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing_support::TemporaryFolder;

class SearchIn : public StoreWithSite {
 protected:
  std::vector<std::string> titles(const std::string& words, SearchQuery query = {}) {
    query.filter.where = words;
    const auto answer = store_->search(query);
    EXPECT_TRUE(answer) << answer.error().message;
    std::vector<std::string> all;
    for (const SearchHit& hit : answer->hits) all.push_back(hit.title.text);
    return all;
  }
};

TEST_F(SearchIn, PairsFollowUpdatesAndOtherProgramsToo) {
  const std::int64_t id = put(1, {"東京", "", "東京都庁", "2025-11-14", "ja"});
  put(1, {"東京", "", "大阪府庁", "2025-11-14", "ja"});
  EXPECT_THAT(titles("都庁"), ElementsAre());
  EXPECT_THAT(titles("府庁"), ElementsAre("東京"));
  {
    SQLite::Database other(file_.string(), SQLite::OPEN_READWRITE);
    other.exec("UPDATE articles SET body = '名古屋市役所'");
    other.exec("UPDATE articles SET body = '京都市役所'");
  }
  open();
  EXPECT_THAT(titles("府庁"), ElementsAre());
  EXPECT_THAT(titles("名古屋"), ElementsAre());
  EXPECT_THAT(titles("市役所"), ElementsAre("東京"));
  {
    SQLite::Database other(file_.string(), SQLite::OPEN_READWRITE);
    other.exec("PRAGMA foreign_keys = ON; UPDATE _raw_page SET article_id = NULL");
    other.exec("DELETE FROM articles WHERE id = " + std::to_string(id));
  }
  open();
  EXPECT_THAT(titles("市役所"), ElementsAre());
}

TEST_F(SearchIn, ManyMatchesAreStillExactByDate) {
  // More than are sorted: the older half holds the newest date.
  {
    SQLite::Database other(file_.string(), SQLite::OPEN_READWRITE);
    other.exec(
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 12000)"
        " INSERT INTO articles(id, site_id, url, canonical_url, title, body, date, first_seen,"
        " changed, run_id) SELECT i, 1, 'u' || i, 'u' || i, 'T' || i, iif(i > 20, 'harbour old',"
        " 'harbour'), iif(i = 5, '2025-11-13', iif(i <= 20, '2010-01-01', '2020-01-01')), 'x',"
        " 'x', 1 FROM n");
  }
  // What another program wrote is indexed with the next write of ours.
  ASSERT_TRUE(store_->begin());
  ASSERT_TRUE(store_->commit());
  SearchQuery query;
  query.order = SearchOrder::kNewest;
  query.filter.limit = 1;
  EXPECT_THAT(titles("harbour", query), ElementsAre("T5"));
  EXPECT_THAT(titles("harbour -old", query), ElementsAre("T5"));
  query.filter.until = "2015";
  EXPECT_THAT(titles("harbour", query), ElementsAre("T20"));
  query = {};
  query.filter.where = "harbour";
  EXPECT_EQ(store_->search(query)->weighed, 10'000);
}

TEST_F(SearchIn, TheNewestAreFoundHoweverFrequentAWordIs) {
  // One article a minute; number 5 was published much later. "tide" is not in the newest thousand, and
  // "past" is not in the newest hundred thousand.
  {
    SQLite::Database other(file_.string(), SQLite::OPEN_READWRITE);
    other.exec(
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 125000)"
        " INSERT INTO articles(id, site_id, url, canonical_url, title, body, date, first_seen,"
        " changed, run_id) SELECT i, 1, 'u' || i, 'u' || i, 'T' || i, 'harbour' || iif(i > 1000 AND"
        " i <= 124000, ' tide', '') || iif(i > 5 AND i <= 24000, ' past', ''), iif(i = 5,"
        " '2025-11-13', strftime('%Y-%m-%dT%H:%M:%SZ', '2010-01-01', '+' || i || ' minutes')),"
        " 'x', 'x', 1 FROM n");
  }
  ASSERT_TRUE(store_->begin());
  ASSERT_TRUE(store_->commit());
  struct Case {
    const char* words;
    const char* until;
    std::vector<std::string> titles;
  };
  const Case cases[] = {{"harbour", "", {"T5", "T125000"}},
                        {"tide", "", {"T124000", "T123999"}},
                        {"past", "", {"T24000", "T23999"}},
                        {"tide past", "", {"T24000", "T23999"}},
                        {"harbour", "2010-01-02", {"T2879", "T2878"}},
                        {"past", "2010-01-02", {"T2879", "T2878"}},
                        {"tide", "2010-01-01", {"T1439", "T1438"}}};
  for (const Case& one : cases) {
    SCOPED_TRACE(one.words);
    SearchQuery query;
    query.order = SearchOrder::kNewest;
    query.filter.limit = 2;
    query.filter.until = one.until;
    EXPECT_EQ(titles(one.words, query), one.titles);
  }
  // Of a word that stands everywhere a filter leaves few, and fewer are weighed.
  SearchQuery best;
  best.filter.where = "harbour";
  best.filter.until = "2010-01-02";
  const auto answer = store_->search(best);
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->weighed, 2'000);
  for (const SearchHit& hit : answer->hits) EXPECT_LT(hit.date, "2010-01-03");
}

TEST_F(SearchIn, AMistakeIsTheUsers) {
  SearchQuery query;
  query.filter.where = "-harbour";
  EXPECT_EQ(store_->search(query).error().code, ErrorCode::kInvalid);
  query.filter = {.sites = {"nowhere"}, .where = "harbour"};
  EXPECT_THAT(store_->search(query).error().message, HasSubstr("nowhere"));
  query.filter = {.where = "harbour AND (", .fts5 = true};
  EXPECT_EQ(store_->search(query).error().code, ErrorCode::kInvalid);
  query.filter = {.where = "NEAR(harbour wall, 3)", .fts5 = true};
  EXPECT_TRUE(store_->search(query));
}

// A database of the first schema, with rows that its own triggers indexed.
TEST(OldDatabase, IsIndexedAnewByTheMigration) {
  TemporaryFolder folder;
  const auto file = folder / "news.db";
  {
    SQLite::Database old(file.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    old.exec(sqlite::all_migrations().at(0).sql);
    old.exec(
        "PRAGMA application_id = 1414744148; PRAGMA user_version = 1;"
        "INSERT INTO sites VALUES (1, 'harbour', 'H', 'en', '', '2025-01-01T00:00:00Z');"
        "INSERT INTO runs(id, started, version) VALUES (1, '2025-01-01T00:00:00Z', '1');"
        "INSERT INTO articles(site_id, url, canonical_url, title, body, language, first_seen,"
        " changed, run_id) VALUES (1, 'u1', 'u1', 'Harbour', 'wall', 'en', 'x', 'x', 1),"
        " (1, 'u2', 'u2', '東京都', '都庁', 'ja', 'x', 'x', 1)");
  }
  auto store = open_store(file, Access::kRun);
  ASSERT_TRUE(store) << store.error().message;
  for (const auto& [words, title] :
       std::vector<std::pair<std::string, std::string>>{{"wall", "Harbour"}, {"京都", "東京都"}}) {
    SearchQuery query;
    query.filter.where = words;
    const auto answer = (*store)->search(query);
    ASSERT_TRUE(answer && answer->hits.size() == 1) << words;
    EXPECT_EQ(answer->hits[0].title.text, title);
  }
}

}  // namespace
}  // namespace tearsheet::store
