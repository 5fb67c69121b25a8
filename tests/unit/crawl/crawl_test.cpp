// Whole rounds against a real server on loopback.
#include "crawl/crawl.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "round_fixture.h"

namespace tearsheet::crawl {
namespace {

using testing::ElementsAre;
using testing::UnorderedElementsAre;

class Round : public WholeRound {};

TEST_F(Round, StoresEachArticleOnceAndAsksOnlyForTheSourceNextTime) {
  page("/robots.txt", "User-agent: *\nDisallow: /secret/\n", "text/plain");
  page("/", listing({"/news/1", "/news/2", "/news/1?utm_source=x", "/news/2#top"}));
  page("/news/1", article(1));
  page("/news/2", article(2));
  EXPECT_EQ(crawl().all.stored, 2);
  EXPECT_THAT(stored(), UnorderedElementsAre("/news/1", "/news/2"));
  const CrawlReport second = crawl();
  EXPECT_EQ(second.all.requests, 2);
  EXPECT_EQ(second.all.unchanged, 1);
  EXPECT_FALSE(server_.requests("/robots.txt").back().header("if-none-match").empty());
  EXPECT_EQ(server_.requests("/").back().header("if-none-match").empty(), false);
  EXPECT_EQ(asked()["/news/1"], 1);
}

TEST_F(Round, ASourceThatIsFreshIsNotAskedAgain) {
  server_.on("/", [](const test::Request&) {
    test::Response response;
    response.headers = {{"Cache-Control", "max-age=600"}};
    response.content_type = "text/html";
    response.body = listing({"/news/1"});
    return response;
  });
  page("/news/1", article(1));
  EXPECT_EQ(crawl().all.stored, 1);
  EXPECT_EQ(crawl().all.requests, 0);
}

TEST_F(Round, AFeedIsAskedAsOftenAsItSaysEvenAfterA304) {
  page("/news/1", article(1));
  const auto feed_page = [&](const std::string& hints) {
    page("/",
         "<rss version='2.0'><channel><title>T</title>" + hints + "<item><link>" +
             server_.url("/news/1") + "</link></item></channel></rss>",
         "application/rss+xml");
  };
  feed_page("");
  EXPECT_EQ(crawl().all.stored, 1);
  feed_page("<ttl>60</ttl>");
  EXPECT_GT(crawl().all.requests, 0);
  EXPECT_EQ(crawl().all.requests, 0);
}

TEST_F(Round, NeverAsksForWhatRobotsForbids) {
  page("/robots.txt", "User-agent: *\nDisallow: /secret/\n", "text/plain");
  page("/", listing({"/news/1", "/secret/2"}));
  page("/news/1", article(1));
  page("/secret/2", article(2));
  EXPECT_EQ(crawl().all.denied, 1);
  EXPECT_THAT(stored(), ElementsAre("/news/1"));
  EXPECT_EQ(asked().count("/secret/2"), 0U);
}

TEST_F(Round, UnreadableRobotsPutEverythingOff) {
  server_.on("/robots.txt", test::Response{.status = 500});
  page("/", listing({"/news/1"}));
  const CrawlReport report = crawl();
  EXPECT_EQ(report.sites[0].sources_failed, 1);
  EXPECT_EQ(asked().count("/"), 0U);
}

TEST_F(Round, AsksOneAtATime) {
  page("/", listing({"/news/1", "/news/2", "/news/3", "/news/4"}));
  for (int i = 1; i <= 4; ++i) page("/news/" + std::to_string(i), article(i));
  crawl();
  EXPECT_EQ(server_.most_at_once(), 1);
}

TEST_F(Round, FollowsPaginationAndStopsWhereTheArchiveIsKnown) {
  page("/", listing({"/news/1", "/news/2"}, "/page/2"));
  page("/page/2", listing({"/news/3", "/news/4"}, "/page/3"));
  page("/page/3", listing({"/news/5"}));
  for (int i = 1; i <= 6; ++i) page("/news/" + std::to_string(i), article(i));
  EXPECT_EQ(crawl().all.stored, 5);
  page("/", listing({"/news/6", "/news/1", "/news/2"}, "/page/2"));
  EXPECT_EQ(crawl().all.stored, 1);
  EXPECT_EQ(asked()["/page/2"], 2) << "asked for again, because the first page had news";
  EXPECT_EQ(asked()["/page/3"], 1) << "not: the second page is unchanged";
}

TEST_F(Round, AnEndlessPaginationEnds) {
  for (int i = 1; i <= 80; ++i) {
    const std::string path = i == 1 ? "/" : "/page/" + std::to_string(i);
    page(path, listing({"/news/" + std::to_string(i)}, "/page/" + std::to_string(i + 1)));
    page("/news/" + std::to_string(i), article(i));
  }
  const CrawlReport report = crawl("max_pages = 1000");
  EXPECT_LE(report.all.stored, options_.max_pagination + 1);
  ASSERT_FALSE(report.notes.empty());
  EXPECT_THAT(report.notes[0], testing::HasSubstr("goes on beyond"));
}

TEST_F(Round, APageBudgetLeavesTheRestForTheNextRun) {
  page("/", listing({"/news/1", "/news/2", "/news/3"}));
  for (int i = 1; i <= 3; ++i) page("/news/" + std::to_string(i), article(i));
  const CrawlReport first = crawl("max_pages = 2");
  EXPECT_TRUE(first.sites[0].out_of_pages);
  EXPECT_EQ(first.all.left_over, 2);
  EXPECT_EQ(crawl().all.stored, 2);
  EXPECT_EQ(stored().size(), 3U);
  EXPECT_EQ(asked()["/news/1"], 1);
}

TEST_F(Round, WhatIsNewGoesBeforeWhatWaitsSinceEarlierRuns) {
  std::vector<std::string> links;
  for (int i = 1; i <= 10; ++i) {
    links.push_back("/news/" + std::to_string(i));
    page(links.back(), article(i));
  }
  page("/", listing(links));
  crawl("max_pages = 3");
  EXPECT_THAT(stored(), UnorderedElementsAre("/news/1", "/news/2"));
  links.insert(links.begin(), "/news/99");
  page("/news/99", article(99));
  page("/", listing(links));
  crawl("max_pages = 2");
  EXPECT_THAT(stored(), UnorderedElementsAre("/news/1", "/news/2", "/news/99"));
  crawl("max_pages = 2");
  EXPECT_THAT(stored(), UnorderedElementsAre("/news/1", "/news/2", "/news/99", "/news/10"))
      << "of what waits, what was found last";
  crawl();
  EXPECT_EQ(stored().size(), 11U);
}

TEST_F(Round, ABacklogLeavesRoomForWhatIsNew) {
  std::vector<std::string> links;
  for (int i = 1; i <= 150; ++i) {  // more than a round takes up of a site with this budget
    links.push_back("/news/" + std::to_string(i));
    page(links.back(), article(i));
  }
  page("/", listing(links));
  crawl("max_pages = 1");
  links.insert(links.begin(), "/news/999");
  page("/news/999", article(999));
  page("/", listing(links));
  crawl("max_pages = 2");
  EXPECT_THAT(stored(), ElementsAre("/news/999"));
}

TEST_F(Round, ASiteFileThatIsRenamedTakesOverWhatWaits) {
  page("/", listing({"/news/1", "/news/2", "/news/3"}));
  for (int i = 1; i <= 3; ++i) page("/news/" + std::to_string(i), article(i));
  crawl("max_pages = 2");
  EXPECT_EQ(stored().size(), 1U);
  id_ = "harbour-times";
  EXPECT_EQ(crawl().all.stored, 2);
  EXPECT_EQ(stored().size(), 3U);
  EXPECT_EQ(asked()["/news/1"], 1);
}

TEST_F(Round, AStopBeforeTheStartFetchesNothingAndLosesNothing) {
  page("/", listing({"/news/1"}));
  page("/news/1", article(1));
  std::stop_source stop;
  stop.request_stop();
  EXPECT_TRUE(crawl({}, stop.get_token()).stopped);
  EXPECT_TRUE(server_.requests().empty());
  EXPECT_EQ(crawl().all.stored, 1);
}

TEST_F(Round, WhatFailedIsToldOnceAndTriedNextTime) {
  page("/", listing({"/news/1", "/news/2"}));
  server_.on("/news/1", test::Response{.status = 500});
  server_.on("/news/2", test::Response{.status = 500});
  const CrawlReport first = crawl();
  EXPECT_EQ(first.all.failed, 2);
  ASSERT_EQ(first.problems.size(), 1U);
  EXPECT_EQ(first.problems[0].count, 2);
  page("/news/1", article(1));
  page("/news/2", article(2));
  EXPECT_EQ(crawl().all.stored, 2);
}

TEST_F(Round, AHostThatAsksToBeLeftAloneDoesNotHoldUpTheRound) {
  page("/", listing({"/news/1", "/news/2", "/news/3"}));
  server_.on("/news/1", test::Response{.status = 503, .headers = {{"Retry-After", "3600"}}});
  page("/news/2", article(2));
  page("/news/3", article(3));
  const CrawlReport report = crawl();
  EXPECT_EQ(report.all.failed, 1);
  EXPECT_EQ(report.all.left_over, 2);
  ASSERT_EQ(report.problems.size(), 1U);
  EXPECT_THAT(report.problems[0].what, testing::HasSubstr("503"));
  EXPECT_EQ(asked().count("/news/2"), 0U);
}

TEST_F(Round, AGonePageIsNoFailureAndNotAskedForAgain) {
  page("/", listing({"/news/1"}));
  const CrawlReport report = crawl();
  EXPECT_EQ(report.all.gone, 1);
  EXPECT_EQ(report.all.failed, 0);
  crawl();
  EXPECT_EQ(asked()["/news/1"], 1);
}

TEST_F(Round, ARedirectToAKnownAddressIsNotFollowed) {
  page("/", listing({"/news/1", "/go/1"}));
  page("/news/1", article(1));
  server_.on("/go/1", test::Response{.status = 301, .headers = {{"Location", "/news/1"}}});
  EXPECT_EQ(crawl().all.stored, 1);
  EXPECT_EQ(asked()["/news/1"], 1);
}

TEST_F(Round, AMetaRefreshIsFollowedLikeARedirect) {
  page("/", listing({"/go/1", "/go/2", "/go/3"}));
  page("/go/1", "<title>.</title><meta http-equiv=refresh content='0; url=/news/1'>");
  page("/go/2", "<title>.</title><meta http-equiv=refresh content='2;URL=\"/news/1\"'>");
  page("/go/3", "<title>.</title><meta http-equiv=refresh content='0; url=/go/3#again'>");
  page("/news/1", article(1));
  EXPECT_EQ(crawl().all.stored, 1);
  EXPECT_EQ(asked()["/news/1"], 1);
  EXPECT_EQ(asked()["/go/3"], 1);
}

TEST_F(Round, ACanonicalAddressMakesTwoPagesOneRow) {
  page("/", listing({"/news/1", "/news/1-for-printers"}));
  page("/news/1", article(1));
  page("/news/1-for-printers", article(1, "<link rel=canonical href='/news/1'>"));
  crawl();
  EXPECT_THAT(stored(), ElementsAre("/news/1"));
}

TEST_F(Round, NoindexIsHonoured) {
  page("/", listing({"/news/1", "/news/2"}));
  page("/news/1", article(1, "<meta name=robots content=noindex>"));
  server_.on("/news/2",
             test::Response{.body = article(2), .headers = {{"X-Robots-Tag", "noindex"}}});
  EXPECT_EQ(crawl().all.denied, 2);
  EXPECT_THAT(stored(), ElementsAre());
}

TEST_F(Round, AChangedHeadlineInTheListingIsAReasonToAskAgain) {
  page("/", "<a class=story href='/news/1'>First headline</a>");
  page("/news/1", article(1));
  crawl();
  page("/", "<a class=story href='/news/1'>Corrected headline</a>");
  page("/news/1", article(2));
  EXPECT_EQ(crawl().all.updated, 1);
  page("/", "<a class=story href='/news/1'>Corrected headline</a><p>Weather</p>");
  crawl();
  EXPECT_EQ(asked()["/news/1"], 2) << "nothing new was said of it";
}

TEST_F(Round, ATrapIsRecognisedByItsPages) {
  std::vector<std::string> links = {"/news/1"};
  for (int day = 1; day <= 60; ++day) {
    links.push_back("/cal/" + std::to_string(day) + ".html");
    // Slow enough that the pages before have been read meanwhile, even on a busy machine.
    server_.on(
        links.back(),
        test::Response{.body = "<!DOCTYPE html><title>Events</title><h1>Events</h1><form></form>",
                       .pause = std::chrono::milliseconds(30)});
  }
  page("/", listing(links));
  page("/news/1", article(1));
  const CrawlReport report = crawl();
  EXPECT_THAT(stored(), ElementsAre("/news/1"));
  EXPECT_LT(report.all.requests, 60);
  ASSERT_FALSE(report.notes.empty());
  EXPECT_THAT(report.notes[0], testing::HasSubstr("a trap, a calendar: "));
}

TEST_F(Round, TheLedgerHoldsEveryRequest) {
  page("/", listing({"/news/1"}));
  page("/news/1", article(1));
  crawl();
  auto store = store::open_store(folder_ / "news.db", store::Access::kRead);
  std::int64_t requests = 0, overlaps = 0;
  ASSERT_TRUE((*store)->each_ledger_line([&](store::LedgerLine&& line) {
    requests += line.requests;
    overlaps += line.overlaps;
  }));
  EXPECT_EQ(requests, static_cast<std::int64_t>(server_.requests().size()));
  EXPECT_EQ(overlaps, 0);
}

// A page of an article of several, with the links to the others.
std::string part(int number, const std::string& pager) {
  std::string html = article(1);
  const std::string own = article(100 + number);
  const auto begin = html.find("<p>"), end = html.rfind("</p>") + 4;
  const auto from = own.find("<p>"), to = own.rfind("</p>") + 4;
  html.replace(begin, end - begin, own.substr(from, to - from));
  html.insert(html.rfind("</body>"), pager);
  return html;
}
std::string word_of(int number) {
  return "w" + std::to_string(((100 + number) * 7919) % 99991) + " ";
}

TEST_F(Round, JoinsThePagesOfAnArticle) {
  const std::string pager =
      "<div><a href='/news/1'>1</a> <a href='/news/1/2'>2</a> <a href='/news/1/3'>3</a></div>";
  page("/", listing({"/news/1", "/news/1/2"}));
  page("/news/1", part(1, pager));
  page("/news/1/2", part(2, pager));
  page("/news/1/3", part(3, pager));
  const CrawlReport report = crawl("[urls]\narticle = ['/news/\\d+$']\n");
  EXPECT_EQ(report.all.stored, 1);
  EXPECT_EQ(report.all.failed, 0);
  EXPECT_THAT(stored(), ElementsAre("/news/1"));
  const std::string body = body_of("/news/1");
  for (int number = 1; number <= 3; ++number)
    EXPECT_NE(body.find(word_of(number)), std::string::npos) << number;
  EXPECT_EQ(column("incomplete"), "");
  EXPECT_EQ(column("(SELECT count(*) FROM _raw_page WHERE article_id = articles.id)"), "3");
  EXPECT_EQ(column("json_array_length(parts)"), "3");
  EXPECT_EQ(asked()["/news/1/2"], 1);
  crawl("[urls]\narticle = ['/news/\\d+$']\n");
  EXPECT_EQ(asked()["/news/1/3"], 1);
}

TEST_F(Round, SaysWhatIsMissingOfAnArticleAndTriesAgain) {
  const std::string pager = "<div><a href='/news/1/2'>2</a> <a href='/news/1/3'>3</a></div>";
  page("/", listing({"/news/1"}));
  page("/news/1", part(1, pager));
  page("/news/1/2", part(2, pager));
  server_.on("/news/1/3", [](const test::Request&) {
    test::Response response;
    response.status = 500;
    return response;
  });
  CrawlReport report = crawl();
  EXPECT_EQ(report.all.stored, 1);
  EXPECT_EQ(report.all.failed, 1);
  EXPECT_NE(column("incomplete").find("page 3 is missing"), std::string::npos);
  EXPECT_NE(body_of("/news/1").find(word_of(2)), std::string::npos);

  page("/news/1/3", part(3, pager));
  make_due();
  report = crawl();
  EXPECT_EQ(report.all.failed, 0);
  EXPECT_EQ(column("incomplete"), "");
  EXPECT_NE(body_of("/news/1").find(word_of(3)), std::string::npos);
}

TEST_F(Round, APageThatRobotsForbidEndsTheArticleForGood) {
  page("/robots.txt", "User-agent: *\nDisallow: /news/1/\n", "text/plain");
  page("/", listing({"/news/1"}));
  page("/news/1", part(1, "<div><a href='/news/1/2'>2</a></div>"));
  const CrawlReport report = crawl();
  EXPECT_EQ(report.all.stored, 1);
  EXPECT_EQ(asked().count("/news/1/2"), 0U);
  EXPECT_NE(column("incomplete").find("page 2 is missing"), std::string::npos);
  make_due();
  crawl();
  EXPECT_EQ(asked()["/news/1"], 1);
}

TEST_F(Round, LeavesOutADescriptionThatTheWholeSiteHas) {
  const std::string meta =
      "<meta name=description content='All the news of the harbour, every day and night'>";
  std::string home = listing({"/news/1"});
  home.insert(home.find("</head>"), meta);
  page("/", home);
  page("/news/1", article(1, meta));
  crawl();
  EXPECT_EQ(column("summary").substr(0, 1), "w");
  EXPECT_EQ(column("(SELECT source FROM field_sources WHERE field = 'summary')"), "auto");
}

}  // namespace
}  // namespace tearsheet::crawl
