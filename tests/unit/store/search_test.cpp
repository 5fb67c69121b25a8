// Full-text search over real files, in scripts with and without spaces.
#include <SQLiteCpp/SQLiteCpp.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "store/sqlite/migrations.h"
#include "store_fixture.h"

namespace tearsheet::store {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::UnorderedElementsAre;
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
  SearchHit first(const std::string& words) {
    SearchQuery query;
    query.filter.where = words;
    const auto answer = store_->search(query);
    EXPECT_TRUE(answer && !answer->hits.empty());
    return answer->hits.at(0);
  }
  static std::vector<std::string> marks(const MarkedText& text) {
    std::vector<std::string> all;
    for (const text::Range& mark : text.marks)
      all.push_back(text.text.substr(mark.begin, mark.end - mark.begin));
    return all;
  }
};

TEST_F(SearchIn, TitlesCountMoreThanSummariesMoreThanBodies) {
  put(1, {"Mill opens", "The town has a mill.", "The harbour is far away from here, they say."});
  put(2, {"Harbour opens", "The town has a port.", "The mill is far away from here, they say."});
  put(3, {"Port opens", "The harbour of the town.", "The mill is far away from here, they say."});
  EXPECT_THAT(titles("harbour"), ElementsAre("Harbour opens", "Port opens", "Mill opens"));
}

TEST_F(SearchIn, RareWordsCountMore) {
  for (UrlHash i = 1; i <= 20; ++i) put(i, {"Town " + std::to_string(i), "", "the town is here"});
  put(30, {"Lighthouse", "", "a lighthouse"});
  EXPECT_EQ(titles("town OR lighthouse").at(0), "Lighthouse");
}

TEST_F(SearchIn, NewestFirstGoesByPublishedDate) {
  put(1, {"Middle", "", "harbour", "2025-06-01"});
  put(2, {"Oldest", "", "harbour harbour harbour", "2019-01"});
  put(3, {"Newest", "", "harbour", "2025-11-14T08:00:00Z"});
  EXPECT_THAT(titles("harbour", {.filter = {}, .order = SearchOrder::kNewest}),
              ElementsAre("Newest", "Middle", "Oldest"));
}

TEST_F(SearchIn, AStoryIsOneHitUnlessAskedOtherwise) {
  const std::int64_t original = put(1, {"Story", "", "harbour wall"});
  const std::int64_t copy = put(2, {"Story again", "", "harbour wall too"});
  ASSERT_TRUE(store_->begin());
  ASSERT_TRUE(store_->join(copy, original, {}));
  ASSERT_TRUE(store_->commit());
  for (const SearchOrder order : {SearchOrder::kBest, SearchOrder::kNewest}) {
    EXPECT_EQ(titles("harbour", {.filter = {}, .order = order}).size(), 1U);
    EXPECT_THAT(titles("harbour", {.filter = {}, .order = order, .copies = true}),
                UnorderedElementsAre("Story", "Story again"));
  }
  EXPECT_THAT(titles("too"), ElementsAre("Story again")) << "the copy that holds the word";
  EXPECT_EQ(first("harbour").copies, 1);
}

TEST_F(SearchIn, TheLimitSaysHowManyItLeavesOut) {
  for (UrlHash i = 1; i <= 3; ++i) put(i, {"T" + std::to_string(i), "", "harbour"});
  SearchQuery query;
  query.filter.where = "harbour";
  query.filter.limit = 2;
  for (const SearchOrder order : {SearchOrder::kBest, SearchOrder::kNewest}) {
    query.order = order;
    EXPECT_EQ(store_->search(query)->left_out, 1);
    EXPECT_TRUE(store_->search(query)->is_left_out_exact);
  }
  query.filter.limit = 3;
  EXPECT_EQ(store_->search(query)->left_out, 0);
  query.filter.since = "2026";
  EXPECT_TRUE(store_->search(query)->hits.empty());
}

TEST_F(SearchIn, WithoutWordsTheNewestComeFirst) {
  put(1, {"Old", "", "harbour", "2025-11-01"});
  put(2, {"New", "", "harbour", "2025-11-14", "no"});
  put(3, {"Between", "", "harbour", "2025-11-07", "en-GB"});
  SearchQuery query;
  const auto titles = [&] {
    std::vector<std::string> all;
    const auto found = store_->search(query);
    for (const SearchHit& hit : found->hits) all.push_back(hit.title.text);
    return all;
  };
  EXPECT_THAT(titles(), ElementsAre("New", "Between", "Old"));
  query.skip = 1;
  query.filter.limit = 1;
  EXPECT_THAT(titles(), ElementsAre("Between"));
  EXPECT_GT(store_->search(query)->left_out, 0);
  query.skip = 2;
  EXPECT_THAT(titles(), ElementsAre("Old"));
  EXPECT_EQ(store_->search(query)->left_out, 0);
  query = {};
  query.filter.sites = {"harbour"};
  query.filter.until = "2025-11-07";
  EXPECT_THAT(titles(), ElementsAre("Between", "Old"));
  query.filter.language = "en";
  query.filter.since = "2025-11-07";
  EXPECT_THAT(titles(), ElementsAre("Between"));
}

TEST_F(SearchIn, SkipsWhatWasShown) {
  for (UrlHash i = 1; i <= 5; ++i) put(i, {"T" + std::to_string(i), "", "harbour"});
  for (const SearchOrder order : {SearchOrder::kBest, SearchOrder::kNewest}) {
    SearchQuery query;
    query.order = order;
    query.filter.where = "harbour";
    query.filter.limit = 2;
    query.skip = 2;
    const auto answer = store_->search(query);
    ASSERT_EQ(answer->hits.size(), 2U);
    EXPECT_EQ(answer->hits.front().title.text, "T3");
    EXPECT_EQ(answer->left_out, 1);
  }
}

TEST_F(SearchIn, ScriptsWithoutSpacesAreFoundByAnyPart) {
  put(1, {"東京都知事選", "", "きょうの東京都庁で、iPhoneを使った。", "2025-11-14", "ja"});
  put(2, {"大学", "", "北京大学的学生。", "2025-11-14", "zh-Hans"});
  put(3, {"학교", "", "우리 학교에서 공부한다", "2025-11-14", "ko"});
  put(4, {"ข้าว", "", "เขากินข้าวที่บ้าน", "2025-11-14", "th"});
  put(5, {"Company 騰訊 grows", "", "An English page.", "2025-11-14", "en"});
  EXPECT_THAT(titles("都庁"), ElementsAre("東京都知事選"));
  EXPECT_THAT(titles("庁"), ElementsAre("東京都知事選"));
  EXPECT_THAT(titles("知事選"), ElementsAre("東京都知事選"));
  EXPECT_THAT(titles("東知"), ElementsAre());
  EXPECT_THAT(titles("京大"), ElementsAre("大学"));
  EXPECT_THAT(titles("iphone"), ElementsAre("東京都知事選"));
  EXPECT_THAT(titles("iphone -都庁"), ElementsAre());
  EXPECT_THAT(titles("공부"), ElementsAre("학교"));
  EXPECT_THAT(titles("กินข้าว"), ElementsAre("ข้าว"));
  EXPECT_THAT(titles("騰訊"), ElementsAre("Company 騰訊 grows"));
  EXPECT_THAT(titles("都庁 OR grows"), UnorderedElementsAre("東京都知事選", "Company 騰訊 grows"));
  EXPECT_THAT(titles("title:大学"), ElementsAre("大学"));
  EXPECT_THAT(marks(first("都庁").snippet), ElementsAre("都庁"));
}

TEST_F(SearchIn, VowelSignsArePartOfTheirWord) {
  put(1, {"हिन्दी समाचार", "", "आज", "2025-11-14", "hi"});
  EXPECT_THAT(titles("हिन्दी"), ElementsAre("हिन्दी समाचार"));
  EXPECT_THAT(titles("समा*"), ElementsAre("हिन्दी समाचार"));
  EXPECT_THAT(titles("सम"), ElementsAre());
}

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

TEST_F(SearchIn, SnippetsShowWhereMostOfTheWordsStand) {
  std::string body;
  for (int i = 0; i < 100; ++i) body += "Nothing to see here. ";
  body += "The dredging of the old harbour began. ";
  for (int i = 0; i < 100; ++i) body += "Nothing more. ";
  put(1, {"Title", "A harbour.", body});
  const MarkedText snippet = first("harbour dredg*").snippet;
  EXPECT_THAT(snippet.text, HasSubstr("dredging of the old harbour"));
  EXPECT_THAT(marks(snippet), ElementsAre("dredging", "harbour"));
  EXPECT_TRUE(snippet.text.starts_with("…"));
  EXPECT_TRUE(snippet.text.ends_with("…"));
  EXPECT_LT(snippet.text.size(), 300U);
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
