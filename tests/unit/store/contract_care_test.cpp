// What is done beside a crawl, on a file and on a server: who is told of articles, which rows are to be
// made again, and whose turn it is where several programs share a database.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <memory>
#include <stop_token>
#include <string>
#include <vector>

#include "contract_fixture.h"
#include "store/turn.h"

namespace tearsheet::store {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::IsEmpty;

class ContractCare : public Contract {
 protected:
  std::unique_ptr<Store> writer() {
    store_.reset();
    auto opened =
        open_writer(GetParam() == Engine::kServer ? address_ : file_.string(), "a writer");
    EXPECT_TRUE(opened) << opened.error().message;
    return std::move(*opened);
  }
};

TEST_P(ContractCare, AReceiverKeepsItsPlace) {
  const auto store = writer();
  EXPECT_FALSE(*store->told("exec 1"));
  ASSERT_TRUE(store->add_told("exec 1", {.cursor = "a.1"}, kNow));
  ASSERT_TRUE(store->add_told("exec 1", {.cursor = "a.9"}, kNow));
  EXPECT_EQ((*store->told("exec 1"))->cursor, "a.1") << "who came first has given it its place";
  EXPECT_TRUE(*store->put_told("exec 1", "a.1", {.cursor = "a.2", .failures = 3}, kNow));
  EXPECT_EQ((*store->told("exec 1"))->cursor, "a.2");
  EXPECT_EQ((*store->told("exec 1"))->failures, 3);
  EXPECT_TRUE(*store->put_told("exec 1", "a.1", {.cursor = "a.2", .failures = 3}, kNow))
      << "once more is the same";
  EXPECT_FALSE(*store->put_told("exec 1", "a.1", {.cursor = "a.3"}, kNow)) << "another told it";
  EXPECT_EQ((*store->told("exec 1"))->cursor, "a.2");
  EXPECT_FALSE(*store->put_told("exec 2", "a.1", {.cursor = "a.2"}, kNow)) << "no such receiver";
}

TEST_P(ContractCare, WhatCameSinceADoubtIsToBeMadeAgainOnce) {
  std::vector<std::int64_t> ids;
  for (const UrlHash key : {1U, 2U, 3U}) {
    const std::string title = "T" + std::to_string(key);
    ids.push_back(put(page_of(key, add(key), title, text_of(title), kNow + key * 1h)).article_id);
  }
  RuleState state;
  state.site = site_;
  state.rules = "r1";
  state.doubt.rule = "title";
  state.doubt.since = kNow + 2h;
  state.doubt.is_alarm = true;
  write([&] { EXPECT_TRUE(store_->put_rule_state(state)); });
  auto store = writer();
  EXPECT_THAT(*store->due_again(), ElementsAre(ids[1], ids[2]));
  ASSERT_TRUE(store->settle_again({ids[1], ids[2]}));
  EXPECT_THAT(*store->due_again(), IsEmpty());
  store.reset();
  open();
  write([&] { EXPECT_TRUE(store_->put_rule_state(state)); });
  EXPECT_THAT(*writer()->due_again(), IsEmpty()) << "that alarm is known";
}

TEST_P(ContractCare, ARecordThatAsksForItIsMadeAgain) {
  Batch batch;
  batch.pages.resize(1);
  batch.pages[0].record = page_of(1, add(1), "T", text_of("alpha"));
  batch.pages[0].record->due_again = true;
  std::vector<PageReceipt> receipts;
  write([&] { receipts = *store_->put_batch(batch); });
  EXPECT_THAT(*writer()->due_again(), ElementsAre(receipts.at(0).put.article_id));
}

INSTANTIATE_TEST_SUITE_P(Engines, ContractCare, both_engines(), name_of_engine);

class Turns : public testing::Test {
 protected:
  void SetUp() override {
    auto* const server = testing_support::PostgresServer::get();
    if (server != nullptr) address_ = server->new_database();
  }
  [[nodiscard]] std::unique_ptr<SharedStore> connect(const std::string& name) const {
    return *open_shared(address_, name);
  }
  [[nodiscard]] std::unique_ptr<Turn> take(const std::string& name,
                                           std::chrono::milliseconds patience = {}) const {
    auto turn = Turn::take(connect(name), "work", kLease, patience, clock_, {});
    EXPECT_TRUE(turn) << turn.error().message;
    return std::move(*turn);
  }

  static constexpr std::chrono::seconds kLease{60};
  const SystemClock clock_{};
  std::string address_;
};

TEST_F(Turns, OneAtATimeHasIt) {
  if (address_.empty()) return;
  auto first = take("a");
  ASSERT_TRUE(first);
  EXPECT_FALSE(take("b")) << "it is taken";
  EXPECT_FALSE(first->token().stop_requested());
  first.reset();
  EXPECT_TRUE(take("b")) << "it was given back";
}

TEST_F(Turns, WhoHasItIsStoppedWithItsProgram) {
  if (address_.empty()) return;
  std::stop_source stop;
  const auto turn = Turn::take(connect("a"), "work", kLease, 0s, clock_, stop.get_token());
  ASSERT_TRUE(turn && *turn);
  stop.request_stop();
  EXPECT_TRUE((*turn)->token().stop_requested());
}

TEST_F(Turns, WhoSeizesItHasIt) {
  if (address_.empty()) return;
  const auto one = connect("a"), other = connect("b");
  EXPECT_TRUE(*one->hold("stories", kLease));
  EXPECT_FALSE(*other->hold("stories", kLease));
  ASSERT_TRUE(other->seize("stories", kLease));
  EXPECT_TRUE(*other->hold("stories", kLease));
  EXPECT_FALSE(*one->hold("stories", kLease));
  ASSERT_TRUE(other->let_go("stories"));
  EXPECT_TRUE(*one->hold("stories", kLease));
}

// In the order in which they were stored, whatever the numbers of their rows.
TEST_F(Turns, TextsComeInTheOrderOfStoring) {
  if (address_.empty()) return;
  std::vector<std::unique_ptr<SharedStore>> workers;
  for (const char* const name : {"a", "b"}) {
    workers.push_back(connect(name));
    ASSERT_TRUE(workers.back()->begin_run(kNow, "test"));
  }
  const std::int64_t site = *workers[0]->site_id({"harbour", "H", "en", ""}, kNow);
  // The first worker has a block of numbers before the other one has its own.
  for (UrlHash key = 1; key <= 80; ++key) {
    SharedStore& store = *workers[key % 3 == 0 ? 1 : 0];
    FoundUrl url;
    url.key = key;
    url.site = site;
    url.url = "http://harbour.example/" + std::to_string(key);
    ASSERT_TRUE(store.begin());
    PageRecord page;
    page.url_id = *store.add_url(url);
    page.site = site;
    page.key = key;
    page.visit.visited_at = kNow + key * 1s;
    page.article.emplace().article.url = url.url;
    page.article->article.title = std::to_string(key);
    page.article->keys = {key};
    ASSERT_TRUE(store.put(page));
    ASSERT_TRUE(store.commit());
  }
  std::vector<std::string> titles;
  const auto read = workers[0]->each_story_text({}, [&](const StoryText& story) -> Result<void> {
    titles.emplace_back(story.title);
    return {};
  });
  ASSERT_TRUE(read) << read.error().message;
  ASSERT_EQ(titles.size(), 80U);
  for (std::size_t i = 0; i < titles.size(); ++i) EXPECT_EQ(titles[i], std::to_string(i + 1));
}

}  // namespace
}  // namespace tearsheet::store
