// Sources that move, that name things which are no pages, that announce feeds in every way.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "crawl/site_turn.h"
#include "round_fixture.h"

namespace tearsheet::crawl {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::UnorderedElementsAre;

class Sources : public WholeRound {
 protected:
  void move(const std::string& from, const std::string& to, int status = 301) {
    server_.on(from, test::Response{.status = status, .headers = {{"Location", to}}});
  }
  std::string moved_note(const CrawlReport& report) const {
    return report.sites.at(0).remark.find("moved for good") == std::string::npos
               ? std::string()
               : report.sites.at(0).remark;
  }
  /// The If-None-Match of each request.
  std::vector<bool> conditional(const std::string& path) {
    std::vector<bool> are;
    for (const test::Request& request : server_.requests(path))
      are.push_back(!request.header("if-none-match").empty());
    return are;
  }
  static std::string rss(const std::string& items) {
    return "<rss version='2.0'><channel><title>T</title>" + items + "</channel></rss>";
  }
  /// The fixture's source at "/" is a feed.
  void feed(const std::string& items) { page("/", rss(items), "application/rss+xml"); }
};

TEST_F(Sources, ValidatorsGoToTheAddressThatGaveThem) {
  move("/", "/hop", 302);
  move("/hop", "/en/", 302);
  page("/en/", listing({"/news/1"}));
  page("/news/1", article(1));
  EXPECT_EQ(crawl().all.stored, 1);
  EXPECT_EQ(crawl().all.unchanged, 1);
  EXPECT_EQ(crawl().all.unchanged, 1) << "a 304 keeps whose they are";
  EXPECT_THAT(conditional("/"), ElementsAre(false, false, false));
  EXPECT_THAT(conditional("/hop"), ElementsAre(false, false, false));
  EXPECT_THAT(conditional("/en/"), ElementsAre(false, true, true));
  move("/hop", "/fr/", 302);
  page("/fr/", listing({"/news/1"}));
  static_cast<void>(crawl());
  EXPECT_THAT(conditional("/fr/"), ElementsAre(false));
}

TEST_F(Sources, ARedirectThatSays304ToAnyValidatorHidesNothing) {
  server_.on("/", [](const test::Request& request) {
    test::Response response;
    response.status = request.header("if-none-match").empty() ? 302 : 304;
    response.headers = {{"Location", "/feed"}};
    return response;
  });
  page("/feed", listing({"/news/1"}));
  page("/news/1", article(1));
  EXPECT_EQ(crawl().all.stored, 1);
  page("/feed", listing({"/news/2", "/news/1"}));
  page("/news/2", article(2));
  EXPECT_EQ(crawl().all.stored, 1);
}

TEST_F(Sources, APermanentMoveIsToldOnceAndRemembered) {
  move("/", "/hop", 308);
  move("/hop", "/new", 301);
  page("/new", listing({"/news/1"}));
  page("/news/1", article(1));
  const std::string told = moved_note(crawl());
  EXPECT_THAT(told, HasSubstr("write url = \"" + server_.url("/new") + "\" in harbour.toml"));
  EXPECT_EQ(moved_note(crawl()), "");
  server_.on("/", test::Response{.status = 404});
  page("/new", listing({"/news/2", "/news/1"}));
  page("/news/2", article(2));
  const CrawlReport report = crawl();
  EXPECT_EQ(report.all.stored, 1) << "it lives on where it moved";
  EXPECT_EQ(report.sites.at(0).sources_failed, 0);
  EXPECT_EQ(moved_note(report), "");
  move("/", "/newest");
  page("/newest", listing({"/news/1"}));
  EXPECT_THAT(moved_note(crawl()), HasSubstr("/newest"));
}

TEST_F(Sources, ATemporaryRedirectIsNoMove) {
  move("/", "/hop", 302);
  move("/hop", "/new", 301);
  page("/new", listing({"/news/1"}));
  page("/news/1", article(1));
  EXPECT_EQ(moved_note(crawl()), "");
  server_.on("/", test::Response{.status = 404});
  EXPECT_EQ(crawl().sites.at(0).sources_failed, 1);
}

TEST_F(Sources, AnEntryThatNamesNoPageIsLeftOutAndSaid) {
  page("/news/1", article(1));
  const std::string text = "<description>" + std::string(300, 'a') + "</description>";
  feed("<item><title>A</title><link>/news/1</link></item><item><title>No link</title>" + text +
       "</item><item><title>Mail</title><link>mailto:a@harbour.example</link></item>"
       "<item><title>Top</title><link>#</link></item><item><title>Bad</title>"
       "<link>http://[</link></item><item><guid isPermaLink='false'>7</guid>" +
       text + "</item>");
  const CrawlReport report = crawl();
  EXPECT_THAT(stored(), ElementsAre("/news/1"));
  EXPECT_EQ(asked()["/"], 1);
  EXPECT_THAT(report.notes, testing::Contains(HasSubstr("5 of 6 entries")));
}

TEST_F(Sources, ACutFeedIsSaid) {
  page("/news/1", article(1));
  page("/", "<rss><channel><item><link>/news/1</link></item><item><title>The ha",
       "application/rss+xml");
  EXPECT_THAT(crawl().notes, testing::Contains(HasSubstr("cut off")));
  EXPECT_THAT(stored(), ElementsAre("/news/1"));
}

TEST_F(Sources, ADeadOneIsAskedMoreRarelyAndItsTroubleGoesOn) {
  server_.on("/", test::Response{.status = 404});
  std::vector<int> runs;
  for (int i = 0; i < 4; ++i) {
    const CrawlReport report = crawl();
    EXPECT_EQ(report.sites.at(0).sources_failed, 1);
    ASSERT_EQ(report.problems.size(), 1U);
    runs.push_back(report.problems.at(0).runs);
  }
  EXPECT_THAT(runs, ElementsAre(1, 2, 3, 4));
  EXPECT_EQ(asked()["/"], 2);
  page("/", listing({"/news/1"}));
  page("/news/1", article(1));
  clock_.advance(std::chrono::hours(1));
  const CrawlReport report = crawl();
  EXPECT_EQ(report.all.stored, 1);
  EXPECT_TRUE(report.problems.empty());
}

TEST_F(Sources, TheOlderPagesOfAFeedAreFollowedOverAGap) {
  const auto paged = [](const std::string& next, const std::vector<int>& numbers) {
    std::string items = next.empty() ? "" : "<atom:link rel='next' href='" + next + "'/>";
    for (const int number : numbers)
      items += "<item><link>/news/" + std::to_string(number) + "</link></item>";
    return items;
  };
  for (int i = 0; i < 12; ++i) page("/news/" + std::to_string(i), article(i));
  const auto older = [&](const std::string& path, const std::string& next,
                         const std::vector<int>& numbers) {
    page(path, rss(paged(next, numbers)), "application/rss+xml");
  };
  feed(paged("/feed/2", {3, 2}));
  older("/feed/2", "", {1, 0});
  EXPECT_EQ(crawl().all.stored, 2);
  EXPECT_EQ(asked()["/feed/2"], 0) << "the archive of a new feed is not wanted";
  feed(paged("/feed/2", {4, 3}));
  EXPECT_EQ(crawl().all.stored, 1);
  EXPECT_EQ(asked()["/feed/2"], 0) << "no gap";
  feed(paged("/feed/2", {11, 10}));
  older("/feed/2", "/feed/3", {9, 8});
  older("/feed/3", "/feed/4", {7, 4});
  older("/feed/4", "", {3, 2});
  EXPECT_EQ(crawl().all.stored, 5);
  EXPECT_EQ(asked()["/feed/3"], 1);
  EXPECT_EQ(asked()["/feed/4"], 0) << "what is known is reached";
  static_cast<void>(crawl());
  EXPECT_EQ(asked()["/feed/2"], 1) << "they are no sources of their own";
}

TEST_F(Sources, AnArchivesSitemapsTakeAShareAndTheNewestGoesFirst) {
  std::string index, urls;
  for (int i = 0; i < 12; ++i) {
    index +=
        "<sitemap><loc>/m/" + std::to_string(i) + "</loc><lastmod>2010-01-01</lastmod></sitemap>";
    urls += "<url><loc>" + server_.url("/news/" + std::to_string(i)) + "</loc></url>";
    page("/m/" + std::to_string(i), "<urlset></urlset>", "text/xml");
    page("/news/" + std::to_string(i), article(i));
  }
  index += "<sitemap><loc>/m/new</loc><lastmod>2026-02-01</lastmod></sitemap>";
  page("/", "<sitemapindex>" + index + "</sitemapindex>", "text/xml");
  page("/m/new", "<urlset>" + urls + "</urlset>", "text/xml");
  options_.max_pages = 8;
  const CrawlReport report = crawl();
  EXPECT_EQ(report.all.stored, 5);
  EXPECT_TRUE(report.sites.at(0).out_of_pages);
  int sitemaps = 0;
  for (const auto& [path, count] : asked()) sitemaps += path.starts_with("/m/") ? count : 0;
  EXPECT_EQ(sitemaps, 8 / kArchiveShare);
  EXPECT_EQ(asked()["/m/new"], 1);
  EXPECT_GE(crawl().all.stored, 5) << "what was left follows";
}

TEST_F(Sources, AFeedOrSitemapIsNoArticle) {
  page("/", listing({"/news/1", "/feed", "/map"}));
  page("/news/1", article(1));
  std::string items;
  for (int i = 0; i < 9; ++i) {
    items += "<item><title>The harbour board met for the " + std::to_string(i) +
             ". time</title><description>" + std::string(200, 'a') +
             " and went home.</description>" + "<link>/x</link></item>";
  }
  page("/feed", rss(items), "text/html");
  page("/map", "<urlset><url><loc>/x</loc></url></urlset>", "text/html");
  EXPECT_EQ(crawl().all.not_articles, 2);
  EXPECT_THAT(stored(), ElementsAre("/news/1"));
}

}  // namespace
}  // namespace tearsheet::crawl
