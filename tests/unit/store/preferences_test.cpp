// What publishers say about the use of articles, with its history.
#include "store/preferences.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <vector>

#include "store_fixture.h"

namespace tearsheet::store {
namespace {

using testing::ElementsAre;

class StoredPreferences : public StoreWithSite {
 protected:
  struct Said {
    const char *search = "", *train = "", *tdm = "";
  };
  // The article of `key` with what is said of it, `hours` after the first.
  void say(UrlHash key, const Said& said, int hours = 0) {
    ASSERT_TRUE(store_->begin());
    if (!urls_.contains(key)) {
      FoundUrl url;
      url.key = key;
      url.site = site_;
      url.url = "http://harbour.example/" + std::to_string(key);
      urls_[key] = *store_->add_url(url);
    }
    PageRecord page;
    page.url_id = urls_[key];
    page.site = site_;
    page.key = key;
    page.visit.visited_at = kNow + std::chrono::hours(hours);
    ArticleRecord& record = page.article.emplace();
    record.article.url = "http://harbour.example/" + std::to_string(key);
    record.article.title = "Story " + std::to_string(key);
    record.article.body = "Text of story " + std::to_string(key);
    record.article.use_search = said.search;
    record.article.use_train = said.train;
    record.article.tdm = said.tdm;
    record.keys = {key};
    record.told = {std::string("[\"") + said.search + said.train + said.tdm + "\"]", 7};
    ASSERT_TRUE(store_->put(page));
    ASSERT_TRUE(store_->commit());
  }
  std::vector<std::int64_t> exported(Purpose purpose, bool keep_unknown) {
    std::vector<std::int64_t> ids;
    ArticleFilter filter;
    filter.purpose = purpose;
    filter.keep_unknown = keep_unknown;
    EXPECT_TRUE(store_->each_article(filter, [&](const StoredArticle& article) {
      ids.push_back(article.id);
      return true;
    }));
    return ids;
  }
  // The end of a run, and another one: what is to be told at its end.
  std::vector<PreferenceNews> news() { return store_->preference_news().value(); }
  void next_run() {
    ASSERT_TRUE(store_->end_run(kNow, "done", {}, {}));
    open();
  }
};

TEST_F(StoredPreferences, DecideWhatAnExportIsFor) {
  say(1, {"y", "n", ""});
  say(2, {"", "y", "n"});
  say(3, {"", "", "n"});
  say(4, {"n", "", "y"});
  say(5, {});
  EXPECT_THAT(exported(Purpose::kSearch, true), ElementsAre(1, 2, 3, 5));
  EXPECT_THAT(exported(Purpose::kSearch, false), ElementsAre(1));
  EXPECT_THAT(exported(Purpose::kAiTrain, false), ElementsAre(2));
  EXPECT_THAT(exported(Purpose::kAiTrain, true), ElementsAre(2, 4, 5));
  EXPECT_THAT(exported(Purpose::kTdm, false), ElementsAre(4));
  EXPECT_THAT(exported(Purpose::kTdm, true), ElementsAre(1, 4, 5));
  EXPECT_THAT(exported(Purpose::kAiInput, true), ElementsAre(1, 2, 3, 4, 5));
}

TEST_F(StoredPreferences, AreToldAsRemovedOnceTheyForbid) {
  say(1, {"", "y", ""});
  ArticleFilter filter;
  filter.purpose = Purpose::kAiTrain;
  std::vector<std::int64_t> kept, removed;
  const auto export_from = [&](const std::string& cursor) {
    kept.clear();
    removed.clear();
    return store_->each_change(
        filter, cursor,
        [&](const StoredArticle& article) {
          kept.push_back(article.id);
          return true;
        },
        [&](std::int64_t id, std::string_view url) {
          removed.push_back(id);
          EXPECT_EQ(url, "http://harbour.example/1");
          return true;
        });
  };
  const auto cursor = export_from("");
  ASSERT_TRUE(cursor);
  EXPECT_THAT(kept, ElementsAre(1));
  say(1, {"", "n", ""}, 1);
  ASSERT_TRUE(export_from(*cursor));
  EXPECT_THAT(kept, ElementsAre());
  EXPECT_THAT(removed, ElementsAre(1));
  ASSERT_TRUE(export_from(""));
  EXPECT_THAT(removed, ElementsAre());
}

TEST_F(StoredPreferences, AreCountedBySite) {
  say(1, {"y", "n", ""});
  say(2, {"y", "", "n"});
  say(3, {});
  const auto status = store_->status(kNow);
  ASSERT_TRUE(status);
  const SiteUse& use = status->sites.front().use;
  EXPECT_EQ(use.search.allowed, 2);
  EXPECT_EQ(use.train.refused, 1);
  EXPECT_EQ(use.tdm.refused, 1);
  EXPECT_EQ(use.ai_input.allowed + use.ai_input.refused + use.licensed, 0);
}

TEST_F(StoredPreferences, OfAFirstRunAreNoNews) {
  say(1, {"y", "", ""});
  say(2, {"n", "", ""});
  EXPECT_TRUE(news().empty());
}

TEST_F(StoredPreferences, ThatChangeAreToldOnce) {
  say(1, {"y", "", ""});
  next_run();
  say(2, {"y", "n", ""}, 1);
  say(3, {"y", "n", ""}, 1);
  ASSERT_EQ(news().size(), 1);
  EXPECT_EQ(news().front().now, "search y, training n");
  EXPECT_EQ(news().front().before, "search y");
  ASSERT_TRUE(store_->note_preferences_told(site_));
  EXPECT_TRUE(news().empty());
  next_run();
  say(4, {"y", "n", ""}, 2);
  say(5, {"y", "", ""}, 2);
  EXPECT_TRUE(news().empty());
}

TEST_F(StoredPreferences, ThatComeBackAfterLongAreNewsAgain) {
  say(1, {"y", "", ""});
  next_run();
  say(2, {"n", "", ""}, 24 * 40);
  ASSERT_TRUE(store_->note_preferences_told(site_));
  next_run();
  say(3, {"y", "", ""}, 24 * 80);
  ASSERT_EQ(news().size(), 1);
  EXPECT_EQ(news().front().now, "search y");
}

TEST_F(StoredPreferences, ThatNobodyWasToldOfWaitForTheNextRun) {
  say(1, {"y", "", ""});
  next_run();
  say(2, {"n", "", ""}, 1);
  next_run();
  EXPECT_EQ(news().size(), 1);
}

TEST_F(StoredPreferences, OfFilesAreKept) {
  ASSERT_TRUE(store_->begin());
  ASSERT_TRUE(store_->put_tdm_file({"https://harbour.example", kNow, 200, "[]"}));
  ASSERT_TRUE(store_->commit());
  const auto files = store_->tdm_files();
  ASSERT_TRUE(files);
  ASSERT_EQ(files->size(), 1);
  EXPECT_EQ(files->front().body, "[]");
  EXPECT_EQ(files->front().fetched_at, kNow);
}

}  // namespace
}  // namespace tearsheet::store
