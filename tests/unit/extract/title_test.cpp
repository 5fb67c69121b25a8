// Which of a page's headlines is the article's, and titles without the site's name.
#include "extract/title/title.h"

#include <gtest/gtest.h>

#include "extract/extract.h"
#include "extract/fields.h"

namespace tearsheet::extract {
namespace {

struct CutCase {
  const char* title;
  const char* site;
  const char* host;
  const char* expected;
};
class SiteNameCut : public testing::TestWithParam<CutCase> {};
TEST_P(SiteNameCut, LeavesTheHeadline) {
  EXPECT_EQ(cut_site_name(GetParam().title, GetParam().site, GetParam().host), GetParam().expected);
}
INSTANTIATE_TEST_SUITE_P(
    Cases, SiteNameCut,
    testing::Values(
        CutCase{"Tides rise - The Lamp", "The Lamp", "lamp.example", "Tides rise"},
        CutCase{"The Lamp: Tides rise", "The Lamp", "lamp.example", "The Lamp: Tides rise"},
        CutCase{"The Lamp | Tides rise again in the north", "The Lamp", "lamp.example",
                "Tides rise again in the north"},
        CutCase{"Half-time - a report", "The Lamp", "lamp.example", "Half-time - a report"},
        CutCase{"Tides rise again in the north | Weather | The Lamp", "The Lamp", "lamp.example",
                "Tides rise again in the north"},
        CutCase{"Tides rise – lamp", "", "www.lamp.example", "Tides rise"},
        CutCase{"Tides rise - Harbour Races Lamp 2022", "", "lamp2022.example", "Tides rise"},
        CutCase{"北の港で潮が上がる:lamp日記", "", "lamp.example", "北の港で潮が上がる"},
        CutCase{"潮水上涨--时政--灯塔网", "灯塔网", "lamp.example", "潮水上涨--时政"},
        CutCase{"北港潮水今晨再次上涨_国内新闻_灯塔", "", "lamp.example", "北港潮水今晨再次上涨"},
        CutCase{"北港潮水今晨再次上涨-灯塔网", "", "lamp.example", "北港潮水今晨再次上涨"},
        CutCase{"北港潮水今晨再次上涨|灯塔新闻", "", "lamp.example", "北港潮水今晨再次上涨"},
        CutCase{"北港潮水今晨再次上涨—灯塔网", "", "lamp.example", "北港潮水今晨再次上涨"},
        CutCase{"北港潮水今晨再次上涨 - 灯塔网", "", "lamp.example", "北港潮水今晨再次上涨"},
        CutCase{"北港潮水今晨再次上涨_灯塔新闻_灯塔-The Lamp", "", "x.example",
                "北港潮水今晨再次上涨"},
        CutCase{"第三届北港-南港帆船赛开幕", "", "lamp.example", "第三届北港-南港帆船赛开幕"},
        CutCase{"The Lamp » Blog Archive » Tides rise", "The Lamp", "lamp.example", "Tides rise"},
        CutCase{"Tides:lamp", "", "lamp.example", "Tides:lamp"}));

TEST(SiteNameCutting, HasABound) {
  std::string title;
  for (int i = 0; i < 200; ++i) title += "a | ";
  EXPECT_LE(cut_site_name(title, "The Lamp", "lamp.example", "b").size(), title.size());
  EXPECT_EQ(cut_site_name("Tides rise | The Lamp", "The Lamp", "lamp.example", "Tides rise"),
            "Tides rise");
}

TEST(SiteTail, AloneIsCutFromStructuredHeadlines) {
  EXPECT_EQ(cut_site_tail("Tides rise | The Lamp", "The Lamp", "lamp.example"), "Tides rise");
  EXPECT_EQ(cut_site_tail("Interview | The keeper speaks", "The Lamp", "lamp.example"),
            "Interview | The keeper speaks");
  EXPECT_EQ(cut_site_tail("The Lamp", "The Lamp", "lamp.example"), "The Lamp");
}

std::string title_of(const std::string& html) {
  const auto page = html::Document::parse(html);
  const auto facts = gather_facts(*page);
  const url::Url url = *url::Url::parse("https://www.lamp.example/tides");
  const auto* article = own_article(facts, url);
  return find_title(facts, article, find_site_name(facts, article, url, {}), url, nullptr).text;
}

struct TitleCase {
  const char* name;
  const char* html;
  const char* title;
};
class Title : public testing::TestWithParam<TitleCase> {};
TEST_P(Title, IsTheArticles) {
  EXPECT_EQ(title_of(GetParam().html), GetParam().title);
}
INSTANTIATE_TEST_SUITE_P(
    Cases, Title,
    testing::Values(
        TitleCase{"TheVisibleOneRatherThanTheSearchTitle",
                  "<title>10 tips for tides you must read | Lamp</title><meta property='og:title' "
                  "content='10 tips for tides you must read'><h1>Tides rise in the north</h1>",
                  "Tides rise in the north"},
        TitleCase{"NotTheNameOfTheSite",
                  "<title>Tides rise - The Lamp</title><meta property='og:site_name' content='The "
                  "Lamp'><h1>The Lamp</h1><h2>Tides rise</h2>",
                  "Tides rise"},
        TitleCase{"AHeadlineThatBeginsWithTheSitesName",
                  "<title>Run ships on the quay</title><meta property='og:site_name' "
                  "content='Lamp'><meta property='og:title' content='Lamp Harbour Desk 15'>"
                  "<h1>Lamp Harbour Desk 15</h1>",
                  "Lamp Harbour Desk 15"},
        TitleCase{"NotThatOfABox",
                  "<title>Tides rise in the north</title><meta property='og:title' content='Tides "
                  "rise in the north'><h1>Details</h1>",
                  "Tides rise in the north"},
        TitleCase{"NotOneOfManySections",
                  "<title>Checklist for the harbour</title><h1>First steps</h1><h1>Boats</h1>",
                  "Checklist for the harbour"},
        TitleCase{"WithoutItsKicker",
                  "<title>Tides rise in the north | Lamp</title><meta property='og:title' "
                  "content='Tides rise in the north'><h1><span>Society</span> Tides rise in the "
                  "north</h1>",
                  "Tides rise in the north"},
        TitleCase{
            "WholeWhereTheKickerIsPartOfIt",
            "<title>Do fish feel, or know, pain?</title><meta property='og:title' content='Do "
            "fish feel'><h1>Do fish feel, or know, pain?</h1>",
            "Do fish feel, or know, pain?"},
        TitleCase{"StructuredWithoutTheSitesName",
                  "<title>Tides rise in the north | The Lamp</title><meta property='og:site_name' "
                  "content='The Lamp'><script type='application/ld+json'>{\"@type\":\"Article\","
                  "\"headline\":\"Tides rise in the north | The Lamp\"}</script>",
                  "Tides rise in the north"},
        TitleCase{"NotTheLogo",
                  "<title>Tides rise in the north · Quay8</title><header><h1><a href='/'>Quay8</a>"
                  "</h1></header><article><h1>Tides rise in the north</h1></article>",
                  "Tides rise in the north"},
        TitleCase{"NotTheLogoWithMoreBeside",
                  "<title>Tides rise in the north - ann - Quay Tales [Archive of Quays]</title>"
                  "<h1><a href='https://lamp.example/'>Archive of Quays</a> <sup>beta</sup></h1>"
                  "<h2 class='title'>Tides rise in the north</h2>",
                  "Tides rise in the north"},
        TitleCase{
            "NotAnAnchorInTheText",
            "<title>What do boats love about tides?</title><meta property='og:title' "
            "content='What do boats love about tides?'><h1 id='a-sense-of-empowerment'>A sense "
            "of empowerment</h1>",
            "What do boats love about tides?"},
        TitleCase{
            "NotTheNameOfABlogThatTheTitleEndsIn",
            "<title>Tides rise in the north - Ann's Quay Book</title><meta property='og:title' "
            "content='Tides rise in the north'><h1><a href='/blog/'>Ann's Quay Book</a></h1>",
            "Tides rise in the north"},
        TitleCase{"WithoutTheSitesNameBehindIt",
                  "<title>Tides rise in the north – Lamp</title><h1>Tides rise in the north – "
                  "Lamp</h1>",
                  "Tides rise in the north"},
        TitleCase{"NotTheLogoByItsClass",
                  "<title>Silted Ones</title><h1 id='logo'>Silted Ones</h1><article><h2>Tides "
                  "rise in the north</h2></article>",
                  "Tides rise in the north"},
        TitleCase{"NotTheSection",
                  "<title>Tides rise in the north | Lamp</title><h1>Harbour</h1><h2 class='title'>"
                  "Tides rise in the north</h2>",
                  "Tides rise in the north"},
        TitleCase{
            "OfMetadataBesideALowerHeading",
            "<title>First night in the north: Tides rise</title><meta property='og:title' "
            "content='Tides rise in the north'><h3>First night in the north - Tides rise</h3>",
            "Tides rise in the north"},
        TitleCase{"AShortOneBesideTheLogo",
                  "<title>Tides - Moorings | QDN</title><h1><a href='/'><span>QDN</span></a></h1>"
                  "<article><h1>Tides</h1></article>",
                  "Tides"},
        TitleCase{"NotWhatEveryPageOfTheSiteSays",
                  "<title>Silted Quays</title><h1 class='t'><a href='/index.php'>Silted Quays</a>"
                  "</h1><h2 class='entry-title'>Tides rise in the north</h2>",
                  "Tides rise in the north"},
        TitleCase{"NotThatOfABoxWhereThereIsNoOther",
                  "<title>Silted Quays</title><h1><a href='/'>Silted Quays</a></h1><aside><h2 "
                  "class='title'>Most read of the week</h2></aside>",
                  "Silted Quays"},
        TitleCase{"AHeadlineThatLinksToThePageItself",
                  "<title>Tides rise in the north</title><h1><a href='/tides'>Tides rise in the "
                  "north</a></h1>",
                  "Tides rise in the north"},
        TitleCase{"OfParselysPage",
                  "<meta name='parsely-page' content='{\"title\":\"Tides rise\"}'>", "Tides rise"},
        TitleCase{"OfParsely", "<meta name='parsely-title' content='Tides rise'>", "Tides rise"},
        TitleCase{"OfSailthru", "<meta name='sailthru.title' content='Tides rise'>", "Tides rise"},
        TitleCase{"OfDublinCore", "<meta name='DC.Title' content='Tides rise'>", "Tides rise"},
        TitleCase{"OfMicrodata", "<div itemscope><b itemprop='headline'>Tides rise</b></div>",
                  "Tides rise"},
        TitleCase{"OfRdfa",
                  "<div vocab='https://schema.org/'><b property='schema:headline'>Tides "
                  "rise</b></div>",
                  "Tides rise"}),
    [](const auto& test) { return std::string(test.param.name); });

struct ShownCase {
  const char* name;
  const char* html;
  const char* title;
};
class ShownTitle : public testing::TestWithParam<ShownCase> {};
// What needs the page's text besides its facts.
TEST_P(ShownTitle, IsTheArticles) {
  std::string html = GetParam().html;
  for (int i = 0; i < 3; ++i) {
    html +=
        "<p>The water came up over the quay in the morning, and people who live by the harbour "
        "carried their boats inland before the wind turned, said the keeper of the light.</p>";
  }
  const auto page = html::Document::parse(html);
  PageContext context;
  context.url = *url::Url::parse("https://www.lamp.example/tides");
  EXPECT_EQ(extract_article(*page, context).title, GetParam().title);
}
INSTANTIATE_TEST_SUITE_P(
    Cases, ShownTitle,
    testing::Values(
        ShownCase{"BehindTheLogosName",
                  "<title>Silted Quays: Tides rise in the north</title><h1><a href='/'>Silted "
                  "Quays</a></h1><h3 class='post-title'><a href='/tides'>Tides rise in the "
                  "north</a></h3>",
                  "Tides rise in the north"},
        ShownCase{"WithTheSitesNameGluedToIt",
                  "<title>Tides rise again in the northEast Quay</title><h2>Tides rise again in "
                  "the north</h2>",
                  "Tides rise again in the north"},
        ShownCase{"InABlockThatIsNoHeading",
                  "<title>北港潮水今晨再次上涨_灯塔</title><div>北港潮水今晨再次上涨</div>",
                  "北港潮水今晨再次上涨"},
        ShownCase{
            "NotALinkToAnotherPage",
            "<title>Tides rise again: the boats of the north</title><h4><a href='/other'>Tides "
            "rise again</a></h4>",
            "Tides rise again: the boats of the north"}),
    [](const auto& test) { return std::string(test.param.name); });

TEST(SiteName, IsThatOfALinkHomeThatTheTitleHas) {
  const auto name_of = [](const std::string& html) {
    const auto page = html::Document::parse(html);
    const url::Url url = *url::Url::parse("https://www.lamp.example/tides");
    return find_site_name(gather_facts(*page), nullptr, url, {});
  };
  EXPECT_EQ(name_of("<title>Tides rise | East Quay</title><a href='/'>East Quay</a>"), "East Quay");
  EXPECT_EQ(name_of("<title>潮水上涨_灯塔网</title><a href='http://lamp.example/'>灯塔网</a>"),
            "灯塔网");
  EXPECT_EQ(
      name_of("<title>Tides rise | East Quay</title><a href='/en/'><img alt='East Quay'></a>"),
      "East Quay");
  EXPECT_EQ(name_of("<title>Tides rise | East Quay</title><a href='/'>Home</a>"), "lamp.example");
  EXPECT_EQ(name_of("<title>Tides rise | East</title><a href='https://other.example/'>East</a>"),
            "lamp.example");
}

TEST(TitleElement, IsTheHeadingOfALowerLevelThatSaysIt) {
  const auto page = html::Document::parse(
      "<title>Tides rise in the north</title><h2>Tides rise in the north</h2>");
  const auto facts = gather_facts(*page);
  const auto got = find_title(facts, nullptr, "Lamp", url::Url(), nullptr);
  ASSERT_FALSE(got.element.is_null());
  EXPECT_EQ(got.element.tag(), html::Tag::kH2);
}

}  // namespace
}  // namespace tearsheet::extract
