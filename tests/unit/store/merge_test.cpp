// Two databases' pages of one address, as if they had come into one, one after the other.
#include "store/merge.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <gmock/gmock.h>

#include "store/maintenance.h"
#include "store/sqlite/merged_history.h"
#include "store_fixture.h"

namespace tearsheet::store {
namespace {

using testing::ElementsAre;

std::string words(const std::string& kind, int count) {
  std::string text;
  for (int i = 0; i < count; ++i) text += kind + std::to_string(i) + ' ';
  return text;
}

const std::string kQuay = words("quay", 60), kMole = words("mole", 60);

// A page that came at an hour.
struct Came {
  int hour;
  Text text;
};
const Text kFirst{"Old quay closed", "", kQuay};
const Text kMore{"Old quay closed", "", kQuay + words("more", 12)};
const Text kMost{"Old quay closed", "", kQuay + words("more", 12) + words("most", 12)};
const Text kAside{"Old quay closed", "", kQuay + words("aside", 12)};
const Text kShouted{"OLD QUAY CLOSED", "", kQuay};
const Text kOtherStory{"Mole opens", "", kMole, "2025-11-16"};

class Merging : public testing::Test {
 protected:
  void make(const std::filesystem::path& file, const std::vector<Came>& pages) {
    auto store = *open_store(file, Access::kRun);
    ASSERT_TRUE(store->begin_run(kNow, "test"));
    const auto site = *store->site_id({"harbour", "Harbour Times", "en", "r1"}, kNow);
    ASSERT_TRUE(store->begin());
    FoundUrl url;
    url.key = 7;
    url.site = site;
    url.url = "http://harbour.example/7";
    const auto id = *store->add_url(url);
    for (const Came& came : pages) {
      PageRecord page;
      page.url_id = id;
      page.site = site;
      page.key = 7;
      page.visit.visited_at = kNow + std::chrono::hours(came.hour);
      ArticleRecord& record = page.article.emplace();
      record.article.url = url.url;
      record.article.title = came.text.title;
      record.article.body = came.text.body;
      record.article.published = dates::parse_iso8601(came.text.date);
      record.keys = {7};
      ASSERT_TRUE(store->put(page));
    }
    ASSERT_TRUE(store->commit());
    ASSERT_TRUE(store->end_run(kNow, "done", {}, {}));
  }

  MergeReceipt merge() {
    auto merged = merge_database(file_, other_, {.version = "test"}, kNow);
    EXPECT_TRUE(merged) << merged.error().message;
    return merged ? merged->receipt : MergeReceipt{};
  }

  std::vector<std::string> rows(const std::string& sql) {
    SQLite::Database database(file_.string());
    SQLite::Statement row(database, sql);
    std::vector<std::string> all;
    while (row.executeStep()) all.push_back(row.getColumn(0).getString());
    return all;
  }

  // The texts of the article that the address leads to, the oldest first.
  std::vector<std::string> texts() {
    return rows(
        "SELECT title || ': ' || body FROM (SELECT version, title, body FROM article_versions WHERE"
        " article_id = (SELECT article_id FROM _article_key WHERE key = 7) UNION ALL SELECT version,"
        " title, body FROM articles WHERE id = (SELECT article_id FROM _article_key WHERE key = 7))"
        " ORDER BY version");
  }

  void expect_sound() {
    const auto check = check_database(file_, {}, [](const std::string&) {});
    ASSERT_TRUE(check);
    for (const CheckItem& item : check->items)
      EXPECT_TRUE(item.problems.empty()) << item.what << ": " << item.problems.front();
    const auto evidence = verify_evidence(file_, {}, [](const std::string&) {});
    ASSERT_TRUE(evidence);
    for (const EvidenceProblem& problem : evidence->problems) ADD_FAILURE() << problem.what;
  }

  testing_support::TemporaryFolder folder_;
  std::filesystem::path file_ = folder_ / "news.db", other_ = folder_ / "other.db";
};

struct FoldCase {
  const char* name;
  std::vector<Came> here, there;
  std::vector<Text> expected;  ///< The oldest first.
  std::size_t articles = 1;
};

class Folding : public Merging, public testing::WithParamInterface<FoldCase> {};

TEST_P(Folding, GivesOneHistoryAndTheSameAgain) {
  const FoldCase& the = GetParam();
  make(file_, the.here);
  make(other_, the.there);
  std::vector<std::string> expected;
  for (const Text& text : the.expected) expected.push_back(text.title + ": " + text.body);
  merge();
  EXPECT_EQ(texts(), expected);
  EXPECT_EQ(rows("SELECT id FROM articles").size(), the.articles);
  expect_sound();
  const auto changes = rows("SELECT max(sequence) FROM _change");
  const auto entries = rows("SELECT count(*) FROM _evidence");
  EXPECT_FALSE(merge().has_changed());
  EXPECT_EQ(texts(), expected);
  EXPECT_EQ(rows("SELECT max(sequence) FROM _change"), changes);
  EXPECT_EQ(rows("SELECT count(*) FROM _evidence"), entries);
  EXPECT_EQ(rows("SELECT id FROM articles").size(), the.articles);
}

INSTANTIATE_TEST_SUITE_P(
    Cases, Folding,
    testing::Values(
        FoldCase{"TheSame", {{1, kFirst}}, {{2, kFirst}}, {kFirst}},
        FoldCase{"NewerThere", {{1, kFirst}}, {{1, kFirst}, {3, kMore}}, {kFirst, kMore}},
        FoldCase{"NewerHere", {{1, kFirst}, {3, kMore}}, {{1, kFirst}}, {kFirst, kMore}},
        FoldCase{"BetweenOurs",
                 {{1, kFirst}, {4, kMost}},
                 {{2, kAside}, {3, kMore}},
                 {kFirst, kAside, kMore, kMost}},
        FoldCase{"BetweenTheirs", {{2, kMore}}, {{1, kFirst}, {3, kMost}}, {kFirst, kMore, kMost}},
        FoldCase{"BackAgain", {{1, kFirst}, {2, kMore}}, {{3, kFirst}}, {kFirst, kMore, kFirst}},
        FoldCase{"OtherSignsLater", {{1, kFirst}}, {{2, kShouted}}, {kShouted}},
        FoldCase{"OtherSignsBefore", {{2, kFirst}}, {{1, kShouted}}, {kFirst}},
        FoldCase{"AnotherStoryLater", {{1, kFirst}}, {{30, kOtherStory}}, {kOtherStory}, 2},
        FoldCase{"AnotherStoryBefore", {{30, kOtherStory}}, {{1, kFirst}}, {kOtherStory}, 2}),
    [](const auto& test_case) { return test_case.param.name; });

TEST_F(Merging, OfAnotherStoryTheOlderIsGone) {
  make(file_, {{1, kFirst}});
  make(other_, {{30, kOtherStory}});
  EXPECT_EQ(merge().replaced_stories, 1);
  EXPECT_THAT(rows("SELECT title FROM articles WHERE gone IS NOT NULL"), ElementsAre(kFirst.title));
}

TEST_F(Merging, AFileThatIsNoDatabaseOrThisOneIsRefused) {
  make(file_, {{1, kFirst}});
  const auto itself = merge_database(file_, file_, {}, kNow);
  EXPECT_EQ(itself.error().code, ErrorCode::kInvalid);
  const auto missing = merge_database(file_, other_, {}, kNow);
  EXPECT_EQ(missing.error().code, ErrorCode::kUnusable);
}

TEST_F(Merging, ADryRunSaysWhatItWouldDoAndDoesNothing) {
  make(file_, {{1, kFirst}});
  make(other_, {{1, kFirst}, {3, kMore}});
  const auto dry = merge_database(file_, other_, {.version = "test", .dry_run = true}, kNow);
  ASSERT_TRUE(dry);
  EXPECT_EQ(dry->receipt.updated, 1);
  EXPECT_EQ(dry->store, nullptr);
  EXPECT_EQ(texts().size(), 1U);
  EXPECT_EQ(merge().updated, 1);
}

sqlite::HistoryText text_at(std::int64_t hour, const std::string& body, bool is_other) {
  sqlite::HistoryText text;
  text.is_other = is_other;
  text.seconds = hour * 3600;
  text.stored = "2025-11-" + std::to_string(10 + hour);
  text.body = body;
  return text;
}

TEST(JoinedHistories, AreThinnedWhereTheyAreDensestAndNeverTheFirst) {
  const std::vector<sqlite::HistoryText> ours{text_at(1, "a", false), text_at(60, "z", false)};
  const std::vector<sqlite::HistoryText> theirs{text_at(20, "b", true), text_at(21, "c", true),
                                                text_at(40, "d", true)};
  const auto joined = join_histories(ours, theirs, sqlite::Newer::kOurs, true, 3);
  std::vector<std::string> bodies;
  for (const auto& text : joined.earlier) bodies.push_back(text.body);
  EXPECT_THAT(bodies, ElementsAre("a", "c", "d"));
  EXPECT_TRUE(joined.has_changed);
}

TEST(JoinedHistories, AFullOneIsLeftAlone) {
  const std::vector<sqlite::HistoryText> ours{text_at(1, "a", false), text_at(2, "b", false),
                                              text_at(9, "z", false)};
  const std::vector<sqlite::HistoryText> theirs{text_at(3, "c", true)};
  EXPECT_FALSE(join_histories(ours, theirs, sqlite::Newer::kOurs, true, 2).has_changed);
  EXPECT_TRUE(join_histories(ours, theirs, sqlite::Newer::kOurs, true, 3).has_changed);
}

}  // namespace
}  // namespace tearsheet::store
