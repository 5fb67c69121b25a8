// Stored articles that are asked for again: because they are young, because a source says something
// new of them, because they moved or are gone.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <numeric>

#include "crawl/plan/recheck.h"
#include "crawl/writer_stage.h"
#include "round_fixture.h"

namespace tearsheet::crawl {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using testing::ElementsAre;
using testing::UnorderedElementsAre;

class Revisit : public WholeRound {
 protected:
  // Published at the first call.
  std::string young(int number) { return article(number, {}, born_); }
  void move_to(const std::string& from, const std::string& to) {
    server_.on(from, test::Response{.status = 301, .headers = {{"Location", to}}});
  }
  std::size_t whole_answers(const std::string& path) {
    const auto requests = server_.requests(path);
    return static_cast<std::size_t>(std::count_if(
        requests.begin(), requests.end(),
        [](const test::Request& request) { return request.header("if-none-match").empty(); }));
  }
  const std::string born_ = to_iso8601(SystemClock().now());
};

TEST_F(Revisit, AYoungArticleIsCheckedEverMoreRarelyAndOnlyConditionally) {
  page("/", listing({"/news/1"}));
  page("/news/1", young(1));
  EXPECT_EQ(crawl().all.stored, 1);
  std::vector<int> checked_at;  // hours after
  for (int hour = 1; hour <= 24 * 8; ++hour) {
    clock_.advance(hours(1));
    const int before = asked()["/news/1"];
    crawl();
    if (asked()["/news/1"] > before) checked_at.push_back(hour);
  }
  EXPECT_GE(checked_at.size(), 5U);
  EXPECT_LE(checked_at.size(), 6U);
  EXPECT_LE(checked_at[0], 2);
  EXPECT_LE(checked_at.back(), 4 * 24);
  for (std::size_t i = 2; i < checked_at.size(); ++i)
    EXPECT_GT(checked_at[i] - checked_at[i - 1], checked_at[i - 1] - checked_at[i - 2]);
  EXPECT_EQ(whole_answers("/news/1"), 1U);
  EXPECT_EQ(column("version"), "1");
}

TEST_F(Revisit, FindsAnEditThatNoSourceTellsOf) {
  page("/", listing({"/news/1"}));
  page("/news/1", young(1));
  crawl();
  std::string edited = young(1);
  edited.insert(edited.find("</article>"),
                "<p>Correction: the harbour is older than was said.</p>");
  page("/news/1", edited);
  clock_.advance(minutes(80));
  EXPECT_EQ(crawl().all.updated, 1);
  EXPECT_EQ(column("version"), "2");
  // The edit begins the series anew.
  clock_.advance(minutes(80));
  crawl();
  EXPECT_EQ(asked()["/news/1"], 3);
}

TEST_F(Revisit, AnOldArticleOrOneWithoutValidatorsIsNotChecked) {
  page("/", listing({"/news/1", "/news/2"}));
  page("/news/1", article(1));  // of another year
  server_.on("/news/2", test::Response{.body = young(2)});
  EXPECT_EQ(crawl().all.stored, 2);
  clock_.advance(hours(2));
  crawl();
  EXPECT_EQ(asked()["/news/1"], 1);
  EXPECT_EQ(asked()["/news/2"], 1);
}

TEST_F(Revisit, AServerThatSendsEverythingWholeIsNotAskedForMore) {
  std::vector<std::string> links;
  for (int i = 1; i <= 12; ++i) {
    links.push_back("/news/" + std::to_string(i));
    // A tag that nothing is ever compared with; slow enough that the answers before have been
    // stored meanwhile, even on a busy machine.
    server_.on(links.back(), test::Response{.body = young(i),
                                            .headers = {{"ETag", "\"x\""}},
                                            .pause = std::chrono::milliseconds(100)});
  }
  page("/", listing(links));
  EXPECT_EQ(crawl("max_pages = 100").all.stored, 12);
  const auto articles_asked = [&] {
    const auto counts = asked();
    return std::accumulate(counts.begin(), counts.end(), 0, [](int sum, const auto& count) {
      return count.first.starts_with("/news/") ? sum + count.second : sum;
    });
  };
  clock_.advance(hours(2));
  const CrawlReport report = crawl("max_pages = 100");
  EXPECT_GE(articles_asked() - 12, kUselessRechecks);
  EXPECT_LE(articles_asked() - 12, kUselessRechecks + 3) << "some may be under way already";
  EXPECT_EQ(report.all.left_over, 0);
  EXPECT_FALSE(report.sites[0].out_of_pages);
  EXPECT_EQ(column("max(version)"), "1");
}

TEST_F(Revisit, ChecksAreAFifthOfTheBudgetAndGoLast) {
  std::vector<std::string> links;
  for (int i = 1; i <= 8; ++i) {
    links.push_back("/news/" + std::to_string(i));
    page(links.back(), young(i));
  }
  page("/", listing(links));
  EXPECT_EQ(crawl("max_pages = 20").all.stored, 8);
  clock_.advance(hours(2));
  links.insert(links.begin(), "/news/9");
  page("/", listing(links));
  page("/news/9", young(9));
  const std::size_t before = server_.requests().size();
  const CrawlReport report = crawl("max_pages = 20");
  std::vector<std::string> now;
  for (const test::Request& request : server_.requests()) now.push_back(request.target);
  now.erase(now.begin(), now.begin() + static_cast<std::ptrdiff_t>(before));
  std::erase(now, "/robots.txt");
  ASSERT_EQ(now.size(), 2U + 4U) << "the listing, the new article, 20 / kRecheckShare";
  EXPECT_EQ(now[1], "/news/9");
  EXPECT_EQ(now[2], "/news/8") << "the ones found last count more";
  EXPECT_EQ(report.all.left_over, 0);
  EXPECT_FALSE(report.sites[0].out_of_pages);
}

// Nothing is missing if a re-check finds no room.
TEST_F(Revisit, ABudgetThatIsSpentLeavesNoCheckOver) {
  page("/", listing({"/news/1", "/news/2"}));
  page("/news/1", young(1));
  page("/news/2", young(2));
  EXPECT_EQ(crawl("max_pages = 10").all.stored, 2);
  clock_.advance(hours(2));
  const CrawlReport report = crawl("max_pages = 1");
  EXPECT_EQ(report.all.left_over, 0);
  EXPECT_FALSE(report.sites[0].out_of_pages);
}

std::string feed(const std::string& link, const std::string& fields) {
  return "<rss version='2.0'><channel><title>T</title><item><link>" + link + "</link>" + fields +
         "</item></channel></rss>";
}

TEST_F(Revisit, EachSourceIsComparedWithItself) {
  more_sources_ = "\n[[source]]\nkind = \"feed\"\nurl = \"" + server_.url("/feed") +
                  "\"\n[[source]]\nkind = \"sitemap\"\nurl = \"" + server_.url("/map.xml") + "\"\n";
  const auto feed_page = [&](const std::string& fields) {
    page("/feed", feed(server_.url("/news/1"), fields), "application/rss+xml");
  };
  const auto map_page = [&](const std::string& date) {
    page("/map.xml",
         "<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'><url><loc>" +
             server_.url("/news/1") + "</loc><lastmod>" + date + "</lastmod></url></urlset>",
         "application/xml");
  };
  page("/", "<a class=story href='/news/1'>A cut headline ...</a>");
  feed_page("<title>A cut headline in full</title><description>A teaser.</description>");
  map_page("2025-11-14T10:00:00Z");
  page("/news/1", article(1));
  EXPECT_EQ(crawl().all.stored, 1);
  const auto asked_by = [&](const std::string& what) {
    const int before = asked()["/news/1"];
    crawl();
    EXPECT_LE(asked()["/news/1"] - before, 1) << what;
    return asked()["/news/1"] > before;
  };
  EXPECT_FALSE(asked_by("nothing new; the three word it differently"));
  page("/", "<a class=story href='/news/1'>Another headline ...</a>");
  EXPECT_TRUE(asked_by("the listing's headline"));
  EXPECT_FALSE(asked_by("that again"));
  feed_page("<title>A cut headline in full</title><description>Another teaser.</description>");
  EXPECT_TRUE(asked_by("the feed's teaser"));
  map_page("2025-11-14T12:00:00Z");
  EXPECT_TRUE(asked_by("the sitemap's date of change"));
  EXPECT_EQ(whole_answers("/news/1"), 1U) << "none of them was a reason to send it again";
}

TEST_F(Revisit, ATemplateThatChangesIsNoReason) {
  const auto home = [](int hours_ago) {
    std::string html = "<!DOCTYPE html><html><body>";
    for (int i = 1; i <= 8; ++i) {
      const std::string number = std::to_string(i);
      html += "<p><a class=story href='/news/" + number + "'>Story " + number + ", " +
              std::to_string(hours_ago) + " comments</a></p>";
    }
    return html;
  };
  for (int i = 1; i <= 8; ++i) page("/news/" + std::to_string(i), article(i));
  page("/", home(1));
  EXPECT_EQ(crawl().all.stored, 8);
  page("/", home(2));
  const CrawlReport report = crawl();
  EXPECT_EQ(report.all.requests, 2) << "robots.txt and the listing";
}

// What was said is written down with the answer that said it.
TEST_F(Revisit, WhatASourceSaidOutlivesABudgetThatIsSpent) {
  page("/", "<a class=story href='/news/1'>First headline</a>");
  page("/news/1", article(1));
  crawl();
  page("/", "<a class=story href='/news/1'>Corrected headline</a>");
  page("/news/1", article(2));
  const CrawlReport cut = crawl("max_pages = 1");
  EXPECT_EQ(cut.all.updated, 0);
  EXPECT_EQ(cut.all.left_over, 1);
  EXPECT_EQ(crawl("max_pages = 10").all.updated, 1) << "though the listing answers 304";
}

TEST_F(Revisit, AFailureDoesNotForgetWhatASourceSaid) {
  page("/", "<a class=story href='/news/1'>First headline</a>");
  page("/news/1", article(1));
  crawl();
  page("/", "<a class=story href='/news/1'>Corrected headline</a>");
  server_.on("/news/1", test::Response{.status = 503});
  EXPECT_EQ(crawl().all.failed, 1);
  page("/news/1", article(2));
  clock_.advance(hours(2));
  EXPECT_EQ(crawl().all.updated, 1);
}

// stop_when_known ends the search for what is new, not the look at what was changed.
TEST_F(Revisit, LooksBackBehindTheKnownOnes) {
  listing_rules_ = "stop_when_known = 2\n";
  const auto link = [](int i, bool edited = false) {
    const std::string number = std::to_string(i);
    return "<p><a class=story href='/news/" + number + "'>Story " + number +
           (edited ? ", corrected" : "") + "</a></p>";
  };
  const auto pages = [&](int edited, int newest) {
    const int per_page = 10;
    for (int number = 0; number < newest / per_page + 1; ++number) {
      std::string html = "<!DOCTYPE html><html><body>";
      for (int i = newest - number * per_page; i > newest - (number + 1) * per_page && i > 0; --i)
        html += link(i, i == edited);
      html += "<a class=next href='/page/" + std::to_string(number + 2) + "'>Next</a>";
      page(number == 0 ? "/" : "/page/" + std::to_string(number + 1), html);
    }
  };
  const int count = kLookBack + 50;
  for (int i = 1; i <= count + 1; ++i) page("/news/" + std::to_string(i), article(i));
  pages(0, count);
  EXPECT_EQ(crawl("max_pages = 1000").all.stored, count);
  const std::string edited = "/news/" + std::to_string(count - kLookBack / 2);
  pages(count - kLookBack / 2, count + 1);
  page(edited, article(9999));
  EXPECT_EQ(crawl("max_pages = 1000").all.stored, 1);
  EXPECT_EQ(asked()[edited], 2);
  // Far beyond kLookBack nobody looks.
  EXPECT_EQ(asked()["/page/" + std::to_string(kLookBack / 10 + 3)], 1);
}

// What stood on the last page moved to one that was not there before.
TEST_F(Revisit, LooksAtThePageThatTheArchiveGrewBy) {
  listing_rules_ = "stop_when_known = 2\n";
  for (int i = 1; i <= 7; ++i) page("/news/" + std::to_string(i), article(i));
  page("/", listing({"/news/6", "/news/5", "/news/4"}, "/page/2"));
  page("/page/2",
       "<a class=story href='/news/3'>3</a><a class=story href='/news/2'>2</a>"
       "<a class=story href='/news/1'>First</a>");
  EXPECT_EQ(crawl().all.stored, 6);
  page("/", listing({"/news/7", "/news/6", "/news/5"}, "/page/2"));
  page("/page/2",
       "<a class=story href='/news/4'>A story behind /news/4</a>"
       "<a class=story href='/news/3'>3</a><a class=story href='/news/2'>2</a>"
       "<a class=next href='/page/3'>Next</a>");
  page("/page/3", "<a class=story href='/news/1'>First, corrected</a>");
  page("/news/1", article(11));
  const CrawlReport report = crawl();
  EXPECT_EQ(report.all.stored, 1);
  EXPECT_EQ(report.all.updated, 1);
}

TEST_F(Revisit, AnAddressThatRedirectsTellsOfItsArticleToo) {
  page("/", "<a class=story href='/news/1'>A story</a><a class=story href='/go/1'>It</a>");
  page("/news/1", article(1));
  move_to("/go/1", "/news/1");
  EXPECT_EQ(crawl().all.stored, 1);
  page("/", "<a class=story href='/go/1'>It, corrected</a>");
  std::string edited = article(1);
  edited.insert(edited.find("</article>"),
                "<p>Correction: the harbour is older than was said.</p>");
  page("/news/1", edited);
  EXPECT_EQ(crawl().all.updated, 1);
  EXPECT_EQ(asked()["/go/1"], 1) << "where it leads is known";
  EXPECT_THAT(stored(), ElementsAre("/news/1"));
}

// Its other address is the one that the source named first.
TEST_F(Revisit, AnArticleBehindARedirectIsCheckedWhereItStands) {
  page("/", "<a class=story href='/go/1'>A story</a>");
  page("/news/1", young(1));
  move_to("/go/1", "/news/1");
  EXPECT_EQ(crawl().all.stored, 1);
  clock_.advance(minutes(80));
  EXPECT_EQ(crawl().all.unchanged, 2) << "the listing and the article";
  EXPECT_EQ(asked()["/go/1"], 1);
  EXPECT_EQ(whole_answers("/news/1"), 1U);
}

// An archive comes in over many runs; its stories are copies of one another though they are old.
TEST_F(Revisit, AnOldCopyIsLinkedToAnOldStoryOfAnEarlierRun) {
  const std::string date = "2015-03-01T10:00:00Z";
  page("/", listing({"/news/1"}));
  page("/news/1", article(1, {}, date));
  EXPECT_EQ(crawl().all.stored, 1);
  std::string copy = article(1, {}, date);
  copy.replace(copy.find("<h1>"), 4, "<h1>Reprinted: ");
  copy.insert(copy.find("</article>"), "<p>First printed by the harbour's other paper.</p>");
  page("/news/2", copy);
  page("/", listing({"/news/2", "/news/1"}));
  EXPECT_EQ(crawl().all.stored, 1);
  EXPECT_EQ(column("count(duplicate_of)"), "1");
}

class Moved : public Revisit {
 protected:
  // Everything at "/" goes to the second address of the server, as 301.
  void move_site(int articles) {
    for (int i = 1; i <= articles; ++i) {
      const std::string path = "/news/" + std::to_string(i), body = young(i);
      server_.on(path, [this, path, body](const test::Request& request) {
        if (request.local_address != "127.0.0.2") return to_new_host(path);
        test::Response response;
        response.headers = {{"ETag", "\"new" + path + "\""}};
        response.body = body;
        if (request.header("if-none-match") == "\"new" + path + "\"") {
          response.status = 304;
          response.body.clear();
        }
        return response;
      });
    }
  }
  test::Response to_new_host(const std::string& path) {
    return {.status = 301, .headers = {{"Location", server_.url(path, "127.0.0.2")}}};
  }
};

TEST_F(Moved, AChecksRedirectLeadsToTheSameRow) {
  page("/", listing({"/news/1", "/news/2"}));
  page("/news/1", young(1));
  page("/news/2", young(2));
  EXPECT_EQ(crawl().all.stored, 2);
  move_site(2);
  clock_.advance(minutes(80));
  const CrawlReport report = crawl();
  EXPECT_EQ(report.all.stored, 0);
  EXPECT_EQ(column("count(*)"), "2");
  EXPECT_EQ(column("count(*) FILTER (WHERE url LIKE '%127.0.0.2%')"), "2");
  EXPECT_EQ(column("max(version)"), "1");
  EXPECT_EQ(column("count(gone)"), "0");
}

TEST_F(Moved, NewAddressesInTheListingAreTheOldArticles) {
  page("/", listing({"/news/1", "/news/2"}));
  page("/news/1", young(1));
  page("/news/2", young(2));
  EXPECT_EQ(crawl().all.stored, 2);
  move_site(2);
  page("/", listing({server_.url("/news/1", "127.0.0.2"), server_.url("/news/2", "127.0.0.2")}));
  EXPECT_EQ(crawl().all.stored, 0);
  EXPECT_EQ(column("count(*)"), "2");
  // What is edited after the move is found by the new address, and not taken for another story.
  const std::string html = "<p><a class=story href='" + server_.url("/news/1", "127.0.0.2") +
                           "'>A headline that was put right</a></p>";
  page("/", html);
  std::string edited = young(1);
  edited.insert(edited.find("</article>"),
                "<p>Correction: the harbour is older than was said.</p>");
  server_.on("/news/1", [this, edited](const test::Request& request) {
    return request.local_address == "127.0.0.2" ? test::Response{.body = edited}
                                                : to_new_host("/news/1");
  });
  EXPECT_EQ(crawl().all.updated, 1);
  EXPECT_EQ(column("count(*)"), "2");
  EXPECT_EQ(column("url LIKE '%127.0.0.2%' AND version = 2 AND gone IS NULL"
                   " FROM articles WHERE id = 1; --"),
            "1");
}

// The template changed with the address, so the texts are not equal.
TEST_F(Moved, ANewTemplateAtANewAddressIsTheOldArticle) {
  page("/", listing({"/news/1"}));
  page("/news/1", young(1));
  EXPECT_EQ(crawl().all.stored, 1);
  std::string other = young(1);
  other.insert(other.find("<p>"), "<p>By our own correspondent in the harbour.</p>");
  page("/story/one", other);
  move_to("/news/1", "/story/one");
  page("/", listing({"/story/one"}));
  EXPECT_EQ(crawl().all.stored, 0);
  EXPECT_EQ(column("count(*)"), "1");
  clock_.advance(minutes(80));
  crawl();
  EXPECT_THAT(stored(), ElementsAre("/story/one"));
  EXPECT_EQ(column("version"), "2");
  EXPECT_EQ(column("gone"), "");
}

TEST_F(Moved, ARedirectToAnAddressThatWaitsGivesItTheArticle) {
  const std::string day = born_.substr(0, 10);  // says less than a minute would
  page("/", listing({"/news/1"}));
  page("/news/1", article(1, {}, day));
  EXPECT_EQ(crawl().all.stored, 1);
  move_to("/news/1", "/story/one");
  server_.on("/story/one", test::Response{.status = 503});
  page("/", "<a class=story href='/news/1'>Put right</a><a class=story href='/story/one'>One</a>");
  EXPECT_EQ(crawl().all.failed, 1);
  std::string other = article(1, {}, day);
  other.insert(other.find("<p>"), "<p>By our own correspondent in the harbour.</p>");
  page("/story/one", other);
  EXPECT_EQ(crawl().all.stored, 0);
  EXPECT_THAT(stored(), ElementsAre("/story/one"));
  EXPECT_EQ(column("count(*)"), "1");
  EXPECT_EQ(column("gone"), "");
}

TEST_F(Moved, ARedirectToAnotherStoryIsTheEndOfThisOne) {
  page("/", listing({"/news/1", "/news/2"}));
  page("/news/1", young(1));
  page("/news/2", young(2));
  EXPECT_EQ(crawl().all.stored, 2);
  move_to("/news/1", "/news/2");
  clock_.advance(minutes(80));
  crawl();
  EXPECT_EQ(column("count(*)"), "2");
  EXPECT_EQ(column("count(gone)"), "1");
  EXPECT_NE(column("gone FROM articles WHERE url LIKE '%/news/1'; --"), "");
}

std::string text_of(int number) {
  const std::string page = article(number);
  return page.substr(page.find("<p>"), page.rfind("</p>") - page.find("<p>"));
}

// A source said once when the article came out; the page itself never does.
TEST_F(Revisit, ADateThatAFeedSaidDoesNotMakeAnotherPageAVersion) {
  more_sources_ = "\n[[source]]\nkind = \"feed\"\nurl = \"" + server_.url("/feed") + "\"\n";
  page("/", listing({}));
  page("/feed",
       feed(server_.url("/news/1"), "<title>Story number 1 of the harbour</title><pubDate>" +
                                        to_iso8601(SystemClock().now()) + "</pubDate>"),
       "application/rss+xml");
  page("/news/1",
       "<!DOCTYPE html><title>Story number 1 of the harbour</title><article><h1>Story "
       "number 1 of the harbour</h1>" +
           text_of(1) + "</article>");
  EXPECT_EQ(crawl().all.stored, 1);
  const std::string before = body_of("/news/1");
  EXPECT_NE(column("date"), "");
  page("/news/1", "<!DOCTYPE html><title>About us</title><article><h1>About us</h1>" +
                      text_of(4711) + "</article>");
  clock_.advance(minutes(80));
  EXPECT_EQ(crawl().all.updated, 0);
  EXPECT_EQ(column("body FROM articles WHERE id = 1; --"), before);
  EXPECT_EQ(column("version FROM articles WHERE id = 1; --"), "1");
  EXPECT_NE(column("gone FROM articles WHERE id = 1; --"), "");
}

struct Soft404 {
  const char* name;
  std::string body;      // of the address now; empty: a redirect to the front page
  bool is_gone = false;  // whether the row says so
};
class Vanished : public Revisit, public testing::WithParamInterface<Soft404> {};
TEST_P(Vanished, LeavesTheArticleAsItWas) {
  page("/", listing({"/news/1"}));
  page("/news/1", young(1));
  EXPECT_EQ(crawl().all.stored, 1);
  const std::string text = body_of("/news/1");
  if (GetParam().body.empty()) {
    move_to("/news/1", "/");
  } else {
    page("/news/1", GetParam().body);
  }
  clock_.advance(minutes(80));
  const CrawlReport report = crawl();
  EXPECT_EQ(report.all.updated, 0);
  EXPECT_EQ(report.all.failed, 0);
  EXPECT_EQ(asked()["/news/1"], 2);
  EXPECT_EQ(body_of("/news/1"), text);
  EXPECT_EQ(column("count(*)"), "1");
  EXPECT_EQ(column("version"), "1");
  EXPECT_EQ(column("(SELECT count(*) FROM article_versions)"), "0");
  EXPECT_EQ(column("gone IS NOT NULL"), GetParam().is_gone ? "1" : "0");
  // It comes back as it was: one conditional request.
  page("/news/1", young(1));
  clock_.advance(hours(30));
  crawl();
  EXPECT_EQ(column("gone"), "");
  EXPECT_EQ(column("version"), "1");
  EXPECT_EQ(whole_answers("/news/1"), 1U);
}
INSTANTIATE_TEST_SUITE_P(
    Pages, Vanished,
    testing::Values(Soft404{"TheFrontPageInstead", "", true},
                    Soft404{"AnErrorPageWithStatus200",
                            "<!DOCTYPE html><title>Page not found</title><h1>Page not found</h1>"
                            "<p>Sorry, the page that you asked for is not here any more.</p>"},
                    Soft404{"AFewWords",
                            "<!DOCTYPE html><title>Harbour Times</title><article><h1>Harbour Times"
                            "</h1><p>This story is no longer available.</p></article>"},
                    Soft404{"APageOfTheSite",
                            "<!DOCTYPE html><title>About us</title><article><h1>About us</h1>" +
                                text_of(4711) + "</article>"},
                    Soft404{"Nothing", "<!DOCTYPE html><title>Harbour Times</title>"}),
    [](const auto& test) { return std::string(test.param.name); });

}  // namespace
}  // namespace tearsheet::crawl
