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
