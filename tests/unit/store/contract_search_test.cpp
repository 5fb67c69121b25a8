// What both engines find by words, in scripts with and without spaces, and in which order.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "contract_fixture.h"
#include "store/postgres/connection.h"
#include "store/postgres/migrations.h"

namespace tearsheet::store {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::UnorderedElementsAre;

struct Text {
  std::string title, summary, body, date = "2025-11-14";
  std::string language = "en";
};

class ContractSearch : public Contract {
 protected:
  // The article of `key`, new or once more; its id.
  std::int64_t put(UrlHash key, const Text& text) {
    PageRecord page = page_of(key, add_once(key), text.title, text.body);
    page.raw.reset();
    page.article->article.summary = text.summary;
    page.article->article.language = text.language;
    page.article->article.published = dates::parse_iso8601(text.date);
    page.article->exact = 0;
    return Contract::put(page).article_id;
  }
  Result<SearchAnswer> search(const SearchQuery& query) { return reader()->search(query); }
  std::vector<std::string> titles(const std::string& words, SearchQuery query = {}) {
    query.filter.where = words;
    const auto answer = search(query);
    EXPECT_TRUE(answer) << answer.error().message;
    std::vector<std::string> all;
    for (const SearchHit& hit : answer->hits) all.push_back(hit.title.text);
    return all;
  }
  SearchHit first(const std::string& words) {
    SearchQuery query;
    query.filter.where = words;
    const auto answer = search(query);
    EXPECT_TRUE(answer && !answer->hits.empty());
    return answer->hits.at(0);
  }
  static std::vector<std::string> marks(const MarkedText& text) {
    std::vector<std::string> all;
    for (const text::Range& mark : text.marks)
      all.push_back(text.text.substr(mark.begin, mark.end - mark.begin));
    return all;
  }

 private:
  std::int64_t add_once(UrlHash key) {
    if (const auto known = urls_.find(key); known != urls_.end()) return known->second;
    return urls_[key] = add(key);
  }
  std::map<UrlHash, std::int64_t> urls_;
};

TEST_P(ContractSearch, TitlesCountMoreThanSummariesMoreThanBodies) {
  put(1, {"Mill opens", "The town has a mill.", "The harbour is far away from here, they say."});
  put(2, {"Harbour opens", "The town has a port.", "The mill is far away from here, they say."});
  put(3, {"Port opens", "The harbour of the town.", "The mill is far away from here, they say."});
  EXPECT_THAT(titles("harbour"), ElementsAre("Harbour opens", "Port opens", "Mill opens"));
}

TEST_P(ContractSearch, RareWordsCountMore) {
  for (UrlHash i = 1; i <= 20; ++i) put(i, {"Town " + std::to_string(i), "", "the town is here"});
  put(30, {"Lighthouse", "", "a lighthouse"});
  EXPECT_EQ(titles("town OR lighthouse").at(0), "Lighthouse");
}

TEST_P(ContractSearch, NewestFirstGoesByPublishedDate) {
  put(1, {"Middle", "", "harbour", "2025-06-01"});
  put(2, {"Oldest", "", "harbour harbour harbour", "2019-01"});
  put(3, {"Newest", "", "harbour", "2025-11-14T08:00:00Z"});
  EXPECT_THAT(titles("harbour", {.filter = {}, .order = SearchOrder::kNewest}),
              ElementsAre("Newest", "Middle", "Oldest"));
}

TEST_P(ContractSearch, AStoryIsOneHitUnlessAskedOtherwise) {
  const std::int64_t original = put(1, {"Story", "", "harbour wall"});
  const std::int64_t copy = put(2, {"Story again", "", "harbour wall too"});
  write([&] { EXPECT_TRUE(store_->join(copy, original, {})); });
  for (const SearchOrder order : {SearchOrder::kBest, SearchOrder::kNewest}) {
    EXPECT_EQ(titles("harbour", {.filter = {}, .order = order}).size(), 1U);
    EXPECT_THAT(titles("harbour", {.filter = {}, .order = order, .copies = true}),
                UnorderedElementsAre("Story", "Story again"));
  }
  EXPECT_THAT(titles("too"), ElementsAre("Story again")) << "the copy that holds the word";
  EXPECT_EQ(first("harbour").copies, 1);
}

TEST_P(ContractSearch, TheLimitSaysHowManyItLeavesOut) {
  for (UrlHash i = 1; i <= 3; ++i) put(i, {"T" + std::to_string(i), "", "harbour"});
  SearchQuery query;
  query.filter.where = "harbour";
  query.filter.limit = 2;
  for (const SearchOrder order : {SearchOrder::kBest, SearchOrder::kNewest}) {
    query.order = order;
    EXPECT_EQ(search(query)->left_out, 1);
    EXPECT_TRUE(search(query)->is_left_out_exact);
  }
  query.filter.limit = 3;
  EXPECT_EQ(search(query)->left_out, 0);
  query.filter.since = "2026";
  EXPECT_TRUE(search(query)->hits.empty());
}

TEST_P(ContractSearch, WithoutWordsTheNewestComeFirst) {
  put(1, {"Old", "", "harbour", "2025-11-01"});
  put(2, {"New", "", "harbour", "2025-11-14", "no"});
  put(3, {"Between", "", "harbour", "2025-11-07", "en-GB"});
  SearchQuery query;
  const auto titles = [&] {
    std::vector<std::string> all;
    const auto found = search(query);
    for (const SearchHit& hit : found->hits) all.push_back(hit.title.text);
    return all;
  };
  EXPECT_THAT(titles(), ElementsAre("New", "Between", "Old"));
  query.skip = 1;
  query.filter.limit = 1;
  EXPECT_THAT(titles(), ElementsAre("Between"));
  EXPECT_GT(search(query)->left_out, 0);
  query.skip = 2;
  EXPECT_THAT(titles(), ElementsAre("Old"));
  EXPECT_EQ(search(query)->left_out, 0);
  query = {};
  query.filter.sites = {"harbour"};
  query.filter.until = "2025-11-07";
  EXPECT_THAT(titles(), ElementsAre("Between", "Old"));
  query.filter.language = "en";
  query.filter.since = "2025-11-07";
  EXPECT_THAT(titles(), ElementsAre("Between"));
}

TEST_P(ContractSearch, SkipsWhatWasShown) {
  for (UrlHash i = 1; i <= 5; ++i) put(i, {"T" + std::to_string(i), "", "harbour"});
  for (const SearchOrder order : {SearchOrder::kBest, SearchOrder::kNewest}) {
    SearchQuery query;
    query.order = order;
    query.filter.where = "harbour";
    query.filter.limit = 2;
    query.skip = 2;
    const auto answer = search(query);
    ASSERT_EQ(answer->hits.size(), 2U);
    EXPECT_EQ(answer->hits.front().title.text, "T3");
    EXPECT_EQ(answer->left_out, 1);
  }
}

TEST_P(ContractSearch, ScriptsWithoutSpacesAreFoundByAnyPart) {
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

TEST_P(ContractSearch, VowelSignsArePartOfTheirWord) {
  put(1, {"हिन्दी समाचार", "", "आज", "2025-11-14", "hi"});
  EXPECT_THAT(titles("हिन्दी"), ElementsAre("हिन्दी समाचार"));
  EXPECT_THAT(titles("समा*"), ElementsAre("हिन्दी समाचार"));
  EXPECT_THAT(titles("सम"), ElementsAre());
}

TEST_P(ContractSearch, SnippetsShowWhereMostOfTheWordsStand) {
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

TEST_P(ContractSearch, QueriesMeanTheSame) {
  put(1,
      {"Harbour wall", "The old wall.", "The dredging began at the O'Brien quay, say \\sources."});
  put(2, {"Ferry", "", "A wall of the harbour, and a café. Dredgers came."});
  const std::pair<const char*, std::vector<std::string>> cases[] = {
      {"harbour wall", {"Ferry", "Harbour wall"}},
      {"\"harbour wall\"", {"Harbour wall"}},
      {"\"wall the\"", {}},  // title and summary are two texts
      {"title:harbour", {"Harbour wall"}},
      {"title:(harbour OR ferry)", {"Ferry", "Harbour wall"}},
      {"title:(body:wall)", {}},
      {"summary:wall", {"Harbour wall"}},
      {"body:wall", {"Ferry"}},
      {"body:\"wall of\"", {"Ferry"}},
      {"dredg*", {"Ferry", "Harbour wall"}},
      {"\"of the harb\"*", {"Ferry"}},
      {"title:harb*", {"Harbour wall"}},
      {"wall -ferry", {"Harbour wall"}},
      {"wall -(ferry OR quay)", {}},
      {"CAFE", {"Ferry"}},
      {"o'brien", {"Harbour wall"}},
      {"\\sources' :* & |", {"Harbour wall"}},
      {"nowhere", {}},
  };
  for (const auto& [words, found] : cases)
    EXPECT_THAT(titles(words), testing::UnorderedElementsAreArray(found)) << words;
}

TEST_P(ContractSearch, ACorrectionOrAnotherDateIsFound) {
  put(1, {"Ferry", "", text_of("harbour"), "2025-11-13"});
  put(1, {"Ferry", "", text_of("harbour") + "It sank.", "2025-11-13"});
  EXPECT_THAT(titles("sank"), ElementsAre("Ferry"));
  put(2, {"Boat", "", text_of("lighthouse"), "2025-11-14"});
  put(1, {"Ferry", "", text_of("harbour") + "It sank.", "2025-11-15"});
  SearchQuery query;
  query.filter.since = "2025-11-15";
  EXPECT_THAT(titles("harbour", query), ElementsAre("Ferry"));
  query.filter.sites = {"harbour"};
  query.filter.language = "en";
  EXPECT_THAT(titles("sank", query), ElementsAre("Ferry"));
  query.filter.language = "fr";
  EXPECT_THAT(titles("sank", query), ElementsAre());
}

TEST_P(ContractSearch, ExportsAreChosenByWordsToo) {
  put(1, {"Ferry", "", "harbour wall"});
  put(2, {"Boat", "", "lighthouse"});
  EXPECT_THAT(Contract::titles({.where = "harb*"}), ElementsAre("Ferry"));
  EXPECT_THAT(Contract::titles({.where = "wall OR lighthouse", .distinct = true}),
              ElementsAre("Ferry", "Boat"));
}

TEST_P(ContractSearch, AMistakeIsTheUsers) {
  SearchQuery query;
  query.filter.where = "-harbour";
  EXPECT_EQ(search(query).error().code, ErrorCode::kInvalid);
  query.filter = {.sites = {"nowhere"}, .where = "harbour"};
  EXPECT_THAT(search(query).error().message, HasSubstr("nowhere"));
  query.filter = {.where = "harbour AND (", .fts5 = true};
  EXPECT_EQ(search(query).error().code, ErrorCode::kInvalid);
}

TEST_P(ContractSearch, WordsWithoutMeasureAreIndexedAsFarAsThereIsRoom) {
  std::string body;
  for (int i = 0; i < 120'000; ++i) body += "word" + std::to_string(i) + " ";
  body += std::string(5000, 'x') + " ";
  for (int i = 0; i < 20'000; ++i) body += "again ";
  put(1, {"Long harbour", "", body + "end"});
  EXPECT_THAT(titles("harbour word17"), ElementsAre("Long harbour"));
}

// A server's database of the first schema, with a row.
TEST(OldServer, IsIndexedByTheCrawlsBehindIt) {
  auto* const server = testing_support::PostgresServer::get();
  if (server == nullptr) return;
  const std::string address = server->new_database();
  {
    postgres::Connection old(address);
    old.execute(postgres::all_migrations().at(0).sql);
    old.execute(
        "CREATE TABLE _schema (id INTEGER PRIMARY KEY, version INTEGER NOT NULL);"
        "INSERT INTO _schema VALUES (1, 1);"
        "INSERT INTO sites VALUES (1, 'harbour', 'H', 'en', '', '2025-01-01T00:00:00Z');"
        "INSERT INTO articles(id, site_id, url, canonical_url, title, body, language, first_seen,"
        " changed, run_id) SELECT i, 1, 'u' || i, 'u' || i, 'T' || i, 'wall', 'en', '2025-01-01',"
        " '2025-01-01', 1 FROM generate_series(1, 60) i");
  }
  EXPECT_EQ(open_reader(address, Access::kRead).error().code, ErrorCode::kUnusable);
  auto store = open_shared(address, "worker");
  ASSERT_TRUE(store) << store.error().message;
  ASSERT_TRUE((*store)->begin_run(kNow, "test"));
  for (const std::size_t found : {50U, 60U, 60U}) {
    ASSERT_TRUE((*store)->begin());
    ASSERT_TRUE((*store)->commit());
    SearchQuery query;
    query.filter.where = "wall";
    query.filter.limit = 100;
    const auto answer = (*open_reader(address, Access::kRead))->search(query);
    ASSERT_TRUE(answer) << answer.error().message;
    EXPECT_EQ(answer->hits.size(), found);
  }
}

INSTANTIATE_TEST_SUITE_P(Engines, ContractSearch, both_engines(), name_of_engine);

}  // namespace
}  // namespace tearsheet::store
