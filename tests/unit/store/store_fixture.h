// A store with a run and a site, and a few lines to put articles in.
#pragma once

#include <gtest/gtest.h>

#include <map>
#include <memory>
#include <string>

#include "store/store.h"
#include "temporary_folder.h"

namespace tearsheet::store {

inline constexpr SysTime kNow{std::chrono::seconds{1'763'164'800}};  // 2025-11-15T00:00:00Z

struct Text {
  std::string title, summary, body, date = "2025-11-14";
  std::string language = "en";
};

class StoreWithSite : public testing::Test {
 protected:
  void SetUp() override { open(); }
  void open() {
    store_.reset();
    auto opened = open_store(file_, Access::kRun);
    ASSERT_TRUE(opened) << opened.error().message;
    store_ = std::move(*opened);
    ASSERT_TRUE(store_->begin_run(kNow, "test"));
    site_ = *store_->site_id({"harbour", "Harbour Times", "en", "r1"}, kNow);
  }
  // The article of `key`, new or once more; its id.
  std::int64_t put(UrlHash key, const Text& text) {
    PageRecord page;
    EXPECT_TRUE(store_->begin());
    if (!urls_.contains(key)) {
      FoundUrl url;
      url.key = key;
      url.site = site_;
      url.url = "http://harbour.example/" + std::to_string(key);
      urls_[key] = *store_->add_url(url);
    }
    page.url_id = urls_[key];
    page.site = site_;
    page.visit.visited_at = kNow;
    ArticleRecord& record = page.article.emplace();
    record.article.url = "http://harbour.example/" + std::to_string(key);
    record.article.title = text.title;
    record.article.summary = text.summary;
    record.article.body = text.body;
    record.article.language = text.language;
    record.article.published = dates::parse_iso8601(text.date);
    record.keys = {key};
    const auto result = store_->put(page);
    EXPECT_TRUE(result) << result.error().message;
    EXPECT_TRUE(store_->commit());
    return result->article_id;
  }
  testing_support::TemporaryFolder folder_;
  std::filesystem::path file_ = folder_ / "news.db";
  std::unique_ptr<Store> store_;
  std::map<UrlHash, std::int64_t> urls_;
  std::int64_t site_ = 0;
};

}  // namespace tearsheet::store
