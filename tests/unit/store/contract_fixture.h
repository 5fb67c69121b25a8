// A store of each engine in turn, with a run and a site, for what both promise.
#pragma once

#include <gtest/gtest.h>

#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "postgres_server.h"
#include "store/share.h"
#include "store/store.h"
#include "temporary_folder.h"

namespace tearsheet::store {

inline constexpr SysTime kNow{std::chrono::seconds{1'763'164'800}};  // 2025-11-15T00:00:00Z
inline constexpr std::chrono::hours kDay{24};

enum class Engine { kFile, kServer };

class Contract : public testing::TestWithParam<Engine> {
 protected:
  void SetUp() override {
    if (GetParam() == Engine::kServer) {
      auto* const server = testing_support::PostgresServer::get();
      if (server == nullptr) GTEST_SKIP() << testing_support::PostgresServer::kMissing;
      address_ = server->new_database();
    }
    open();
  }
  void open() {
    store_.reset();
    if (GetParam() == Engine::kServer) {
      auto opened = open_shared(address_, "worker");
      ASSERT_TRUE(opened) << opened.error().message;
      store_ = std::move(*opened);
    } else {
      auto opened = open_store(file_, Access::kRun);
      ASSERT_TRUE(opened) << opened.error().message;
      store_ = std::move(*opened);
    }
    ASSERT_TRUE(store_->begin_run(kNow, "test"));
    site_ = *store_->site_id({"harbour", "Harbour Times", "en", "r1"}, kNow);
  }

  template <class Work>
  void write(Work work) {
    ASSERT_TRUE(store_->begin());
    work();
    const auto done = store_->commit();
    ASSERT_TRUE(done) << done.error().message;
  }
  static std::string address_of(UrlHash key) {
    return "http://harbour.example/" + std::to_string(key);
  }
  [[nodiscard]] FoundUrl found(UrlHash key) const {
    FoundUrl url;
    url.key = key;
    url.site = site_;
    url.source = 1;
    url.url = address_of(key);
    return url;
  }
  std::int64_t add(UrlHash key) {
    std::int64_t id = 0;
    write([&] { id = *store_->add_url(found(key)); });
    return id;
  }
  [[nodiscard]] PageRecord page_of(UrlHash key, std::int64_t url_id, const std::string& title,
                                   const std::string& body, SysTime at = kNow) const {
    PageRecord page;
    page.url_id = url_id;
    page.site = site_;
    page.key = key;
    page.visit.status = 200;
    page.visit.visited_at = at;
    RawPage& raw = page.raw.emplace();
    raw.url = address_of(key);
    raw.fetched_at = at;
    raw.status = 200;
    raw.headers = "[]";
    raw.compressed = std::string("\0\x01zstd", 6);
    ArticleRecord& record = page.article.emplace();
    record.article.url = address_of(key);
    record.article.title = title;
    record.article.body = body;
    record.article.language = "en";
    record.article.published = dates::parse_iso8601("2025-11-14T10:00:00Z");
    record.article.sources.push_back({"title", "rule", "h1", "", 1});
    record.keys = {key};
    record.exact = std::hash<std::string>()(body);
    record.fingerprint = std::string("\x03\0print", 7);
    return page;
  }
  PutResult put(const PageRecord& page) {
    PutResult result;
    write([&] {
      const auto done = store_->put(page);
      ASSERT_TRUE(done) << done.error().message;
      result = *done;
    });
    return result;
  }
  std::unique_ptr<Store> reader() {
    auto opened =
        open_reader(GetParam() == Engine::kServer ? address_ : file_.string(), Access::kRead);
    EXPECT_TRUE(opened) << opened.error().message;
    return std::move(*opened);
  }
  std::vector<std::string> titles(const ArticleFilter& filter = {}) {
    std::vector<std::string> all;
    EXPECT_TRUE(reader()->each_article(filter, [&](const StoredArticle& article) {
      all.emplace_back(article[kTitleColumn]);
      return true;
    }));
    return all;
  }
  ListOrigin origin(const ArticleFilter& filter) { return *reader()->origin_of(filter); }
  std::vector<KnownUrl> urls() {
    std::vector<KnownUrl> all;
    EXPECT_TRUE(store_->each_url([&](KnownUrl&& url) { all.push_back(std::move(url)); }));
    return all;
  }
  static std::string text_of(std::string_view word) {
    std::string text;
    for (int i = 0; i < 60; ++i) (text += word) += " by the harbour ";
    return text;
  }

  testing_support::TemporaryFolder folder_;
  const std::filesystem::path file_ = folder_ / "news.db";
  std::string address_;
  std::unique_ptr<CrawlStore> store_;
  std::int64_t site_ = 0;
};

inline std::string name_of_engine(const testing::TestParamInfo<Engine>& engine) {
  return engine.param == Engine::kFile ? "File" : "Server";
}
inline auto both_engines() {
  return testing::Values(Engine::kFile, Engine::kServer);
}

}  // namespace tearsheet::store
