// Whole rounds against a real server on loopback, with a wall clock that can be put forward.
#pragma once

#include <gtest/gtest.h>
#include <sqlite3.h>
#include <unistd.h>

#include <atomic>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "crawl/crawl.h"
#include "support/http_server.h"

namespace tearsheet::crawl {

/// The machine's clocks, but the wall clock is ahead.
class AheadClock final : public Clock {
 public:
  [[nodiscard]] SysTime now() const override { return clock_.now() + ahead_.load(); }
  [[nodiscard]] SteadyTime steady() const override { return clock_.steady(); }
  void advance(std::chrono::milliseconds by) { ahead_ = ahead_.load() + by; }

 private:
  SystemClock clock_;
  std::atomic<std::chrono::milliseconds> ahead_{std::chrono::milliseconds(0)};
};

// Text that is no other article's: words of the number.
inline std::string article(int number, const std::string& head = {},
                           const std::string& date = "2025-11-14T10:00:00Z") {
  std::string paragraphs;
  for (int i = 0; i < 6; ++i) {
    paragraphs += "<p>";
    for (int word = 0; word < 40; ++word) {
      paragraphs +=
          "w" + std::to_string((number * 7919 + i * 104729 + word * 1299709) % 99991) + " ";
    }
    paragraphs += ".</p>";
  }
  const std::string title = "Story number " + std::to_string(number) + " of the harbour";
  return "<!DOCTYPE html><html lang=en><head><title>" + title + "</title>" + head +
         "</head><body><article><h1>" + title + "</h1><time datetime='" + date + "'>" +
         date.substr(0, 10) + "</time>" + paragraphs + "</article></body></html>";
}
inline std::string listing(const std::vector<std::string>& links, const std::string& next = {}) {
  std::string html = "<!DOCTYPE html><html><head><title>News</title></head><body>";
  for (const std::string& link : links)
    html += "<p><a class=story href='" + link + "'>A story behind " + link + "</a></p>";
  if (!next.empty()) html += "<a class=next href='" + next + "'>Next</a>";
  return html + "</body></html>";
}

class WholeRound : public testing::Test {
 protected:
  WholeRound() {
    std::string pattern = (std::filesystem::temp_directory_path() / "tearsheet.XXXXXX").string();
    folder_ = ::mkdtemp(pattern.data());
    options_.version = "test";
    options_.user_agent = "tearsheet/test";
    options_.allow_private_network = true;
    options_.parsers = 1;
    options_.pace.first_backoff = std::chrono::milliseconds(10);
  }
  ~WholeRound() override { std::filesystem::remove_all(folder_); }

  // Answers like servers do that know validators.
  void page(const std::string& path, std::string body,
            std::string type = "text/html; charset=utf-8") {
    server_.on(
        path, [body = std::move(body), type = std::move(type)](const test::Request& request) {
          const std::string tag = "\"" + std::to_string(std::hash<std::string>{}(body)) + "\"";
          test::Response response;
          response.headers = {{"ETag", tag}};
          response.content_type = type;
          if (request.header("if-none-match") == tag) {
            response.status = 304;
          } else {
            response.body = body;
          }
          return response;
        });
  }

  CrawlReport crawl(const std::string& more = {}, const std::stop_token& stop = {}) {
    const std::string toml =
        "version = 1\nid = \"" + id_ +
        "\"\ndomains = [\"127.0.0.1\", \"127.0.0.2\"]\n[politeness]\n"
        "delay = 0.0\nretries = 0\n" +
        more + more_sources_ + "\n[[source]]\nkind = \"listing\"\nurl = \"" + server_.url("/") +
        "\"\nlink = \"a.story::attr(href)\"\nnext = \"a.next::attr(href)\"\nmax_depth = 1000\n" +
        listing_rules_ + "[article]\ntitle = \"h1\"\nbody = \"article p\"\n";
    const auto site = site::parse_site(toml, "harbour.toml");
    EXPECT_TRUE(site) << site.error().message;
    auto store = store::open_store(folder_ / "news.db", store::Access::kRun);
    EXPECT_TRUE(store) << store.error().message;
    Crawler crawler(**store, {&*site}, options_, clock_, log_);
    auto report = crawler.run(stop);
    EXPECT_TRUE(report) << report.error().message;
    return std::move(*report);
  }

  std::vector<std::string> stored() {
    auto store = store::open_store(folder_ / "news.db", store::Access::kRead);
    EXPECT_TRUE(store) << store.error().message;
    std::vector<std::string> paths;
    EXPECT_TRUE((*store)->each_article({}, [&](const store::StoredArticle& a) {
      paths.emplace_back(a[store::kUrlColumn].substr(server_.url("").size()));
      return true;
    }));
    return paths;
  }
  // Of the only article.
  std::string column(const std::string& expression) {
    sqlite3* database = nullptr;
    std::string value;
    EXPECT_EQ(sqlite3_open((folder_ / "news.db").c_str(), &database), SQLITE_OK);
    const std::string sql = "SELECT " + expression + " FROM articles";
    EXPECT_EQ(sqlite3_exec(
                  database, sql.c_str(),
                  [](void* out, int, char** values, char**) {
                    *static_cast<std::string*>(out) = values[0] == nullptr ? "" : values[0];
                    return 0;
                  },
                  &value, nullptr),
              SQLITE_OK);
    sqlite3_close(database);
    return value;
  }
  void make_due() {
    sqlite3* database = nullptr;
    EXPECT_EQ(sqlite3_open((folder_ / "news.db").c_str(), &database), SQLITE_OK);
    EXPECT_EQ(sqlite3_exec(database, "UPDATE _visit SET due_at = NULL", nullptr, nullptr, nullptr),
              SQLITE_OK);
    sqlite3_close(database);
  }
  std::string body_of(const std::string& path) {
    auto store = store::open_store(folder_ / "news.db", store::Access::kRead);
    std::string body;
    EXPECT_TRUE((*store)->each_article({}, [&](const store::StoredArticle& a) {
      if (a[store::kUrlColumn].ends_with(path)) body = a[store::kBodyColumn];
      return true;
    }));
    return body;
  }
  std::map<std::string, int> asked() {
    std::map<std::string, int> counts;
    for (const test::Request& request : server_.requests()) ++counts[request.target];
    return counts;
  }

  test::HttpServer server_{{"127.0.0.1", "127.0.0.2"}};
  std::string id_ = "harbour";
  std::string more_sources_;   // of the site file
  std::string listing_rules_;  // of its listing
  std::filesystem::path folder_;
  CrawlOptions options_;
  AheadClock clock_;
  Log log_{{.level = LogLevel::kError, .format = LogFormat::kText, .out = stderr}};
};

}  // namespace tearsheet::crawl
