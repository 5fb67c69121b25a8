// Incremental reading: nothing is missed, what changed comes again, cursors of others are refused.
#include <SQLiteCpp/SQLiteCpp.h>
#include <gmock/gmock.h>

#include "store_fixture.h"

namespace tearsheet::store {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::UnorderedElementsAre;

class Changes : public StoreWithSite {
 protected:
  // What came since `cursor_`, which moves on; "-URL" was removed.
  std::vector<std::string> changes(const ArticleFilter& filter = {}) {
    std::vector<std::string> all;
    const auto next = store_->each_change(
        filter, cursor_,
        [&](const StoredArticle& article) {
          all.emplace_back(article[kTitleColumn]);
          return true;
        },
        [&](std::int64_t, std::string_view url) {
          all.push_back("-" + std::string(url));
          return true;
        });
    EXPECT_TRUE(next) << next.error().message;
    if (next) cursor_ = *next;
    return all;
  }
  std::string refused(const std::string& cursor) {
    const auto next = store_->each_change(
        {}, cursor, [](const StoredArticle&) { return true; },
        [](std::int64_t, std::string_view) { return true; });
    EXPECT_FALSE(next);
    EXPECT_EQ(next.error().code, ErrorCode::kInvalid);
    return next.error().message;
  }
  void other_program(const std::string& sql) {
    SQLite::Database(file_.string(), SQLite::OPEN_READWRITE).exec(sql);
  }

  std::string cursor_;
};

TEST_F(Changes, EachArticleComesOnceAndAgainWhenItChanged) {
  put(1, {"One", "", "alpha"});
  put(2, {"Two", "", "beta"});
  EXPECT_THAT(changes(), ElementsAre("One", "Two"));
  EXPECT_THAT(changes(), ElementsAre());
  put(3, {"Three", "", "gamma"});
  put(1, {"One", "", "another text altogether"});
  EXPECT_THAT(changes(), ElementsAre("Three", "One"));
  EXPECT_THAT(changes(), ElementsAre());
}

TEST_F(Changes, ALimitGoesOnWhereItStopped) {
  for (UrlHash i = 1; i <= 5; ++i) put(i, {"T" + std::to_string(i), "", "text"});
  EXPECT_THAT(changes({.limit = 2}), ElementsAre("T1", "T2"));
  EXPECT_THAT(changes({.limit = 2}), ElementsAre("T3", "T4"));
  EXPECT_THAT(changes({.limit = 2}), ElementsAre("T5"));
  EXPECT_THAT(changes({.limit = 2}), ElementsAre());
}

TEST_F(Changes, FiltersApply) {
  put(1, {"One", "", "harbour"});
  put(2, {"Two", "", "mill"});
  EXPECT_THAT(changes({.where = "mill"}), ElementsAre("Two"));
}

TEST_F(Changes, AnotherStoryIsAChange) {
  const std::int64_t one = put(1, {"One", "", "alpha"});
  const std::int64_t two = put(2, {"Two", "", "beta"});
  EXPECT_EQ(changes().size(), 2U);
  ASSERT_TRUE(store_->begin());
  ASSERT_TRUE(store_->join(two, one, {}));
  ASSERT_TRUE(store_->commit());
  EXPECT_THAT(changes(), ElementsAre("Two"));
}

TEST_F(Changes, RemovedOnesAreToldToThoseWhoMayKnowThem) {
  const std::int64_t one = put(1, {"One", "", "alpha"});
  put(2, {"Two", "", "beta"});
  EXPECT_EQ(changes().size(), 2U);
  other_program("PRAGMA foreign_keys = ON; DELETE FROM articles WHERE id = " + std::to_string(one));
  EXPECT_THAT(changes(), ElementsAre("-http://harbour.example/1"));
  cursor_.clear();
  EXPECT_THAT(changes(), ElementsAre("Two")) << "a first reader knows of none";
}

TEST_F(Changes, WhatARunHasNotCommittedComesWithTheNext) {
  put(1, {"One", "", "alpha"});
  auto reader = open_store(file_, Access::kRead);
  ASSERT_TRUE(reader);
  std::swap(store_, *reader);  // the other one writes
  Store& writer = **reader;
  ASSERT_TRUE(writer.begin());
  FoundUrl url;
  url.key = 9;
  url.site = site_;
  url.url = "http://harbour.example/9";
  PageRecord page;
  page.url_id = *writer.add_url(url);
  page.site = site_;
  page.visit.visited_at = kNow;
  page.article.emplace().article.url = url.url;
  page.article->article.title = "Nine";
  page.article->keys = {9};
  ASSERT_TRUE(writer.put(page));
  EXPECT_THAT(changes(), ElementsAre("One"));
  ASSERT_TRUE(writer.commit());
  EXPECT_THAT(changes(), ElementsAre("Nine"));
  std::swap(store_, *reader);
}

TEST_F(Changes, CursorsOfOthersAreRefused) {
  put(1, {"One", "", "alpha"});
  EXPECT_THAT(refused("gibberish"), HasSubstr("no cursor"));
  EXPECT_THAT(refused("0123456789abcdef.1"), HasSubstr("another database"));
  EXPECT_EQ(changes().size(), 1U);
  const std::string ahead = cursor_.substr(0, cursor_.find('.') + 1) + "999";
  EXPECT_THAT(refused(ahead), HasSubstr("ahead"));
  EXPECT_THAT(refused(cursor_ + "x"), HasSubstr("no cursor"));
}

TEST_F(Changes, NumbersAreNeverUsedTwice) {
  put(1, {"One", "", "alpha"});
  put(1, {"One", "", "another text altogether"});
  EXPECT_EQ(changes().size(), 1U);
  other_program("PRAGMA foreign_keys = ON; DELETE FROM articles");
  EXPECT_EQ(changes().size(), 1U);
  put(2, {"Two", "", "beta"});
  EXPECT_THAT(changes(), ElementsAre("Two")) << "its row has the id of the one that is gone";
}

}  // namespace
}  // namespace tearsheet::store
