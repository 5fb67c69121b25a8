// A batch that could not be stored is stored again, and gives the same rows.
#include "crawl/writer_stage.h"

#include <gtest/gtest.h>
#include <sqlite3.h>
#include <unistd.h>

#include <filesystem>
#include <memory>
#include <string>

namespace tearsheet::crawl {
namespace {

constexpr SysTime kNow{std::chrono::seconds{1'763'164'800}};

class StillClock final : public Clock {
 public:
  [[nodiscard]] SysTime now() const override { return kNow; }
  [[nodiscard]] SteadyTime steady() const override { return SteadyTime(); }
};

// One database, seen by the writer and by somebody else.
class File {
 public:
  explicit File(const std::filesystem::path& path) {
    store = *store::open_store(path, store::Access::kRun);
    EXPECT_TRUE(store->begin_run(kNow, "test"));
    site = *store->site_id({"harbour", "Harbour", "en", ""}, kNow);
    EXPECT_EQ(sqlite3_open(path.c_str(), &other_), SQLITE_OK);
  }
  File(const File&) = delete;
  File& operator=(const File&) = delete;
  ~File() { sqlite3_close(other_); }

  void execute(const char* sql) {
    char* error = nullptr;
    EXPECT_EQ(sqlite3_exec(other_, sql, nullptr, nullptr, &error), SQLITE_OK) << error;
  }
  // Every row of a table, as text.
  std::string rows(const std::string& table) {
    std::string all;
    const auto each = [](void* out, int columns, char** values, char**) {
      for (int i = 0; i < columns; ++i)
        (*static_cast<std::string*>(out) += values[i] != nullptr ? values[i] : "-") += '|';
      *static_cast<std::string*>(out) += '\n';
      return 0;
    };
    const std::string sql = "SELECT * FROM " + table + " ORDER BY 1, 2";
    EXPECT_EQ(sqlite3_exec(other_, sql.c_str(), each, &all, nullptr), SQLITE_OK) << table;
    return all;
  }

  std::unique_ptr<store::Store> store;
  std::int64_t site = 0;

 private:
  sqlite3* other_ = nullptr;
};

class WriterRetry : public testing::Test {
 protected:
  WriterRetry() {
    std::string pattern = (std::filesystem::temp_directory_path() / "tearsheet.XXXXXX").string();
    folder_ = ::mkdtemp(pattern.data());
    site::Source source;
    source.url = *url::Url::parse("https://harbour.example/feed");
    definition_.sources.push_back(source);
    sites_.emplace_back(definition_, 1);
  }
  ~WriterRetry() override { std::filesystem::remove_all(folder_); }

  static store::FoundUrl found(store::UrlHash key, std::int64_t site) {
    store::FoundUrl found;
    found.key = key;
    found.site = site;
    found.url = "https://harbour.example/stories/" + std::to_string(key);
    found.hint.title = "Story " + std::to_string(key);
    found.hint.origin = "feed";
    return found;
  }
  WriterItem feed(const File& file, std::int64_t id) {
    WriterItem item;
    PageOutcome& page = item.page.emplace();
    page.task.url_id = page.record.url_id = id;
    page.task.found = found(100, file.site);
    page.task.found.kind = store::UrlKind::kFeed;
    page.record.site = file.site;
    page.record.visit.visited_at = kNow;
    for (const store::UrlHash key : {1U, 2U, 3U}) page.found.push_back(found(key, file.site));
    store::HostRecord host;
    host.authority = "harbour.example";
    item.hosts.push_back(host);
    return item;
  }
  // Two articles of nearly the same words are one story.
  WriterItem article(const File& file, const Task& task, const std::string& last_word) {
    WriterItem item;
    PageOutcome& page = item.page.emplace();
    page.task = task;
    page.record.url_id = task.url_id;
    page.record.site = file.site;
    page.record.visit.visited_at = kNow;
    page.record.visit.status = 200;
    store::ArticleRecord& record = page.record.article.emplace();
    record.article.url = task.url.href();
    record.article.title = "The pier, by " + last_word;
    for (int i = 0; i < 150; ++i)
      record.article.body += "word" + std::to_string((i * 7919) % 997) + " ";
    record.article.body += last_word;
    record.keys = {task.found.key};
    page.fingerprint = dedup::fingerprint(
        {.title = record.article.title, .text = record.article.body, .host = last_word});
    record.exact = page.fingerprint.exact;
    record.fingerprint = page.fingerprint.bytes;
    item.fetch.emplace();
    item.fetch->site = file.site;
    item.fetch->host = "harbour.example";
    item.fetch->started = kNow;
    return item;
  }

  struct Written {
    std::vector<Receipt> feed, articles;
  };
  // The same pages into a file; `break_it` and `mend_it` stand around the first try of each commit.
  Written write(File& file, const char* break_it, const char* mend_it) {
    SeenSet seen;
    Knowledge known(seen, {{}, {}, {}, {}, {100}});
    SiteRules rules(sites_);
    WriterStage writer(*file.store, sites_, rules, std::move(known),
                       *load_clusters(*file.store, {}, kNow), clock_, {});
    EXPECT_TRUE(file.store->begin());
    store::FoundUrl source = found(100, file.site);
    source.kind = store::UrlKind::kFeed;
    const std::int64_t id = *file.store->add_url(source);
    EXPECT_TRUE(file.store->commit());
    const auto commit = [&] {
      if (break_it != nullptr) {
        file.execute(break_it);
        EXPECT_FALSE(writer.commit());
        file.execute(mend_it);
      }
      auto receipts = writer.commit();
      EXPECT_TRUE(receipts) << receipts.error().message;
      return *receipts;
    };
    Written written;
    EXPECT_TRUE(writer.add(feed(file, id)));
    EXPECT_FALSE(seen.contains(1)) << "known only when it is durable";
    written.feed = commit();
    EXPECT_TRUE(seen.contains(1));
    const std::vector<Task>& tasks = written.feed.front().tasks;
    EXPECT_EQ(tasks.size(), 3U);
    const char* words[] = {"anna", "bert", "carl"};
    for (std::size_t i = 0; i < tasks.size(); ++i)
      EXPECT_TRUE(writer.add(article(file, tasks[i], words[i])));
    written.articles = commit();
    return written;
  }

  std::filesystem::path folder_;
  site::SiteDefinition definition_;
  std::vector<SiteEntry> sites_;
  const StillClock clock_;
};

TEST_F(WriterRetry, GivesTheRowsThatOneTryGives) {
  File once(folder_ / "once.db"), twice(folder_ / "twice.db");
  const Written expected = write(once, nullptr, nullptr);
  // At the feed's own visit, when its articles were written already, and at the third article.
  const Written got =
      write(twice,
            "CREATE TRIGGER broken BEFORE INSERT ON _visit WHEN (SELECT count(*) FROM "
            "_visit) IN (0, 3) BEGIN SELECT "
            "RAISE(ABORT, 'injected'); END",
            "DROP TRIGGER broken");
  ASSERT_EQ(got.articles.size(), expected.articles.size());
  for (std::size_t i = 0; i < got.articles.size(); ++i) {
    EXPECT_EQ(got.articles[i].put.article_id, expected.articles[i].put.article_id);
    EXPECT_EQ(got.articles[i].put.duplicate_of, expected.articles[i].put.duplicate_of);
  }
  EXPECT_NE(expected.articles.back().put.duplicate_of, 0) << "one story";
  for (const char* table : {"articles", "_url", "_article_key", "_fingerprint", "_host", "fetches",
                            "field_sources", "_said", "_waiting"}) {
    EXPECT_EQ(twice.rows(table), once.rows(table)) << table;
  }
}

}  // namespace
}  // namespace tearsheet::crawl
