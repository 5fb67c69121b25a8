// What a card of a listing says, in the forms that sites write it; and a listing's title held
// against the article's page.
#include <gtest/gtest.h>

#include "extract/extract.h"
#include "extract/listing/listing_card.h"

namespace tearsheet::extract {
namespace {

struct CardCase {
  const char* name;
  const char* html;  ///< %N: a number that differs from card to card.
  const char* title;
  const char* date;
  const char* summary;
  const char* image = "";
};

std::string numbered(std::string text, int number) {
  for (auto at = text.find("%N"); at != std::string::npos; at = text.find("%N"))
    text.replace(at, 2, std::to_string(number));
  return text;
}

class Card : public testing::TestWithParam<CardCase> {};

TEST_P(Card, IsReadInItsParts) {
  std::string html = "<body><nav><a href='/weather'>Weather</a></nav><div class='list'>";
  for (int i = 1; i <= 6; ++i) html += numbered(GetParam().html, i);
  const auto page = html::Document::parse(html + "</div>");
  ASSERT_TRUE(page);
  PageContext context;
  context.url = *url::Url::parse("https://lamp.example/news/");
  const auto got = extract_listing(*page, context, nullptr);
  ASSERT_TRUE(got);
  ASSERT_EQ(got->items.size(), 6U);
  for (int i = 1; i <= 6; ++i) {
    const auto& item = got->items[static_cast<std::size_t>(i - 1)];
    EXPECT_EQ(item.title, numbered(GetParam().title, i));
    EXPECT_EQ(item.published ? item.published->to_iso8601() : "", numbered(GetParam().date, i));
    EXPECT_EQ(item.summary, numbered(GetParam().summary, i));
    EXPECT_EQ(item.image, numbered(GetParam().image, i));
  }
}

INSTANTIATE_TEST_SUITE_P(
    Cases, Card,
    testing::Values(
        CardCase{"DateAndHeadlineOnOneLine",
                 "<div><span>0%N.02.2026</span> <a href='/a/2026-%N-quay'>Water over the quay "
                 "for day %N</a><div>People carried their boats inland before the wind turned, day "
                 "%N.</div></div>",
                 "Water over the quay for day %N", "2026-02-0%N",
                 "People carried their boats inland before the wind turned, day %N."},
        CardCase{
            "HeadlineAndTeaserApartByALineBreak",
            "<table><tr><td>2026-02-0%N<td><a href='/a.php?id=100%N'>Water over the quay for day "
            "%N</a><br><font>People carried their boats inland before the wind turned, day "
            "%N.</font></table>",
            "Water over the quay for day %N", "2026-02-0%N",
            "People carried their boats inland before the wind turned, day %N."},
        CardCase{"TheWholeCardIsTheLink",
                 "<a class='card' href='/a/2026-%N-quay'><img src='/i/%N.jpg'><span "
                 "class='kicker'>Coast</span><h3>Water over the quay for day %N</h3><p>People "
                 "carried their boats inland before the wind turned, day %N.</p><time "
                 "datetime='2026-02-0%NT08:00:00Z'>today</time></a>",
                 "Water over the quay for day %N", "2026-02-0%NT08:00:00Z",
                 "People carried their boats inland before the wind turned, day %N.",
                 "https://lamp.example/i/%N.jpg"},
        CardCase{"SpansInOneLink",
                 "<div><a href='/a/2026-%N-quay'><span class='headline'>Water over the quay for "
                 "day %N</span><span class='when'>0%N.02.2026</span><span>People carried their "
                 "boats inland before the wind turned, day %N.</span></a></div>",
                 "Water over the quay for day %N", "2026-02-0%N",
                 "People carried their boats inland before the wind turned, day %N."},
        CardCase{"PictureLinkHeadlineLinkAndReadOn",
                 "<div><a href='/a/2026-%N-quay'><img data-src='/i/%N.jpg' src='data:,' "
                 "alt=''></a><h2><a href='/a/2026-%N-quay'>Water over the <b>quay</b>, day %N</a>"
                 "</h2><p>People carried their boats inland before the wind turned, day %N. <a "
                 "href='/a/2026-%N-quay#more'>Read on</a></p><a href='/a/2026-%N-quay#c'>12 "
                 "comments</a></div>",
                 "Water over the quay, day %N", "",
                 "People carried their boats inland before the wind turned, day %N.",
                 "https://lamp.example/i/%N.jpg"},
        CardCase{"ACutHeadlineStandsWholeInTheTitleAttribute",
                 "<li><a title='Water over the quay for day %N and the night after' "
                 "href='/a/2026-%N-quay'>Water over the quay for day %N…</a></li>",
                 "Water over the quay for day %N and the night after", "", ""},
        CardCase{
            "AHeadlineWithoutSpaces",
            "<li><a href='/a/2026-%N-x'>港の岸壁に水があふれ第%N日を迎えた町</a><span>2026年2月"
            "%N日</span><p>"
            "風が変わる前に住民たちは舟を陸へ運び上げたと人びとは語った。%N。</p></li>",
            "港の岸壁に水があふれ第%N日を迎えた町", "2026-02-0%N",
            "風が変わる前に住民たちは舟を陸へ運び上げたと人びとは語った。%N。"},
        CardCase{"MicrodataForMachines",
                 "<li itemscope><a itemprop='url' href='/a/2026-%N-quay'>Water over the quay for "
                 "day %N</a><meta itemprop='datePublished' "
                 "content='2026-02-0%NT08:00:00+01:00'><span>yesterday</span></li>",
                 "Water over the quay for day %N", "2026-02-0%NT08:00:00+01:00", ""},
        CardCase{"OfTheHeadingBesideTheLink",
                 "<div class='x'><h3>Water over the quay for day %N</h3><p>People carried their "
                 "boats inland before the wind turned, day %N.</p><a "
                 "href='/a/2026-%N-quay-water-boats'>Read on</a></div>",
                 "Water over the quay for day %N", "",
                 "People carried their boats inland before the wind turned, day %N."}),
    [](const auto& test) { return std::string(test.param.name); });

TEST(AutomaticListing, TakesNoTitleFromTheListsHeading) {
  const auto page = html::Document::parse(
      "<body><div><h1>Sport</h1><div><span>03.02.2026</span> <a "
      "href='/a/2026-1-quay-water'>Water over the quay in the morning</a></div></div>");
  PageContext context;
  context.url = *url::Url::parse("https://lamp.example/sport/");
  const auto got = extract_listing(*page, context, nullptr);
  ASSERT_TRUE(got);
  ASSERT_EQ(got->items.size(), 1U);
  EXPECT_EQ(got->items[0].title, "Water over the quay in the morning");
}

struct HeardCase {
  const char* name;
  const char* heard;
  const char* html;
  const char* title;
};

class ListingTitle : public testing::TestWithParam<HeardCase> {};

TEST_P(ListingTitle, IsHeldAgainstThePage) {
  std::string html = GetParam().html;
  for (int i = 0; i < 4; ++i)
    html +=
        "<p>The water came up over the quay in the morning, and people who live by the harbour "
        "carried their boats inland before the wind turned.</p>";
  const auto page = html::Document::parse(html);
  ASSERT_TRUE(page);
  PageContext context;
  context.url = *url::Url::parse("https://lamp.example/a/1");
  records::ListingItem hint;
  hint.title = GetParam().heard;
  context.hint = &hint;
  EXPECT_EQ(extract_article(*page, context).title, GetParam().title);
}

INSTANTIATE_TEST_SUITE_P(
    Cases, ListingTitle,
    testing::Values(
        HeardCase{"CutsTheSiteBefore", "Water over the quay",
                  "<title>Lamp Post: Water over the quay</title><b>Water over the quay</b><br>",
                  "Water over the quay"},
        HeardCase{"CutsSectionAndSite", "Water over the quay - again",
                  "<title>Water over the quay - again :: Coast :: Lamp Post</title>",
                  "Water over the quay - again"},
        HeardCase{"CutShortItCountsForNothing", "Water over the…",
                  "<title>Water over the quay</title><h1>Water over the quay</h1>",
                  "Water over the quay"},
        HeardCase{"TheVisibleHeadlineWins", "Water over the quay",
                  "<title>Boats: Water over the quay</title><h1>Boats: Water over the quay</h1>",
                  "Boats: Water over the quay"},
        HeardCase{"WithoutItALineOfThePageDoes", "",
                  "<title>Lamp Post: Water came over the quay</title><div><b>Water came over the "
                  "quay</b></div>",
                  "Water came over the quay"}),
    [](const auto& test) { return std::string(test.param.name); });

}  // namespace
}  // namespace tearsheet::extract
