// Listings with and without rules, a site file's article rules, and the feeds that a page
// announces.
#include <gtest/gtest.h>

#include <chrono>

#include "extract/extract.h"
#include "extract/listing/listing_auto.h"
#include "extract/listing/pager.h"
#include "site/site.h"

namespace tearsheet::extract {
namespace {

html::Document parse(std::string html) {
  return *html::Document::parse(std::move(html));
}

site::SiteDefinition site_of(const std::string& rest) {
  auto site = site::parse_site(
      "version = 1\nid = \"lamp\"\ndomains = [\"lamp.example\"]\ntimezone = \"Asia/Pyongyang\"\n" +
          rest +
          (rest.find("[[source]]") == std::string::npos
               ? "[[source]]\nkind = \"auto\"\nurl = \"https://lamp.example/\"\n"
               : ""),
      "lamp.toml");
  EXPECT_TRUE(site) << (site ? "" : site.error().message);
  return site ? *site : site::SiteDefinition{};
}

TEST(Teaser, ThatIsTheTitleCutOrRepeatedIsNoTitle) {
  EXPECT_TRUE(is_cut_of("The tide came in…", "The tide came in early this year and stayed."));
  EXPECT_TRUE(is_cut_of("The tide came in ...", "The tide came in early this year."));
  EXPECT_FALSE(is_cut_of("The tide", "The tide came in early this year."));
  records::ListingItem item;
  item.title = item.summary =
      "The tide came in early this year, people at the harbour said on Friday.";
  settle_teaser(item);
  EXPECT_TRUE(item.title.empty());
  EXPECT_FALSE(item.summary.empty());
}

struct DayLineCase {
  const char* name;
  std::string html;
  std::vector<std::string> days;  ///< Of the items, in their order; empty: none.
};

class DayLines : public testing::TestWithParam<DayLineCase> {};

TEST_P(DayLines, DateTheLinksBesideAndBelow) {
  const auto page = parse(GetParam().html);
  std::vector<std::string> days;
  for (const auto& item :
       repeated_items(page, *url::Url::parse("https://lamp.example/news/"),
                      *url::Url::parse("https://lamp.example/news/"), dates::DateOptions{}))
    days.push_back(item.published ? item.published->to_iso8601() : "");
  EXPECT_EQ(days, GetParam().days);
}

std::string news_link(int number) {
  return "<a href='/news/" + std::to_string(number) +
         "-tides-rise-in-the-north'>Tides rise in the north, part " + std::to_string(number) +
         "</a>";
}

INSTANTIATE_TEST_SUITE_P(
    Listings, DayLines,
    testing::Values(
        DayLineCase{"PartedByBreaks",
                    "<div>2025-03-11 - " + news_link(1) + "<br>2025-03-10 - " + news_link(2) +
                        "<br>" + news_link(3) + " (9 March 2025)<br></div>",
                    {"2025-03-11", "2025-03-10", "2025-03-09"}},
        DayLineCase{"HeadingsAboveGroups",
                    "<h3>11 March 2025</h3><ul><li>" + news_link(1) + "</li><li>" + news_link(2) +
                        "</li></ul><h3>10 March 2025</h3><ul><li>" + news_link(3) + "</li></ul>",
                    {"2025-03-11", "2025-03-11", "2025-03-10"}},
        DayLineCase{"TermsAboveGroups",
                    "<dl><dt>11 March 2025<dd>" + news_link(1) + "<dt>10 March 2025<dd>" +
                        news_link(2) + "<dd>" + news_link(3) + "</dl>",
                    {"2025-03-11", "2025-03-10", "2025-03-10"}},
        DayLineCase{"TodayInThePagesHeadIsNoStorys",
                    "<div>Tuesday, 11 March 2025</div><ul><li>" + news_link(1) + "</li><li>" +
                        news_link(2) + "</li><li>" + news_link(3) + "</li></ul>",
                    {"", "", ""}},
        DayLineCase{"ACardsOwnIsNotItsNeighbours",
                    "<ul><li>" + news_link(1) + "<p>11 March 2025</p></li><li>" + news_link(2) +
                        "</li><li>" + news_link(3) + "<p>10 March 2025</p></li><li>" +
                        news_link(4) + "</li></ul>",
                    {"2025-03-11", "", "2025-03-10", ""}}),
    [](const auto& one) { return std::string(one.param.name); });

const std::string kList =
    "<ul class='latest'>"
    "<li><a href='/news/1-tides-rise-in-the-north'>Tides rise in the north</a><p "
    "class='d'>November 15, 2025</p><p class='t'>Water came up over the quay in the morning, "
    "people said.</p></li>"
    "<li><a href='/news/2-boats-were-carried-inland'>Boats were carried inland</a><p "
    "class='d'>November 14, 2025</p><p class='t'>Two hundred boats were moved before the wind "
    "turned round.</p></li>"
    "<li><a href='/news/2-boats-were-carried-inland'>Boats were carried inland</a></li>"
    "</ul><nav><a href='/about'>About</a></nav><a rel='next' href='/news?page=2'>Older</a>";

TEST(ListingByRules, ReadsItemsInOrderEachOnce) {
  const auto site = site_of(
      "[[source]]\nkind = \"listing\"\nurl = \"https://lamp.example/news\"\nitem = \"ul.latest > "
      "li\"\nlink = \"a::attr(href)\"\ntitle = \"a::text\"\n"
      "date = { css = \"p.d\", format = [\"%B %d, %Y\"] }\nsummary = \"p.t\"\nnext = "
      "\"a[rel=next]::attr(href)\"\n");
  const auto page = parse(kList);
  PageContext context;
  context.url = *url::Url::parse("https://lamp.example/news");
  context.site = &site;
  const auto got = extract_listing(page, context, &site.sources.at(0));
  ASSERT_TRUE(got);
  ASSERT_EQ(got->items.size(), 2U);
  EXPECT_EQ(got->items[0].url.href(), "https://lamp.example/news/1-tides-rise-in-the-north");
  EXPECT_EQ(got->items[0].title, "Tides rise in the north");
  EXPECT_EQ(got->items[0].published->to_iso8601(), "2025-11-15");
  EXPECT_EQ(got->items[1].summary, "Two hundred boats were moved before the wind turned round.");
  ASSERT_TRUE(got->next);
  EXPECT_EQ(got->next->href(), "https://lamp.example/news?page=2");
}

TEST(ListingByRules, SaysWhenNothingFits) {
  const auto site = site_of(
      "[[source]]\nkind = \"listing\"\nurl = \"https://lamp.example/news\"\nitem = "
      "\"div.gone\"\nlink = \"a::attr(href)\"\n");
  const auto page = parse(kList);
  PageContext context;
  context.url = *url::Url::parse("https://lamp.example/news");
  const auto got = extract_listing(page, context, &site.sources.at(0));
  ASSERT_FALSE(got);
  EXPECT_EQ(got.error().code, ErrorCode::kNotFound);
}

TEST(AutomaticListing, FindsTheRepeatedBlocks) {
  const auto page = parse(kList);
  PageContext context;
  context.url = *url::Url::parse("https://lamp.example/news");
  const auto got = extract_listing(page, context, nullptr);
  ASSERT_TRUE(got);
  ASSERT_EQ(got->items.size(), 2U);
  EXPECT_EQ(got->items[0].title, "Tides rise in the north");
  EXPECT_EQ(got->items[0].published->to_iso8601(), "2025-11-15");
  EXPECT_EQ(got->items[0].summary, "Water came up over the quay in the morning, people said.");
  ASSERT_TRUE(got->next);
}

TEST(AutomaticListing, TakesTheHeadingBesideALinkThatOnlySaysReadOn) {
  std::string html;
  for (const char* name : {"tides", "boats", "quay"}) {
    html += "<div class='post'><h2>The " + std::string(name) +
            " of the north</h2><time datetime='2026-02-03'>3.2.</time><p>Water came up over the "
            "quay in the morning.</p><a href='/news/" +
            name + "'>Lire la suite</a></div>";
  }
  const auto page = parse(html);
  PageContext context;
  context.url = *url::Url::parse("https://lamp.example/a");
  const auto got = extract_listing(page, context, nullptr);
  ASSERT_TRUE(got);
  ASSERT_EQ(got->items.size(), 3U);
  EXPECT_EQ(got->items[1].title, "The boats of the north");
  EXPECT_EQ(got->items[1].published->to_iso8601(), "2026-02-03");
}

TEST(AutomaticListing, TellsHeadlineTeaserAndDateOfOneLinkApart) {
  std::string html;
  for (int i = 0; i < 4; ++i) {
    html += "<div class='card'><a href='/news/tides-rise-in-the-north-" + std::to_string(i) +
            "'><span>Tides rise in the north, part " + std::to_string(i) +
            "</span><span>Water came up over the quay in the morning, people "
            "said.</span><span>2026-02-03</span></a></div>";
  }
  const auto page = parse(html);
  PageContext context;
  context.url = *url::Url::parse("https://lamp.example/a");
  const auto got = extract_listing(page, context, nullptr);
  ASSERT_TRUE(got);
  ASSERT_EQ(got->items.size(), 4U);
  EXPECT_EQ(got->items[1].title, "Tides rise in the north, part 1");
  ASSERT_TRUE(got->items[1].published);
  EXPECT_EQ(got->items[1].published->to_iso8601(), "2026-02-03");
}

struct NextCase {
  const char* name;
  const char* url;
  const char* pager;
  const char* next;  ///< "": none.
};
class NextListingPage : public testing::TestWithParam<NextCase> {};

TEST_P(NextListingPage, IsFound) {
  const auto page = parse(GetParam().pager);
  const auto url = *url::Url::parse(GetParam().url);
  const auto next = next_listing_page(page, url, url);
  EXPECT_EQ(next ? next->href() : "", GetParam().next);
}

INSTANTIATE_TEST_SUITE_P(
    Cases, NextListingPage,
    testing::Values(
        NextCase{"ByACursorBehindOlderPosts", "https://lamp.example/news",
                 "<a href='/news?after=x8f2'>← Older posts</a>",
                 "https://lamp.example/news?after=x8f2"},
        NextCase{"CountedFromZero", "https://lamp.example/news",
                 "<ul><li>1<li><a href='?page=1'>2</a><li><a href='?page=2'>3</a></ul>",
                 "https://lamp.example/news?page=1"},
        NextCase{"CountedFromZeroOnALaterPage", "https://lamp.example/news?page=1",
                 "<ul><li><a href='/news'>1</a><li>2<li><a href='?page=2'>3</a></ul>",
                 "https://lamp.example/news?page=2"},
        NextCase{"NotBehindTheLast", "https://lamp.example/news?page=2",
                 "<ul><li><a href='/news'>1</a><li><a href='?page=1'>2</a><li>3</ul>", ""},
        NextCase{"ByAListOfPagesToChooseFrom", "https://lamp.example/news?page=2",
                 "<select><option value='/news'>1<option value='?page=2' selected>2"
                 "<option value='?page=3'>3<option value='?page=4'>4</select>",
                 "https://lamp.example/news?page=3"},
        NextCase{"ByTheAddressOfAButton", "https://lamp.example/news",
                 "<button class='btn' data-url='/news?offset=20'>Load more</button>",
                 "https://lamp.example/news?offset=20"},
        NextCase{"ByALinkThatAScriptFollows", "https://lamp.example/news",
                 "<a href='#' data-href='/news?cursor=aX9'>Mehr anzeigen</a>",
                 "https://lamp.example/news?cursor=aX9"},
        NextCase{"NotByAChoiceOfLanguages", "https://lamp.example/news",
                 "<select><option value='de'>1<option value='fr'>2<option value='it'>3"
                 "</select>",
                 ""},
        NextCase{"ByARowOfTwo", "https://lamp.example/news?section=3",
                 "<b>1</b> <a href='?section=3&amp;page=2'>2</a>",
                 "https://lamp.example/news?section=3&page=2"},
        NextCase{"ByAnAddressThatCountsOnWhateverItIsCalled", "https://lamp.example/news/2.html",
                 "<a href='/news/'>Newer dispatches</a><a href='/news/3.html'>Earlier "
                 "dispatches</a><a href='/news/9.html'>The very first</a>",
                 "https://lamp.example/news/3.html"},
        NextCase{"BehindAFrontPage", "https://lamp.example/", "<a href='/page/2/'>Further back</a>",
                 "https://lamp.example/page/2/"},
        NextCase{"ByANumberedIndex", "https://lamp.example/town/",
                 "共3页 <a href='index_1.html'>下一页</a><a href='index_2.html'>尾页</a>",
                 "https://lamp.example/town/index_1.html"},
        NextCase{"ByACursorOfTheFrontPage", "https://lamp.example/",
                 "<a href='/find?updated-max=2026-03-01T00'>Older Posts</a>",
                 "https://lamp.example/find?updated-max=2026-03-01T00"},
        NextCase{"NotByAStoryWithASmallNumber", "https://lamp.example/news",
                 "<a href='/news/2'>The tide came in over the quay and took two of the "
                 "boats with it</a>",
                 ""},
        NextCase{"NotOfAnotherSection", "https://lamp.example/news",
                 "<a href='/sport?page=2'>Older posts</a>", ""}),
    [](const auto& test) { return std::string(test.param.name); });

TEST(AutomaticListing, LeavesOutAMenuThatLooksLikeItsHeadlines) {
  const auto page = parse(
      "<table><tr><td><a href='/list?c=1'>Town</a><tr><td><a href='/list?c=2'>Boats</a></table>"
      "<table><tr><td><a href='/news?id=4711'>The tide came in over the quay</a><tr><td>"
      "<a href='/news?id=4712'>The tide went out again at noon</a><tr><td>"
      "<a href='/news?id=4713'>Boats were carried back</a></table>");
  PageContext context;
  context.url = *url::Url::parse("https://lamp.example/a");
  const auto got = extract_listing(page, context, nullptr);
  ASSERT_TRUE(got);
  ASSERT_EQ(got->items.size(), 3U);
  EXPECT_EQ(got->items[0].url.path_and_query(), "/news?id=4711");
}

struct VisitCase {
  const char* name;
  const char* html;
  const char* date;  ///< Of the last item.
};
class DatesThatMoveWithTheVisit : public testing::TestWithParam<VisitCase> {};

TEST_P(DatesThatMoveWithTheVisit, AreTakenWhereTheyAreExact) {
  const auto page = parse(GetParam().html);
  PageContext context;
  context.url = *url::Url::parse("https://lamp.example/a");
  context.now = std::chrono::sys_days(std::chrono::year{2026} / 3 / 5) + std::chrono::hours(12);
  const auto got = extract_listing(page, context, nullptr);
  ASSERT_TRUE(got);
  const auto& last = got->items.back().published;
  EXPECT_EQ(last ? last->to_iso8601() : "", GetParam().date);
}

INSTANTIATE_TEST_SUITE_P(
    Cases, DatesThatMoveWithTheVisit,
    testing::Values(
        VisitCase{"TimesBelowALineOfTheirDay",
                  "<h3>5 March 2026</h3><ul><li>09:30 <a href='/n/26-tide-came-in-4711'>The tide "
                  "came in over the quay</a></ul><h3>4 March 2026</h3><ul><li>23:57 "
                  "<a href='/n/26-tide-went-out-4710'>The tide went out at last</a></ul>",
                  "2026-03-04T23:57"},
        VisitCase{"TimesWithoutADayAreTodays",
                  "<ul><li>09:30 <a href='/n/26-tide-came-in-4711'>The tide came in over the "
                  "quay</a><li>08:15 <a href='/n/26-tide-went-out-4710'>The tide went out at "
                  "last</a></ul>",
                  "2026-03-05T08:15"},
        VisitCase{"HoursAgo",
                  "<ul><li><a href='/n/26-tide-came-in-4711'>The tide came in over the quay</a>"
                  "<p>1 hour ago</p><li><a href='/n/26-tide-went-out-4710'>The tide went out at "
                  "last</a><p>3 hours ago</p></ul>",
                  "2026-03-05T09:00:00Z"},
        VisitCase{"NotDaysAgo",
                  "<ul><li><a href='/n/26-tide-came-in-4711'>The tide came in over the quay</a>"
                  "<p>8 days ago</p><li><a href='/n/26-tide-went-out-4710'>The tide went out at "
                  "last</a><p>9 days ago</p></ul>",
                  ""},
        VisitCase{"NotAnHourInWords",
                  "<ul><li><a href='/n/26-tide-came-in-4711'>The tide came in over the quay</a>"
                  "<p>Posted by Ann Lee at 8:02 AM</p><li><a href='/n/26-tide-went-out-4710'>The "
                  "tide went out at last</a><p>Posted by Ann Lee at 7:05 AM</p></ul>",
                  ""},
        VisitCase{"ADayWithoutItsYear",
                  "<ul><li><a href='/n/26-tide-came-in-4711'>The tide came in over the quay</a>"
                  "<p>5 March</p><li><a href='/n/26-tide-went-out-4710'>The tide went out at "
                  "last</a><p>4 March</p></ul>",
                  "2026-03-04"}),
    [](const auto& test) { return std::string(test.param.name); });

TEST(AutomaticListing, GivesARepeatedTeaserOnce) {
  std::string html;
  for (int i = 0; i < 5; ++i) {
    const std::string teaser =
        "The plenary meeting number " + std::to_string(i) +
        " of the council was held on Monday and took up the question of the harbour wall";
    html += "<div class='more'><a href='/newstream/17634" + std::to_string(i) + "-132/'>" + teaser +
            "</a><p>November 1" + std::to_string(i) + ", 2025</p><p>" + teaser + "</p></div>";
  }
  const auto page = parse(html);
  PageContext context;
  context.url = *url::Url::parse("https://lamp.example/a");
  const auto got = extract_listing(page, context, nullptr);
  ASSERT_TRUE(got);
  ASSERT_EQ(got->items.size(), 5U);
  for (const auto& item : got->items) {
    EXPECT_TRUE(item.title.empty());
    EXPECT_NE(item.summary.find("plenary"), std::string::npos);
    EXPECT_TRUE(item.published);
  }
}

const std::string kArticle =
    "<title>Lamp</title><h1 class='t'>Tides rise</h1><p class='when'>Date: 16/09/2024 | Source: "
    "Lamp</p><div class='c'>"
    "<p>The first paragraph says what happened at the harbour on Monday morning.</p><div "
    "class='share'>Share this</div>"
    "<p>The second paragraph says who was there and what they did about it.</p><p>-0-</p>"
    "<h3>More From Lamp</h3><p>A teaser of another story that stands below this one.</p></div>";

const std::string kRules =
    "[article]\ntitle = [\"h1.none\", \"h1.t\"]\n"
    "date = { xpath = \"//*[starts-with(normalize-space(.), 'Date:')]\", regex = 'Date: "
    "(\\d{2}/\\d{2}/\\d{4})', format = [\"%d/%m/%Y\"] }\n"
    "body = [\"div.c\", { auto = true }]\nstrip = [\".share\"]\nstrip_from = [{ text = '^More From "
    "', element = \"h2, h3\" }]\nstrip_text = ['^-0-$']\nmin_chars = 80\n";

records::Article by_rules(const std::string& rules, const std::string& html,
                          std::vector<Explanation>* explain = nullptr) {
  const auto site = site_of(rules);
  const auto page = parse(html);
  PageContext context;
  context.url = *url::Url::parse("https://lamp.example/news/1");
  context.site = &site;
  return extract_article(page, context, explain);
}

TEST(ArticleRules, ComeBeforeEverythingElse) {
  const auto got = by_rules(kRules, kArticle);
  EXPECT_EQ(got.title, "Tides rise");
  EXPECT_EQ(got.published->to_iso8601(), "2024-09-16");
  EXPECT_EQ(got.body,
            "The first paragraph says what happened at the harbour on Monday morning.\n\n"
            "The second paragraph says who was there and what they did about it.");
  EXPECT_EQ(got.sources.front().source, "rule");
}

TEST(ArticleRules, BelowMinCharsTheNextAlternativeIsTaken) {
  std::string html = "<h1>Tides</h1><div class='c'>short</div><article>";
  for (int i = 0; i < 6; ++i)
    html +=
        "<p>The water came up over the quay in the morning, and people who live by the harbour "
        "carried their boats inland.</p>";
  const auto got = by_rules(kRules, html + "</article>");
  EXPECT_NE(got.body.find("carried their boats"), std::string::npos);
}

TEST(ArticleRules, ATableIsNoPartOfAParagraphInQuirksModeEither) {
  const auto got = by_rules("[article]\nbody = \"div.main > p\"\nmin_chars = 10\n",
                            "<div class=main><p>The tide rose over the quay.<table align=right>"
                            "<tr><td>A boat</table><p>It fell at noon.</div>");
  EXPECT_EQ(got.body, "The tide rose over the quay.\n\nIt fell at noon.");
}

TEST(ArticleRules, SeveralMatchesOfTheBodyAreTakenInOrder) {
  const auto got = by_rules(
      "[article]\nbody = \"div.part\"\nparagraphs = \"p\"\nmin_chars = 10\n",
      "<h1>Tides</h1><div class='part'>no<p>First part of the text.</p></div><div>ad</div><div "
      "class='part'><p>Second part of the text.</p></div>");
  EXPECT_EQ(got.body, "First part of the text.\n\nSecond part of the text.");
}

TEST(ArticleRules, StripTextTakesWholeParagraphsOnly) {
  const auto got = by_rules(
      "[article]\nbody = \"div.c\"\nmin_chars = 10\nstrip_text = ['-0-$', '^www\\.lamp']\n",
      "<div class='c'><p>The text of a paragraph that ends in -0-</p><p>-0-</p><p>www.lamp.example "
      "(2024)</p></div>");
  EXPECT_EQ(got.body, "The text of a paragraph that ends in -0-");
}

TEST(Explain, NamesTheWinner) {
  std::vector<Explanation> explain;
  by_rules(kRules, kArticle, &explain);
  EXPECT_TRUE(std::any_of(explain.begin(), explain.end(), [](const auto& one) {
    return one.field == "title" && one.won && one.source == "rule";
  }));
}

TEST(Feeds, AreFoundBestFirst) {
  const auto page = parse(
      "<link rel=alternate type='application/rss+xml' title='Comments' href='/comments/feed'>"
      "<link rel='alternate' type='application/atom+xml' href='/atom.xml'><a "
      "href='/rss'>RSS</a><link rel=sitemap href='/sitemap.xml'>");
  const auto got = discover_feeds(page, *url::Url::parse("https://lamp.example/"));
  ASSERT_EQ(got.size(), 4U);
  EXPECT_EQ(got[0].href(), "https://lamp.example/atom.xml");
  EXPECT_EQ(got[1].href(), "https://lamp.example/rss");
  EXPECT_EQ(got[2].href(), "https://lamp.example/sitemap.xml");
}

struct FeedLinkRow {
  const char* name;
  const char* html;
  std::vector<std::string_view> headers;
  std::vector<std::string> found;  // paths
};
void PrintTo(const FeedLinkRow& row, std::ostream* out) {
  *out << row.name;
}
class FeedLinks : public testing::TestWithParam<FeedLinkRow> {};

TEST_P(FeedLinks, AreToldByTheirTypes) {
  std::vector<std::string> found;
  for (const url::Url& url : discover_feeds(
           parse(GetParam().html), *url::Url::parse("https://lamp.example/"), GetParam().headers))
    found.emplace_back(url.path_and_query());
  EXPECT_EQ(found, GetParam().found);
}

INSTANTIATE_TEST_SUITE_P(
    Rows, FeedLinks,
    testing::Values(
        FeedLinkRow{"Rss", "<link rel=alternate type=text/rss href=/a>", {}, {"/a"}},
        FeedLinkRow{"Parameters",
                    "<link rel=ALTERNATE type='Application/RSS+xml; charset=utf-8' href=/a>",
                    {},
                    {"/a"}},
        FeedLinkRow{"Unregistered",
                    "<link rel=alternate type=application/x.atom+xml href=/a><link rel=alternate "
                    "type=text/rdf href=/b><link rel=alternate type=application/x-rss+xml href=/c>"
                    "<link rel=alternate type=application/atomcat+xml href=/d>",
                    {},
                    {"/a", "/b", "/c"}},
        FeedLinkRow{"XmlAfterOthers",
                    "<link rel=alternate type=text/xml href=/a><link rel=alternate "
                    "type=application/xml href=/b><link rel=alternate type=application/atom+xml "
                    "href=/c>",
                    {},
                    {"/c", "/a", "/b"}},
        FeedLinkRow{"JsonByItsName",
                    "<link rel=alternate type=application/json href=/feed.json>",
                    {},
                    {"/feed.json"}},
        FeedLinkRow{"JsonByItsTitle",
                    "<link rel=alternate type=application/json title='JSON Feed' href=/a>",
                    {},
                    {"/a"}},
        FeedLinkRow{"OtherJson",
                    "<link rel=alternate type=application/json title=JSON href=/api/pages/2>",
                    {},
                    {}},
        FeedLinkRow{"NoAlternate", "<link rel=stylesheet type=text/xml href=/a>", {}, {}},
        FeedLinkRow{"OtherTypes",
                    "<link rel=alternate type=application/json+oembed href=/a><link rel=alternate "
                    "hreflang=de href=/de/><link rel=EditURI type=application/rsd+xml href=/b>",
                    {},
                    {}},
        FeedLinkRow{
            "Header", "", {"</a>; rel=\"alternate\"; type=\"application/rss+xml\""}, {"/a"}},
        FeedLinkRow{"HeaderOfMany",
                    "",
                    {"<https://lamp.example/x>; rel=canonical, <b?a,c>;type=application/atom+xml ; "
                     "title=\"a, <b>; c\";rel='next alternate', </c>; rel=\"feed\""},
                    {"/c"}},
        FeedLinkRow{"HeaderIsRelativeToThePage", "<base href=/deep/>", {"<a>; rel=feed"}, {"/a"}},
        FeedLinkRow{
            "BrokenHeaders", "", {"<", "<a", ">; rel=feed", "<a>; rel", "<a>;;=; rel=\""}, {}},
        FeedLinkRow{"Sitemap", "<link rel=sitemap href=/s>", {"</t>; rel=sitemap"}, {"/t", "/s"}}),
    [](const auto& row) { return std::string(row.param.name); });

}  // namespace
}  // namespace tearsheet::extract
