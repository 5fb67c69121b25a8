#include "crawl/frontier.h"

#include <gtest/gtest.h>

namespace tearsheet::crawl {
namespace {

using std::chrono::milliseconds;
constexpr SteadyTime kStart{std::chrono::hours(1)};

Task task(const char* address, store::UrlKind kind = store::UrlKind::kArticle) {
  Task task;
  task.url = task.at = *url::Url::parse(address);
  task.found.kind = kind;
  task.found.url = address;
  return task;
}

TEST(Frontier, SourcesGoBeforeArticles) {
  Frontier frontier;
  frontier.add(task("http://a.example/article"));
  frontier.add(task("http://a.example/", store::UrlKind::kListing));
  EXPECT_EQ(frontier.take(kStart)->second.url.path(), "/");
}

TEST(Frontier, NewArticlesGoBeforeThoseThatWait) {
  Frontier frontier;
  Task old = task("http://a.example/old");
  old.is_backlog = true;
  frontier.add(std::move(old));
  frontier.add(task("http://a.example/new"));
  EXPECT_EQ(frontier.take(kStart)->second.url.path(), "/new");
}

// An article that was never asked for is kept by its parts, any other whole.
TEST(Frontier, WhatWaitedComesBackAsItWas) {
  const site::Source source;
  Task plain = task("http://a.example/plain");
  plain.url_id = 7;
  plain.site = 3;
  plain.source = &source;
  plain.shape = 99;
  plain.is_backlog = true;
  plain.found.key = 5;
  plain.found.hint.title = "A headline";
  Task tried = plain;
  tried.attempts = 2;
  tried.hops = 1;
  tried.at = *url::Url::parse("http://a.example/behind-a-redirect");
  tried.passed = {11};
  store::Visit failed;
  failed.status = 503;
  tried.before = std::make_shared<const store::Visit>(failed);
  for (const Task& each : {plain, tried}) {
    Frontier frontier;
    frontier.add(each);
    const Task back = frontier.take(kStart)->second;
    EXPECT_EQ(back.url_id, 7);
    EXPECT_EQ(back.site, 3U);
    EXPECT_EQ(back.source, &source);
    EXPECT_EQ(back.shape, 99U);
    EXPECT_TRUE(back.is_backlog);
    EXPECT_EQ(back.found.key, 5U);
    EXPECT_EQ(back.found.hint.title, "A headline");
    EXPECT_EQ(back.url, each.url);
    EXPECT_EQ(back.at, each.at);
    EXPECT_EQ(back.attempts, each.attempts);
    EXPECT_EQ(back.hops, each.hops);
    EXPECT_EQ(back.passed, each.passed);
    EXPECT_EQ(back.before ? back.before->status : 0, each.before ? 503 : 0);
  }
}

std::vector<std::string> order(Frontier& frontier) {
  std::vector<std::string> paths;
  while (auto taken = frontier.take(kStart)) {
    paths.emplace_back(taken->second.url.path());
    frontier.back(taken->first, kStart);
  }
  return paths;
}

TEST(Frontier, ArticlesGoByTheirAnnouncedDate) {
  struct Row {
    const char* path;
    const char* published;
    const char* modified;
    const char* origin;
    bool is_backlog;
  };
  const Row rows[] = {{"/4", "2026-03-01", "", "feed", false},
                      {"/3", "2026-03-01T08:00:00Z", "", "feed", false},
                      {"/5", "", "2020-01-01", "sitemap", false},
                      {"/2", "2026-01-01", "2026-03-02", "feed", false},
                      {"/6", "", "", "sitemap", false},
                      {"/1", "", "", "listing", false},
                      {"/9", "", "", "listing", true},
                      {"/8", "2026-02-01", "", "feed", true},
                      {"/7", "2026-02-02", "", "feed", true}};
  Frontier frontier;
  for (const Row& row : rows) {
    Task one = task((std::string("http://a.example") + row.path).c_str());
    one.found.hint.published = dates::parse_iso8601(row.published);
    one.found.hint.modified = dates::parse_iso8601(row.modified);
    one.found.hint.origin = row.origin;
    one.is_backlog = row.is_backlog;
    frontier.add(std::move(one));
  }
  EXPECT_EQ(order(frontier),
            (std::vector<std::string>{"/1", "/2", "/3", "/4", "/5", "/6", "/7", "/8", "/9"}));
}

TEST(Frontier, AnArchivesSitemapsGoBetweenTheArticles) {
  Frontier frontier;
  for (int i = 0; i < 6; ++i) {
    frontier.add(task(("http://a.example/a" + std::to_string(i)).c_str()));
    Task sitemap =
        task(("http://a.example/s" + std::to_string(i)).c_str(), store::UrlKind::kSitemap);
    sitemap.found.depth = 1;
    if (i < 3) frontier.add(std::move(sitemap));
  }
  EXPECT_EQ(order(frontier), (std::vector<std::string>{"/s0", "/a0", "/a1", "/a2", "/a3", "/s1",
                                                       "/a4", "/a5", "/s2"}));
}

TEST(Frontier, AnArchivesSitemapsGoByTheirDate) {
  struct Row {
    const char* path;
    const char* modified;
    bool is_backlog;
  };
  const Row rows[] = {
      {"/4", "", true}, {"/2", "2010-01-01", true}, {"/3", "", false}, {"/1", "2026-03-01", false}};
  Frontier frontier;
  for (const Row& row : rows) {
    Task one = task((std::string("http://a.example") + row.path).c_str(), store::UrlKind::kSitemap);
    one.found.depth = 2;
    one.found.hint.modified = dates::parse_iso8601(row.modified);
    one.is_backlog = row.is_backlog;
    frontier.add(std::move(one));
  }
  EXPECT_EQ(order(frontier), (std::vector<std::string>{"/1", "/2", "/3", "/4"}));
}

TEST(Frontier, ManySourcesLetAnArticleThrough) {
  Frontier frontier;
  for (int i = 0; i < kSourcesInARow + 2; ++i)
    frontier.add(task("http://a.example/s", store::UrlKind::kListing));
  frontier.add(task("http://a.example/a"));
  const std::vector<std::string> got = order(frontier);
  EXPECT_EQ(got[kSourcesInARow], "/a");
  EXPECT_EQ(got.size(), static_cast<std::size_t>(kSourcesInARow + 3));
}

struct ArchiveRow {
  const char* name;
  site::SourceKind source;
  store::UrlKind kind;
  int depth;
  bool is_of_archive;
};
void PrintTo(const ArchiveRow& row, std::ostream* out) {
  *out << row.name;
}
class Archive : public testing::TestWithParam<ArchiveRow> {};

TEST_P(Archive, IsWhatAnIndexNames) {
  site::Source source;
  source.kind = GetParam().source;
  Task one = task("http://a.example/s", GetParam().kind);
  one.source = &source;
  one.found.depth = GetParam().depth;
  EXPECT_EQ(is_of_archive(one), GetParam().is_of_archive);
}

INSTANTIATE_TEST_SUITE_P(
    Rows, Archive,
    testing::Values(
        ArchiveRow{"NamedByTheSiteFile", site::SourceKind::kSitemap, store::UrlKind::kSitemap, 0,
                   false},
        ArchiveRow{"ItsChild", site::SourceKind::kSitemap, store::UrlKind::kSitemap, 1, true},
        ArchiveRow{"OfRobots", site::SourceKind::kAuto, store::UrlKind::kSitemap, 1, false},
        ArchiveRow{"ChildOfThat", site::SourceKind::kAuto, store::UrlKind::kSitemap, 2, true},
        ArchiveRow{"Feed", site::SourceKind::kAuto, store::UrlKind::kFeed, 1, false},
        ArchiveRow{"Pagination", site::SourceKind::kListing, store::UrlKind::kListing, 3, false}),
    [](const auto& row) { return std::string(row.param.name); });

TEST(Frontier, RechecksGoLast) {
  Frontier frontier;
  Task recheck = task("http://a.example/old");
  recheck.is_recheck = true;
  frontier.add(std::move(recheck));
  EXPECT_EQ(frontier.waiting(), 1U);
  frontier.add(task("http://a.example/new"));
  for (const char* path : {"/new", "/old"}) {
    const auto taken = frontier.take(kStart);
    ASSERT_TRUE(taken);
    EXPECT_EQ(taken->second.url.path(), path);
    frontier.back(taken->first, kStart);
  }
}

TEST(Frontier, AHostThatIsAwayGivesNothing) {
  Frontier frontier;
  frontier.add(task("http://a.example/1"));
  frontier.add(task("http://a.example/2"));
  const auto first = frontier.take(kStart);
  EXPECT_FALSE(frontier.take(kStart));
  frontier.back(first->first, kStart + milliseconds(100));
  EXPECT_FALSE(frontier.take(kStart + milliseconds(99)));
  EXPECT_EQ(frontier.take(kStart + milliseconds(100))->second.url.path(), "/2");
}

TEST(Frontier, PortsOfOneNameAreOneHost) {
  Frontier frontier;
  frontier.add(task("http://a.example:81/1"));
  frontier.add(task("http://a.example:82/2"));
  EXPECT_TRUE(frontier.take(kStart));
  EXPECT_FALSE(frontier.take(kStart));
}

TEST(Frontier, TheHostThatWaitedLongestIsNext) {
  Frontier frontier;
  for (const char* address :
       {"http://a.example/1", "http://a.example/2", "http://b.example/1", "http://b.example/2"})
    frontier.add(task(address));
  const auto a = frontier.take(kStart);
  const auto b = frontier.take(kStart);
  frontier.back(b->first, kStart + milliseconds(1));
  frontier.back(a->first, kStart + milliseconds(2));
  EXPECT_EQ(frontier.take(kStart + milliseconds(5))->second.url.host(), "b.example");
}

TEST(Frontier, WhatIsPutBackIsNext) {
  Frontier frontier;
  frontier.add(task("http://a.example/1"));
  frontier.add(task("http://a.example/2"));
  auto taken = frontier.take(kStart);
  frontier.put_back(std::move(taken->second));
  frontier.back(taken->first, kStart);
  EXPECT_EQ(frontier.take(kStart)->second.url.path(), "/1");
}

TEST(Frontier, AnAddressThatWaitsIsKeptOnce) {
  Frontier frontier;
  Task hop = task("http://a.example/1");
  hop.at = *url::Url::parse("http://a.example/2");
  hop.hops = 1;
  frontier.add(task("http://a.example/0"));
  frontier.add(std::move(hop));
  std::vector<Task> all = frontier.drop_all();
  ASSERT_EQ(all.size(), 2U);
  EXPECT_TRUE(all[0].url.empty());
  all[0].unfold();
  EXPECT_EQ(all[0].url.path(), "/0");
  EXPECT_EQ(all[0].at.path(), "/0");
  EXPECT_EQ(all[1].at.path(), "/2") << "a hop is nowhere else";
}

TEST(Frontier, DroppingAHostLeavesTheOthers) {
  Frontier frontier;
  frontier.add(task("http://a.example/1"));
  frontier.add(task("http://b.example/1"));
  EXPECT_EQ(frontier.drop(frontier.host_of(*url::Url::parse("http://a.example/"))).size(), 1U);
  EXPECT_EQ(frontier.waiting(), 1U);
  EXPECT_EQ(frontier.take(kStart)->second.url.host(), "b.example");
  EXPECT_FALSE(frontier.next_ready());
}

}  // namespace
}  // namespace tearsheet::crawl
