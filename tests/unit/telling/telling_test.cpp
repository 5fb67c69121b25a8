// Each article comes to a receiver at least once and in order, whatever it does.
#include "telling/telling.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <map>

namespace tearsheet::telling {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::IsEmpty;

/// Takes what it is told as long as it likes to.
class Spy final : public Receiver {
 public:
  explicit Spy(std::string key = "spy") : key_(std::move(key)) {}
  [[nodiscard]] std::string key() const override { return key_; }
  [[nodiscard]] std::string name() const override { return "a spy"; }
  Result<void> tell(const Message& message, const std::stop_token&) override {
    if (refuses == message.title) return fail(refusal, "not now");
    titles.push_back(message.is_removal ? "-" + message.url : message.title);
    ids.push_back(message.id);
    records.push_back(message.record);
    if (clock != nullptr) clock->advance(1min);
    return {};
  }

  std::string refuses = "none";
  ErrorCode refusal = ErrorCode::kNetwork;
  FakeClock* clock = nullptr;
  std::vector<std::string> titles, ids, records;

 private:
  std::string key_;
};

class Telling : public testing::Test {
 protected:
  void SetUp() override {
    std::string pattern = testing::TempDir() + "tearsheet-telling-XXXXXX";
    folder_ = ::mkdtemp(pattern.data());
    auto opened = store::open_store(folder_ / "news.db", store::Access::kRun);
    ASSERT_TRUE(opened) << opened.error().message;
    store_ = std::move(*opened);
    ASSERT_TRUE(store_->begin_run(clock_.now(), "test"));
    site_ = *store_->site_id({"harbour", "Harbour Times", "en", "r1"}, clock_.now());
  }
  void TearDown() override {
    store_.reset();
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
  }

  void put(std::uint64_t key, const std::string& title,
           records::PageKind kind = records::PageKind::kArticle) {
    ASSERT_TRUE(store_->begin());
    store::FoundUrl url;
    url.key = key;
    url.site = site_;
    url.url = "http://harbour.example/" + std::to_string(key);
    store::PageRecord page;
    if (!urls_.contains(key)) urls_[key] = *store_->add_url(url);
    page.url_id = urls_[key];
    page.site = site_;
    page.visit.visited_at = clock_.now();
    store::ArticleRecord& record = page.article.emplace();
    record.article.url = url.url;
    record.article.title = title;
    record.article.body = "The text of " + title;
    record.article.kind = kind;
    record.keys = {key};
    ASSERT_TRUE(store_->put(page));
    ASSERT_TRUE(store_->commit());
  }
  Told tell(Spy& spy, std::chrono::milliseconds time = 5min, const std::stop_token& stop = {}) {
    auto told = tell_due(*store_, spy, clock_, time, stop);
    EXPECT_TRUE(told) << told.error().message;
    return told.value_or(Told{});
  }

  FakeClock clock_;
  std::filesystem::path folder_;
  std::unique_ptr<store::Store> store_;
  std::int64_t site_ = 0;
  std::map<std::uint64_t, std::int64_t> urls_;
};

TEST_F(Telling, BeginsWithTheFirstRunsArticles) {
  put(1, "Old");
  Spy spy;
  ASSERT_TRUE(take_place(*store_, spy, clock_.now()));
  put(2, "One");
  put(3, "Two");
  EXPECT_EQ(tell(spy).articles, 2);
  EXPECT_THAT(spy.titles, ElementsAre("One", "Two"));
  EXPECT_THAT(spy.records.front(), testing::StartsWith("{\"id\":2,"));
  EXPECT_THAT(spy.records.front(), testing::EndsWith("}"));
  ASSERT_TRUE(take_place(*store_, spy, clock_.now())) << "it has one";
  put(4, "Three");
  put(2, "One, corrected");
  tell(spy);
  EXPECT_THAT(spy.titles, ElementsAre("One", "Two", "Three", "One, corrected"));
}

TEST_F(Telling, GoesOnWithWhatWasNotTaken) {
  Spy spy;
  ASSERT_TRUE(take_place(*store_, spy, clock_.now()));
  for (const char* const title : {"One", "Two", "Three"})
    put(static_cast<std::uint64_t>(title[1]), title);
  spy.refuses = "Two";
  for (int run = 1; run <= 3; ++run) {
    const Told told = tell(spy);
    EXPECT_EQ(told.trouble, "not now");
    EXPECT_EQ(told.runs, run);
    EXPECT_FALSE(told.is_cut);
  }
  EXPECT_THAT(spy.titles, ElementsAre("One"));
  spy.refuses = "none";
  EXPECT_EQ(tell(spy).trouble, "");
  EXPECT_THAT(spy.titles, ElementsAre("One", "Two", "Three"));
  spy.refuses = "Four";
  put(99, "Four");
  EXPECT_EQ(tell(spy).runs, 1) << "a new trouble";
}

TEST_F(Telling, EndsWithItsTimeAndWithTheRun) {
  Spy spy;
  ASSERT_TRUE(take_place(*store_, spy, clock_.now()));
  for (std::uint64_t key = 1; key <= 5; ++key) put(key, "T" + std::to_string(key));
  spy.clock = &clock_;
  const Told told = tell(spy, 3min);
  EXPECT_EQ(told.articles, 3);
  EXPECT_TRUE(told.is_cut);
  std::stop_source stop;
  stop.request_stop();
  EXPECT_TRUE(tell(spy, 3min, stop.get_token()).is_cut);
  spy.refuses = "T4";
  spy.refusal = ErrorCode::kCancelled;
  EXPECT_EQ(tell(spy).trouble, "") << "that it was stopped is no trouble";
  spy.refuses = "none";
  EXPECT_FALSE(tell(spy).is_cut);
  EXPECT_THAT(spy.titles, ElementsAre("T1", "T2", "T3", "T4", "T5"));
}

TEST_F(Telling, GivesAnArticleTheSameIdEachTime) {
  Spy one("one"), two("two");
  ASSERT_TRUE(take_place(*store_, one, clock_.now()));
  ASSERT_TRUE(take_place(*store_, two, clock_.now()));
  put(1, "One");
  put(2, "Two");
  tell(one);
  tell(two);
  EXPECT_EQ(one.ids, two.ids) << "each receiver is told by itself";
  EXPECT_NE(one.ids.at(0), one.ids.at(1));
}

TEST_F(Telling, LeavesOutWhatIsNoNews) {
  Spy spy;
  ASSERT_TRUE(take_place(*store_, spy, clock_.now()));
  put(1, "Imprint", records::PageKind::kPage);
  EXPECT_EQ(tell(spy).articles, 0);
  EXPECT_THAT(spy.titles, IsEmpty());
}

TEST_F(Telling, SaysNothingToWhoHasNoPlace) {
  Spy spy;
  put(1, "One");
  EXPECT_EQ(tell(spy).articles, 0);
}

}  // namespace
}  // namespace tearsheet::telling
