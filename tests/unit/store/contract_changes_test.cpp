// Reading by changes, on a file and on a server: nothing is missed, what changed comes again.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "contract_fixture.h"

namespace tearsheet::store {
namespace {

using testing::ElementsAre;

class ContractChanges : public Contract {
 protected:
  // What came since `cursor_`, which moves on.
  std::vector<std::string> changes(const ArticleFilter& filter = {}) {
    std::vector<std::string> all;
    const auto next = reader()->each_change(
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
    const auto next = reader()->each_change(
        {}, cursor, [](const StoredArticle&) { return true; },
        [](std::int64_t, std::string_view) { return true; });
    EXPECT_FALSE(next);
    EXPECT_EQ(next.error().code, ErrorCode::kInvalid);
    return next.error().message;
  }
  std::int64_t put_text(UrlHash key, const std::string& title, const std::string& body) {
    return put(page_of(key, add_once(key), title, body)).article_id;
  }
  std::int64_t add_once(UrlHash key) {
    if (const auto known = urls_.find(key); known != urls_.end()) return known->second;
    return urls_[key] = add(key);
  }

  std::string cursor_;
  std::map<UrlHash, std::int64_t> urls_;
};

TEST_P(ContractChanges, EachArticleComesOnceAndAgainWhenItChanged) {
  put_text(1, "One", text_of("alpha"));
  put_text(2, "Two", text_of("beta"));
  EXPECT_THAT(changes(), ElementsAre("One", "Two"));
  EXPECT_EQ(cursor_, *reader()->newest_change());
  EXPECT_THAT(changes(), ElementsAre());
  put_text(3, "Three", text_of("gamma"));
  put_text(1, "One", text_of("alpha") + "And some more was told of it later.");
  EXPECT_THAT(changes(), ElementsAre("Three", "One"));
  EXPECT_THAT(changes(), ElementsAre());
}

TEST_P(ContractChanges, ALimitGoesOnWhereItStopped) {
  for (UrlHash i = 1; i <= 5; ++i) {
    const std::string title = "T" + std::to_string(i);
    put_text(i, title, text_of(title));
  }
  EXPECT_THAT(changes({.limit = 2}), ElementsAre("T1", "T2"));
  EXPECT_THAT(changes({.limit = 2}), ElementsAre("T3", "T4"));
  EXPECT_THAT(changes({.limit = 2}), ElementsAre("T5"));
  EXPECT_THAT(changes({.limit = 2}), ElementsAre());
}

TEST_P(ContractChanges, FiltersApply) {
  put_text(1, "One", text_of("harbour"));
  put_text(2, "Two", text_of("mill"));
  EXPECT_THAT(changes({.where = "mill"}), ElementsAre("Two"));
  EXPECT_THAT(changes({.sites = {"harbour"}}), ElementsAre());
  cursor_.clear();
  EXPECT_THAT(changes({.sites = {"harbour"}, .language = "fr"}), ElementsAre());
}

TEST_P(ContractChanges, AnotherStoryAndAPageThatIsGoneAreChanges) {
  const std::int64_t one = put_text(1, "One", text_of("alpha"));
  const std::int64_t two = put_text(2, "Two", text_of("beta"));
  EXPECT_EQ(changes().size(), 2U);
  write([&] { EXPECT_TRUE(store_->join(two, one, {})); });
  EXPECT_THAT(changes(), ElementsAre("Two"));
  write([&] { EXPECT_TRUE(*store_->set_story(two, two)); });
  EXPECT_THAT(changes(), ElementsAre("Two"));
  PageRecord page;
  page.url_id = urls_[1];
  page.site = site_;
  page.key = 1;
  page.again = true;
  page.visit.state = VisitState::kGone;
  page.visit.status = 404;
  page.visit.visited_at = kNow + kDay;
  put(page);
  EXPECT_THAT(changes(), ElementsAre("One"));
}

TEST_P(ContractChanges, WhatIsNoLongerAllowedIsTakenBack) {
  put_text(1, "One", text_of("alpha"));
  ArticleFilter filter;
  filter.purpose = Purpose::kAiTrain;
  filter.keep_unknown = true;
  EXPECT_THAT(changes(filter), ElementsAre("One"));
  PageRecord page = page_of(1, urls_[1], "One", text_of("alpha"), kNow + kDay);
  page.article->article.use_train = "n";
  put(page);
  EXPECT_THAT(changes(filter), ElementsAre("-" + address_of(1)));
}

TEST_P(ContractChanges, CursorsOfOthersAreRefused) {
  put_text(1, "One", text_of("alpha"));
  EXPECT_THAT(refused("gibberish"), testing::HasSubstr("no cursor"));
  EXPECT_THAT(refused("0123456789abcdef.1"), testing::HasSubstr("another database"));
  EXPECT_EQ(changes().size(), 1U);
  EXPECT_THAT(refused(cursor_ + "99"), testing::HasSubstr("ahead"));
  for (const char* const end : {"x", ":", ",", ",1", ",1:", ",-1:0"})
    EXPECT_THAT(refused(cursor_ + end), testing::HasSubstr("no cursor")) << end;
}

// Of two workers the one that began first may commit last.
TEST(ServerChanges, NothingIsMissedWhateverTheOrderOfCommits) {
  auto* const server = testing_support::PostgresServer::get();
  if (server == nullptr) return;
  const std::string address = server->new_database();
  std::vector<std::unique_ptr<SharedStore>> workers;
  for (const char* const name : {"a", "b", "c"}) {
    workers.push_back(*open_shared(address, name));
    ASSERT_TRUE(workers.back()->begin_run(kNow, "test"));
  }
  const std::int64_t site = *workers[0]->site_id({"harbour", "H", "en", ""}, kNow);
  const auto put = [&](std::size_t worker, UrlHash key) {
    FoundUrl url;
    url.key = key;
    url.site = site;
    url.url = "http://harbour.example/" + std::to_string(key);
    ASSERT_TRUE(workers[worker]->begin());
    PageRecord page;
    page.url_id = *workers[worker]->add_url(url);
    page.site = site;
    page.key = key;
    page.visit.visited_at = kNow;
    page.article.emplace().article.url = url.url;
    page.article->article.title = std::to_string(key);
    page.article->keys = {key};
    ASSERT_TRUE(workers[worker]->put(page));
  };
  std::string cursor;
  std::vector<std::string> told;
  const auto read = [&](std::optional<std::int64_t> limit) {
    const auto store = *open_reader(address, Access::kRead);
    const auto next = store->each_change(
        {.limit = limit}, cursor,
        [&](const StoredArticle& article) {
          told.emplace_back(article[kTitleColumn]);
          return true;
        },
        [](std::int64_t, std::string_view) { return true; });
    ASSERT_TRUE(next) << next.error().message;
    cursor = *next;
  };
  put(0, 1);
  put(1, 2);
  ASSERT_TRUE(workers[1]->commit());
  read({});
  EXPECT_THAT(told, ElementsAre("2"));
  put(2, 3);
  ASSERT_TRUE(workers[0]->commit());
  ASSERT_TRUE(workers[2]->commit());
  for (int i = 0; i < 2; ++i) read(1);
  read(1);
  EXPECT_THAT(told, testing::UnorderedElementsAre("1", "2", "3"));
}

// Who is told of one change at a time hears of them as they were made, whoever made them.
TEST(ServerChanges, TheNextOneIsThatWhichWasMadeFirst) {
  auto* const server = testing_support::PostgresServer::get();
  if (server == nullptr) return;
  const std::string address = server->new_database();
  std::vector<std::unique_ptr<SharedStore>> workers;
  for (const char* const name : {"a", "b", "c"}) {
    workers.push_back(*open_shared(address, name));
    ASSERT_TRUE(workers.back()->begin_run(kNow, "test"));
  }
  const std::int64_t site = *workers[0]->site_id({"harbour", "H", "en", ""}, kNow);
  std::vector<std::string> stored;
  const auto put = [&](std::size_t worker, records::PageKind kind) {
    FoundUrl url;
    url.key = stored.size() + 1;
    url.site = site;
    url.url = "http://harbour.example/" + std::to_string(url.key);
    ASSERT_TRUE(workers[worker]->begin());
    PageRecord page;
    page.url_id = *workers[worker]->add_url(url);
    page.site = site;
    page.key = url.key;
    page.visit.visited_at = kNow;
    page.article.emplace().article.url = url.url;
    page.article->article.title = std::to_string(url.key);
    page.article->article.kind = kind;
    page.article->keys = {url.key};
    ASSERT_TRUE(workers[worker]->put(page));
    ASSERT_TRUE(workers[worker]->commit());
    stored.push_back(page.article->article.title);
  };
  const auto store = *open_reader(address, Access::kRead);
  std::string cursor = *store->newest_change();
  for (const std::size_t worker : {2U, 0U, 1U, 1U, 0U, 2U, 0U})
    put(worker, records::PageKind::kArticle);
  const std::vector<std::string> news = stored;
  put(1, records::PageKind::kPage);
  std::vector<std::string> told;
  const auto next = [&] {
    const auto behind = store->each_change(
        {.limit = 1, .news_only = true}, cursor,
        [&](const StoredArticle& article) {
          told.emplace_back(article[kTitleColumn]);
          return true;
        },
        [](std::int64_t, std::string_view) { return true; });
    ASSERT_TRUE(behind) << behind.error().message;
    cursor = *behind;
  };
  for (std::size_t i = 0; i <= news.size(); ++i) next();
  EXPECT_EQ(told, news);
  // What is told to nobody lies behind the cursor, too.
  told.clear();
  ASSERT_TRUE(store->each_change(
      {}, cursor,
      [&](const StoredArticle& article) {
        told.emplace_back(article[kTitleColumn]);
        return true;
      },
      [](std::int64_t, std::string_view) { return true; }));
  EXPECT_THAT(told, ElementsAre());
}

INSTANTIATE_TEST_SUITE_P(Engines, ContractChanges, both_engines(), name_of_engine);

}  // namespace
}  // namespace tearsheet::store
