// Which of the days that a page names is the article's.
#include <gtest/gtest.h>

#include "extract/dating/date_labels.h"
#include "extract/dating/dating.h"
#include "extract/extract.h"

namespace tearsheet::extract {
namespace {

struct Expected {
  std::string published, updated, source;
};

Expected dates_of(const std::string& head, const std::string& before_text,
                  const std::string& behind_text = {},
                  std::string_view url = "https://lamp.example/tides", std::string_view zone = {}) {
  std::string html = "<html>" + head + "<body><h1>Tides rise in the north</h1>" + before_text;
  for (int i = 0; i < 5; ++i) {
    html +=
        "<p>The water came up over the quay in the morning, and people who live by the harbour "
        "carried their boats inland before the wind turned, said the keeper of the light.</p>";
  }
  const auto page = html::Document::parse(html + behind_text);
  PageContext context;
  context.url = *url::Url::parse(url);
  context.zone = std::string(zone);
  const auto article = extract_article(*page, context);
  Expected out;
  if (article.published) out.published = article.published->to_iso8601();
  if (article.updated) out.updated = article.updated->to_iso8601();
  for (const auto& one : article.sources) {
    if (one.field == "date") out.source = one.source;
  }
  return out;
}

std::string linked(const std::string& members) {
  return "<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"headline\":\"Tides "
         "rise in the north\"," +
         members + "}</script>";
}

TEST(DateInPath, ReadsWholeDaysOnly) {
  EXPECT_EQ(date_in_path("/2024/05/17/tides")->to_iso8601(), "2024-05-17");
  EXPECT_EQ(date_in_path("/news/2024-5-7-tides")->to_iso8601(), "2024-05-07");
  EXPECT_EQ(date_in_path("/a_20240517.html")->to_iso8601(), "2024-05-17");
  EXPECT_EQ(date_in_path("/id1234567/2024/5/7")->to_iso8601(), "2024-05-07");
  EXPECT_EQ(date_in_path("/news/2024/may/17/tides")->to_iso8601(), "2024-05-17");
  EXPECT_EQ(date_in_path("/2023/october/03/tides")->to_iso8601(), "2023-10-03");
  EXPECT_FALSE(date_in_path("/2023/tides/03/"));
  EXPECT_FALSE(date_in_path("/2023/october/33/"));
  EXPECT_FALSE(date_in_path("/2023/october/quay"));
  EXPECT_FALSE(date_in_path("/2024/05/tides"));
  EXPECT_FALSE(date_in_path("/120240517/"));
  EXPECT_FALSE(date_in_path("/2023/02/30/"));
  EXPECT_FALSE(date_in_path("/2016/12/132377/"));
  EXPECT_FALSE(date_in_path("/1889/05/17/"));
}

TEST(Dates, MetadataOutweighsTheClockOfThePageHead) {
  const auto got = dates_of(
      "<meta property='article:published_time' content='2024-05-17T09:30:00+02:00'>"
      "<div class='today'>November 15, 2025</div>",
      "");
  EXPECT_EQ(got.published, "2024-05-17T09:30:00+02:00");
}

TEST(Dates, TheHourComesFromWhoeverKnowsItOfThatDay) {
  // The address and the text at the headline outweigh the element, and say the same day.
  const auto got = dates_of(
      "", "<p class='meta'>17 May 2024</p>",
      "<footer><p>Filed <time datetime='2024-05-17T09:30:00+02:00'>17 May</time></p></footer>"
      "<div class=end><time datetime='2024-05-17T09:30:00+02:00'>17 May</time></div>",
      "https://lamp.example/2024/05/17/tides");
  EXPECT_EQ(got.published, "2024-05-17T09:30:00+02:00");
}

TEST(Dates, TheHourOfAnotherDayIsNoHourOfThisOne) {
  const auto got =
      dates_of("", "<p class='meta'>17 May 2024</p>",
               "<div class=end><time datetime='2024-05-18T09:30:00+02:00'>18 May</time></div>",
               "https://lamp.example/2024/05/17/tides");
  EXPECT_EQ(got.published, "2024-05-17");
}

TEST(Dates, AFeedKnowsTheHourOfADayThatARuleFound) {
  const auto site = site::parse_site(
      "version = 1\nid = \"x\"\ndomains = [\"lamp.example\"]\n[[source]]\nurl = "
      "\"https://lamp.example/\"\n[article]\ndate = \"p.meta\"\n",
      "x.toml");
  ASSERT_TRUE(site) << site.error().message;
  std::string html = "<h1>Tides rise</h1><p class='meta'>17 May 2024</p>";
  for (int i = 0; i < 5; ++i) html += "<p>The water came up over the quay in the morning.</p>";
  const auto page = html::Document::parse(html);
  for (const auto& [listed, expected] : {std::pair("2024-05-17T09:30:00Z", "2024-05-17T09:30:00Z"),
                                         std::pair("2024-05-18T00:10:00Z", "2024-05-17")}) {
    records::ListingItem hint;
    hint.published = dates::parse_iso8601(listed);
    PageContext context;
    context.url = *url::Url::parse("https://lamp.example/tides");
    context.site = &*site;
    context.hint = &hint;
    EXPECT_EQ(extract_article(*page, context).published->to_iso8601(), expected);
  }
}

TEST(Dates, TextBelowTheHeadlineIsRead) {
  const auto got = dates_of("", "<p class='meta'>17 May 2024</p>");
  EXPECT_EQ(got.published, "2024-05-17");
  EXPECT_EQ(got.source, "headline");
}

TEST(Dates, ALineBreakIsAllThatPartsTheHeadlineFromItsDay) {
  const auto page = html::Document::parse(
      "<title>Lamp Post: Tides rise in the north</title><table><tr><td><font size=5><b>Tides rise "
      "in the"
      " north</b></font><br><font size=1>2024-05-17 07:04</font> &nbsp; <font size=1>Ann "
      "Reed</font>"
      "<hr><p>The harbour was closed on Friday because of the tides, which rose higher than "
      "ever.</td>"
      "</tr></table><div id=comments><div class=comment><b>Kim</b> <span>2024-05-18 09:00</span>"
      "<p>Higher than in my youth.</p></div></div>");
  EXPECT_EQ(extract_article(*page, PageContext{}).published->to_iso8601(), "2024-05-17T07:04");
}

TEST(Dates, AHeadingOfALowerLevelIsAHeadlineToo) {
  const auto page = html::Document::parse(
      "<title>Tides rise in the north</title><ul><li>Monday 13 May 2024</ul>" +
      [] {
        std::string links;
        for (int i = 0; i < 40; ++i) links += "<div>Harbour</div>";
        return links;
      }() +
      "<h2>Tides rise in the north</h2><div>17 May 2024</div>");
  PageContext context;
  EXPECT_EQ(extract_article(*page, context).published->to_iso8601(), "2024-05-17");
}

TEST(Dates, AnUpdateIsNotThePublication) {
  const auto got =
      dates_of("", "<p class='date'>17 May 2024</p><p class='date'>Updated 19 May 2024</p>");
  EXPECT_EQ(got.published, "2024-05-17");
  EXPECT_EQ(got.updated, "2024-05-19");
}

TEST(Dates, TheDayOfChangeDoesNotSpeakForAnUnlabelledOne) {
  const auto got = dates_of(
      "<meta property='article:published_time' content='2020-03-10T15:30:00Z'>"
      "<meta property='og:updated_time' content='2025-02-12T13:28:34Z'>",
      "<div class='entry-meta'>12 February 2025</div>");
  EXPECT_EQ(got.published, "2020-03-10T15:30:00Z");
}

TEST(Dates, OfTeasersDoNotOutvoteTheArticles) {
  std::string teasers = "<div class='related'>";
  for (int i = 0; i < 6; ++i) {
    teasers += "<div class='event_date'><time datetime='2021-11-03'>November 3, 2021</time></div>";
  }
  const auto got =
      dates_of("", "<div class='event_date'>November 5, 2021</div>", teasers + "</div>");
  EXPECT_EQ(got.published, "2021-11-05");
}

TEST(Dates, ALabelNamesTheDayFarFromTheHeadline) {
  const auto got = dates_of("", "", "<ul><li><b>Datum</b> 28.04.2023</ul>");
  EXPECT_EQ(got.published, "2023-04-28");
}

TEST(Dates, OpenTheText) {
  const auto got =
      dates_of("",
               "<p><b>01.02.2022</b> The harbour has started well into the new year, and the "
               "keeper of the light expects more ships than ever before it.</p>");
  EXPECT_EQ(got.published, "2022-02-01");
}

TEST(DateOrder, IsToldByThePagesOtherDates) {
  const auto got = dates_of("", "<time datetime='02-12-2025'>02-12-2025</time>",
                            "<aside><div>24-11-2025</div><div>30-10-2025</div></aside>");
  EXPECT_EQ(got.published, "2025-12-02");
  EXPECT_EQ(dates_of("", "<div class='date'>02/12/2025</div>",
                     "<aside><div>11/24/2025</div><div>10/30/2025</div></aside>")
                .published,
            "2025-02-12");
}

TEST(DateOrder, IsThatOfADayNamedInWords) {
  const auto got = dates_of("<html lang=en-US>", "<div class='date'>02/12/2025</div>",
                            "<footer>Printed December 2, 2025</footer>");
  EXPECT_EQ(got.published, "2025-12-02");
}

TEST(DateOrder, LeftOpenGivesNoDate) {
  EXPECT_EQ(dates_of("", "<div class='date'>02/12/2025</div>").published, "");
}

struct LocalCase {
  const char* name;
  const char* json;
  const char* visible;
  const char* url;
  const char* expected;
};
class LocalDay : public testing::TestWithParam<LocalCase> {};
TEST_P(LocalDay, IsTheOneThatThePageShows) {
  const auto& [name, json, visible, url, expected] = GetParam();
  EXPECT_EQ(dates_of(linked(json), visible, "", url).published, expected);
}
INSTANTIATE_TEST_SUITE_P(
    Cases, LocalDay,
    testing::Values(
        LocalCase{"WithTheHourOfTheText", R"("datePublished":"2022-05-04T02:41:00Z")",
                  "<p class='date'>3 May 2022, 22:41</p>", "https://lamp.example/tides",
                  "2022-05-03T22:41-04:00"},
        LocalCase{"WithoutAnHourWhereTheTextHasNone", R"("datePublished":"2022-05-04T02:41:00Z")",
                  "<p class='date'>3 May 2022</p>", "https://lamp.example/tides", "2022-05-03"},
        LocalCase{"OfTheAddress", R"("datePublished":"2022-05-04T02:41:00Z")", "",
                  "https://lamp.example/2022/05/03/tides", "2022-05-03"},
        LocalCase{"EastOfGreenwich", R"("datePublished":"2020-12-05T23:15:00Z")",
                  "<p class='date'>6 December 2020</p>", "https://lamp.example/tides",
                  "2020-12-06"},
        LocalCase{"NotWhereNoClockCouldShowIt", R"("datePublished":"2022-05-04T15:41:00Z")",
                  "<p class='date'>3 May 2022</p>", "https://lamp.example/tides",
                  "2022-05-04T15:41:00Z"},
        LocalCase{"NotWhereTheZoneIsKnown", R"("datePublished":"2022-05-04T02:41:00+02:00")",
                  "<p class='date'>3 May 2022</p>", "https://lamp.example/tides",
                  "2022-05-04T02:41:00+02:00"},
        LocalCase{"NotWhereBothAgree", R"("datePublished":"2022-05-04T02:41:00Z")",
                  "<p class='date'>4 May 2022</p>", "https://lamp.example/tides",
                  "2022-05-04T02:41:00Z"}),
    [](const auto& test) { return std::string(test.param.name); });

TEST(Dates, TheSameInstantInTheZoneOfThePlaceIsPreferred) {
  const auto got = dates_of(linked(R"("datePublished":"2020-08-11T07:29:20Z")"),
                            "<time datetime='2020-08-11T09:29:20+02:00'>11 August 2020</time>");
  EXPECT_EQ(got.published, "2020-08-11T09:29:20+02:00");
}

TEST(Dates, LinkedDataWrittenForPeopleGivesWayToWhatThePageShows) {
  const auto prose = linked(R"("datePublished":"Jun 12, 2025")");
  EXPECT_EQ(dates_of(prose, "<p class='date'>November 2, 2022</p>").published, "2022-11-02");
  EXPECT_EQ(dates_of(prose, "").published, "2025-06-12");
  const auto exact = linked(R"("datePublished":"2025-06-12")");
  EXPECT_EQ(dates_of(exact, "<p class='date'>November 2, 2022</p>").published, "2025-06-12");
}

struct MetadataCase {
  const char* name;
  const char* head;
  const char* published;
  const char* updated;
};
class DateMetadata : public testing::TestWithParam<MetadataCase> {};
TEST_P(DateMetadata, IsRead) {
  const auto got = dates_of(GetParam().head, "");
  EXPECT_EQ(got.published, GetParam().published);
  EXPECT_EQ(got.updated, GetParam().updated);
}
INSTANTIATE_TEST_SUITE_P(
    Cases, DateMetadata,
    testing::Values(
        MetadataCase{"OpenGraph",
                     "<meta property='article:published_time' content='2024-05-17T09:30:00+02:00'>"
                     "<meta property='article:modified_time' content='2024-05-18T09:30:00+02:00'>",
                     "2024-05-17T09:30:00+02:00", "2024-05-18T09:30:00+02:00"},
        MetadataCase{"Parsely", "<meta name='parsely-pub-date' content='2024-05-17T09:30:00Z'>",
                     "2024-05-17T09:30:00Z", ""},
        MetadataCase{"Sailthru", "<meta name='sailthru.date' content='2024-05-17 09:30'>",
                     "2024-05-17T09:30", ""},
        MetadataCase{"DublinCore",
                     "<meta name='DC.date.issued' content='2024-05-17'>"
                     "<meta name='DCTERMS.modified' content='2024-05-18'>",
                     "2024-05-17", "2024-05-18"},
        MetadataCase{"MicrodataInTheHead", "<meta itemprop='datePublished' content='2024-05-17'>",
                     "2024-05-17", ""},
        MetadataCase{"Microdata",
                     "<span itemprop='datePublished' content='2024-05-17'>Friday</span>"
                     "<span itemprop='dateModified' content='2024-05-18'>Saturday</span>",
                     "2024-05-17", "2024-05-18"},
        MetadataCase{"NamesOfASitesOwn",
                     "<meta name='tide:Published-On' content='2024-05-17'>"
                     "<meta name='last_updated_date' content='2024-05-18'>",
                     "2024-05-17", "2024-05-18"},
        MetadataCase{"NoPublisher",
                     "<meta name='publisher' content='2024-05-17'>"
                     "<meta name='update-frequency' content='2024-05-18'>",
                     "", ""},
        MetadataCase{"Rdfa", "<span property='schema:datePublished' content='2024-05-17'>x</span>",
                     "2024-05-17", ""},
        MetadataCase{"Hatom", "<abbr class='published' title='2024-05-17T09:30:00Z'>Friday</abbr>",
                     "2024-05-17T09:30:00Z", ""},
        MetadataCase{
            "PageState",
            "<script type='application/json'>{\"post\":{\"publishedAt\":\"2024-05-17T09:30:"
            "00Z\"}}</script>",
            "2024-05-17T09:30:00Z", ""}),
    [](const auto& test) { return std::string(test.param.name); });

TEST(DateLabels, TellChangesFromPublishing) {
  EXPECT_TRUE(says_updated("Last updated: 3 May 2022"));
  EXPECT_TRUE(says_updated("Обновлено 3 мая 2022"));
  EXPECT_FALSE(says_updated("Published 3 May 2022, updated 4 May 2022"));
  EXPECT_TRUE(says_published("Veröffentlicht am 3. Mai 2022"));
  EXPECT_FALSE(says_published("3 May 2022"));
}

struct ShownCase {
  const char* name;
  const char* head;
  const char* before_text;
  const char* published;
};
class ShownDate : public testing::TestWithParam<ShownCase> {};
TEST_P(ShownDate, IsTheArticles) {
  EXPECT_EQ(dates_of(GetParam().head, GetParam().before_text).published, GetParam().published);
}
INSTANTIATE_TEST_SUITE_P(
    Cases, ShownDate,
    testing::Values(
        ShownCase{"InDigitsOfArabic", "", "<div class='date'>١١ مارس ٢٠٢٥</div>", "2025-03-11"},
        ShownCase{"InDigitsOfPersian", "", "<div class='t'>۲۱ اسفند ۱۴۰۳</div>", "2025-03-11"},
        ShownCase{"InDigitsOfBengali", "", "<div class='t'>প্রকাশ: ১১ মার্চ ২০২৫</div>",
                  "2025-03-11"},
        ShownCase{"InDigitsOfHindi", "", "<div class='t'>११ मार्च २०२५</div>", "2025-03-11"},
        ShownCase{"InDigitsOfThai", "", "<div class='t'>๑๑ มีนาคม ๒๕๖๘</div>", "2025-03-11"},
        ShownCase{"InWideDigits", "", "<div class='t'>２０２５年３月１１日</div>", "2025-03-11"},
        ShownCase{"InChineseNumerals", "", "<div class='t'>二〇二五年三月十一日</div>",
                  "2025-03-11"},
        ShownCase{"OfTheTimeElementAndNotOfASentence", "",
                  "<time datetime='2025-03-11'>11 Mar</time><p>The race is sailed on <time "
                  "datetime='2025-08-14'>14 August 2025</time> whatever comes.</p>",
                  "2025-03-11"},
        ShownCase{"NotOfASentence", "",
                  "<p>The race is sailed on 14 August 2025 whatever comes.</p><p>11 March 2025</p>",
                  "2025-03-11"},
        ShownCase{"WithPointsIsDayFirst", "<meta http-equiv='content-language' content='en-US'>",
                  "<div class='date'>11.03.2025</div>", "2025-03-11"},
        ShownCase{"OfElementsThatTouch", "",
                  "<div class='x'><a href='/h'>Mental Health</a><span>DECEMBER 22, 2022</span>"
                  "<span>Updated: JANUARY 02, 2026</span></div>",
                  "2022-12-22"},
        ShownCase{"WithItsOrdinalRaised", "", "<div class='x'>14<sup>th</sup> November 2025</div>",
                  "2025-11-14"},
        ShownCase{"NotOfTheMasthead",
                  "<header><a href='/'>The Lamp</a><div>Friday, 14 November 2025</div></header>",
                  "", ""},
        ShownCase{
            "NotOfAnEventThatOpensTheText", "",
            "<p>The race on 14 October 2031 - the first since the quay was closed - is sailed "
            "by people of the harbour who carry their boats inland.</p>",
            ""},
        ShownCase{"OfTheDatelineThatOpensTheText", "",
                  "<p>NORTH QUAY, Oct 14, 2025 (NQA) - The race is the first since the quay was "
                  "closed, and is sailed by people of the harbour with their boats.</p>",
                  "2025-10-14"},
        ShownCase{"NotOfTheClock", "<p class='today'>Friday, November 14, 2025</p>", "", ""},
        ShownCase{"NotOfAnEvent", "",
                  "<div class='event-box'><time datetime='2031-10-14'>14 October</time></div><p>11 "
                  "March 2025</p>",
                  "2025-03-11"},
        ShownCase{"InAWrapperWhoseClassSaysComments", "<div class='left posts comments'>",
                  "<time datetime='2025-03-11'>11 Mar</time>", "2025-03-11"},
        ShownCase{"OfCode",
                  "<script>var nickname = 'The Lamp of the Northern Quay'; var ct = '1741721990'; "
                  "var msg_title = 'Tides rise in the north of the county again'.html(0);</script>",
                  "", "2025-03-11T19:39:50Z"},
        ShownCase{"OfTheState",
                  "<script type='application/json'>{\"publishTime\":1,\"publishedAt\":"
                  "1741721990000}</script>",
                  "", "2025-03-11T19:39:50.000Z"},
        ShownCase{"OfBaidusVocabulary",
                  "<script type='application/ld+json'>{\"@context\":\"cambrian.jsonld\",\"title\":"
                  "\"潮水上涨\",\"pubDate\":\"2025-03-11T11:10:52\"}</script>",
                  "", "2025-03-11T11:10:52"},
        ShownCase{"OfParselysPage",
                  "<meta name='parsely-page' content='{\"title\":\"x\",\"pub_date\":"
                  "\"2025-03-11T16:00:00Z\"}'>",
                  "", "2025-03-11T16:00:00Z"}),
    [](const auto& test) { return std::string(test.param.name); });

TEST(Dates, OfOtherStoriesAreNone) {
  const std::string boxes =
      "<aside><a href='/a'><time datetime='2026-03-05'>5 March</time> Boats</a><a href='/b'><time "
      "datetime='2026-02-18'>18 February</time> Nets</a></aside>";
  EXPECT_EQ(dates_of("", "", boxes).published, "");
  EXPECT_EQ(dates_of("", "<p>11 March 2025</p>", boxes).published, "2025-03-11");
  EXPECT_EQ(dates_of("", "", "<p>© 1997-12-01 The Lamp</p>").published, "");
  // One that is no link may be the article's.
  EXPECT_EQ(dates_of("", "", "<aside><time datetime='2025-03-11'>x</time></aside>").published,
            "2025-03-11");
}

TEST(Dates, AreOfTheLanguageOfTheText) {
  std::string html =
      "<html lang='en'><h1>La marea sube en el norte</h1><div class='date'>03/04/2025</div>";
  for (int i = 0; i < 5; ++i) {
    html +=
        "<p>El agua subió por encima del muelle por la mañana, y la gente que vive junto al puerto "
        "llevó sus barcos tierra adentro antes de que el viento cambiara, dijo el farero.</p>";
  }
  const auto page = html::Document::parse(html);
  PageContext context;
  context.url = *url::Url::parse("https://lamp.example/marea");
  EXPECT_EQ(extract_article(*page, context).published->to_iso8601(), "2025-04-03");
}

}  // namespace
}  // namespace tearsheet::extract
