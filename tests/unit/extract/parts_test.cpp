// Articles of several pages: which links lead to the others, and how they are joined.
#include <gtest/gtest.h>

#include "extract/extract.h"

namespace tearsheet::extract {
namespace {

std::string prose(int number) {
  const std::string words = "Part " + std::to_string(number) +
                            " says what happened at the harbour, who carried the boats inland and "
                            "when the wind turned round in the end, day " +
                            std::to_string(number) + ". ";
  return "<p>" + words + words + "</p><p>Then " + words + "</p>";
}

records::Article page_of(const std::string& html, const std::string& url) {
  const auto page = html::Document::parse(html);
  PageContext context;
  context.url = *url::Url::parse(url);
  return extract_article(*page, context);
}

struct PagerCase {
  const char* name;
  const char* url;
  const char* pager;
  std::vector<std::string> later;
  const char* single = "";
};
class Pagers : public testing::TestWithParam<PagerCase> {};

TEST_P(Pagers, NameTheLaterPages) {
  const auto got = page_of("<title>Tides</title><article><h1>Tides</h1>" + prose(1) + prose(2) +
                               "</article>" + GetParam().pager,
                           GetParam().url);
  EXPECT_EQ(got.next_pages, GetParam().later);
  EXPECT_EQ(got.single_page, GetParam().single);
}

INSTANTIATE_TEST_SUITE_P(
    Cases, Pagers,
    testing::Values(
        PagerCase{"NumbersInTheQuery",
                  "https://lamp.example/a/tides",
                  "<div>1 <a href='?page=2'>2</a> <a href='?page=3'>3</a> <a "
                  "href='?page=2'>Next</a></div>",
                  {"https://lamp.example/a/tides?page=2", "https://lamp.example/a/tides?page=3"}},
        PagerCase{"AListOfPagesToChooseFrom",
                  "https://lamp.example/a/tides",
                  "<select><option value='/a/tides' selected>Page 1<option value='/a/tides?page=2'>"
                  "Page 2<option value='/a/tides?page=3'>Page 3</select>",
                  {"https://lamp.example/a/tides?page=2", "https://lamp.example/a/tides?page=3"}},
        PagerCase{"NumbersInThePath",
                  "https://lamp.example/a/tides/",
                  "<nav><a href='/a/tides/'>1</a><a href='/a/tides/2/'>2</a></nav>",
                  {"https://lamp.example/a/tides/2/"}},
        PagerCase{"BehindAWord",
                  "https://lamp.example/a/tides.html",
                  "<ul><li><a href='/a/tides-seite-2.html'>2</a></ul>",
                  {"https://lamp.example/a/tides-seite-2.html"}},
        PagerCase{"FromTheMiddle",
                  "https://lamp.example/a/tides?page=2",
                  "<p><a href='?page=1'>1</a> 2 <a href='?page=3'>3</a></p>",
                  {"https://lamp.example/a/tides?page=3"}},
        PagerCase{"RelNextOfThisArticle",
                  "https://lamp.example/a/tides",
                  "<a rel='next' href='/a/tides/2'>→</a>",
                  {"https://lamp.example/a/tides/2"}},
        PagerCase{"OwnNumberFromTheAddress",
                  "https://lamp.example/a/tides?page=2",
                  "<p><a rel='next' href='?page=3'>3</a></p>",
                  {"https://lamp.example/a/tides?page=3"}},
        PagerCase{"NextInAWordOfItsLanguage",
                  "https://lamp.example/2015/02/tides",
                  "<p><a href='/2015/02/tides/page/2'>Weiter »</a></p>",
                  {"https://lamp.example/2015/02/tides/page/2"}},
        PagerCase{"NextInAWordOnALaterPage",
                  "https://lamp.example/2015/02/tides/page/2",
                  "<p><a href='/2015/02/tides/page/3'>Следующая</a></p>",
                  {"https://lamp.example/2015/02/tides/page/3"}},
        PagerCase{"CountedFromZero",
                  "https://lamp.example/a/tides",
                  "<ul><li>1<li><a href='?page=1'>2</a><li><a href='?page=2'>3</a></ul>",
                  {"https://lamp.example/a/tides?page=1", "https://lamp.example/a/tides?page=2"}},
        PagerCase{"CountedFromZeroOnALaterPage",
                  "https://lamp.example/a/tides?page=1",
                  "<ul><li><a href='/a/tides'>1</a><li>2<li><a href='?page=2'>3</a></ul>",
                  {"https://lamp.example/a/tides?page=2"}},
        PagerCase{
            "TheSecondOfTwoPagersOfAPage",
            "https://lamp.example/a/tides",
            "<ul><li><a href='?page=0,1'>2</a><li><a href='?page=0,2'>3</a></ul>",
            {"https://lamp.example/a/tides?page=0,1", "https://lamp.example/a/tides?page=0,2"}},
        PagerCase{"NotANextStory",
                  "https://lamp.example/a/tides",
                  "<p><a href='/a/boats-2'>Next »</a></p>",
                  {}},
        PagerCase{"AllInOne",
                  "https://lamp.example/a/tides",
                  "<p>1 <a href='?page=2'>2</a> <a href='?page=all'>Ganzer Text</a></p>",
                  {"https://lamp.example/a/tides?page=2"},
                  "https://lamp.example/a/tides?page=all"},
        PagerCase{"NotOfAnotherStory",
                  "https://lamp.example/a/tides",
                  "<a rel='next' href='/a/boats'>Next story</a>",
                  {}},
        PagerCase{"NotAStoryOfTheSameNameWithANumber",
                  "https://lamp.example/a/tides",
                  "<a href='/a/tides-2'>The tides again</a>",
                  {}},
        PagerCase{"NotOfTheComments",
                  "https://lamp.example/a/tides",
                  "<div class='comments'>1 <a href='?page=2'>2</a></div><a "
                  "href='?page=2#comments'>2</a>",
                  {}},
        PagerCase{"NotOfABoxBesideIt",
                  "https://lamp.example/a/tides",
                  "<a class='next' href='?box_page=2'>More</a><a class='next' "
                  "href='?photo=847'>→</a>",
                  {}},
        PagerCase{"NotACount",
                  "https://lamp.example/a/tides",
                  "<a href='/a/tides?reply=2'>14</a><a href='/a/tides/12'>7</a>",
                  {}},
        PagerCase{"NotTheAllOfASinglePage",
                  "https://lamp.example/a/tides",
                  "<a href='?page=all'>All</a>",
                  {}}),
    [](const auto& test) { return std::string(test.param.name); });

TEST(ListingPager, CountsOnFromThisPage) {
  const auto next = [](const char* url, const char* pager) {
    std::string html;
    for (int i = 0; i < 6; ++i)
      html += "<h3><a href='/n/2026/" + std::to_string(1000 + i) +
              "'>Water over the quay for day " + std::to_string(i) + "</a></h3>";
    const auto page = html::Document::parse(html + pager);
    PageContext context;
    context.url = *url::Url::parse(url);
    const auto got = extract_listing(*page, context, nullptr);
    return got && got->next ? got->next->href() : std::string();
  };
  EXPECT_EQ(next("https://lamp.example/coast/",
                 "1 <a href='/coast/?start=20'>2</a> <a href='/coast/?start=40'>3</a>"),
            "https://lamp.example/coast/?start=20");
  EXPECT_EQ(next("https://lamp.example/coast/page/2/",
                 "<a href='/coast/'>1</a> 2 <a href='/coast/page/3/'>3</a> <a "
                 "href='/coast/page/4/'>4</a>"),
            "https://lamp.example/coast/page/3/");
  EXPECT_EQ(next("https://lamp.example/coast/", "<a href='/n/2026/1000#c'>2</a>"), "");
}

records::Article part(const std::string& url, const std::vector<std::string>& paragraphs,
                      std::vector<std::string> next = {}) {
  records::Article article;
  article.url = url;
  article.title = "Tides";
  article.confidence = 0.9;
  for (const auto& text : paragraphs) {
    article.blocks.push_back({records::Block::Kind::kParagraph, 0, false, text, "", ""});
    article.body += (article.body.empty() ? "" : "\n\n") + text;
  }
  article.next_pages = std::move(next);
  return article;
}

TEST(ArticleParts, AreJoinedInOrderWithoutWhatIsRepeated) {
  ArticleParts parts(part("a", {"Standfirst.", "One.", "Go on reading."}, {"a2", "a3"}));
  ASSERT_EQ(parts.next(), "a2");
  parts.add(part("a2", {"Tides", "Standfirst.", "Two.", "Go on reading."}, {"a3", "a"}));
  ASSERT_EQ(parts.next(), "a3");
  parts.add(part("a3", {"Tides", "Three.", "Go on reading."}, {"a2"}));
  EXPECT_EQ(parts.next(), "");
  const auto whole = parts.take();
  EXPECT_EQ(whole.body, "Standfirst.\n\nOne.\n\nTwo.\n\nThree.\n\nGo on reading.");
  EXPECT_EQ(whole.parts, (std::vector<std::string>{"a", "a2", "a3"}));
  EXPECT_EQ(whole.incomplete, "");
  EXPECT_TRUE(whole.next_pages.empty());
}

TEST(ArticleParts, AMissingPageEndsTheTextAndIsSaid) {
  ArticleParts parts(part("a", {"One."}, {"a2", "a3"}));
  parts.fail("a2: HTTP 500");
  EXPECT_EQ(parts.next(), "");
  const auto whole = parts.take();
  EXPECT_EQ(whole.body, "One.");
  EXPECT_EQ(whole.incomplete, "page 2 is missing: a2: HTTP 500");
  EXPECT_EQ(whole.next_pages, (std::vector<std::string>{"a2", "a3"}));
}

TEST(ArticleParts, ThePageWithEverythingComesFirst) {
  auto first = part("a", {"One is here."}, {"a2"});
  first.single_page = "all";
  ArticleParts parts(first);
  ASSERT_EQ(parts.next(), "all");
  parts.add(part("all", {"One is here.", "Two is here."}, {"a2"}));
  EXPECT_EQ(parts.next(), "");
  EXPECT_EQ(parts.take().body, "One is here.\n\nTwo is here.");

  ArticleParts again(first);
  again.fail("all: HTTP 404");
  ASSERT_EQ(again.next(), "a2");
  again.add(part("a2", {"Two is here."}));
  const auto whole = again.take();
  EXPECT_EQ(whole.body, "One is here.\n\nTwo is here.");
  EXPECT_EQ(whole.incomplete, "");
}

TEST(ArticleParts, EndWhateverThePagesSay) {
  // In a circle, by other addresses.
  ArticleParts circle(part("a", {"One."}, {"a?x=1"}));
  int asked = 0;
  for (; !circle.next().empty() && asked < 100; ++asked)
    circle.add(part(circle.next(), {"One."}, {"a?x=" + std::to_string(asked + 2)}));
  EXPECT_EQ(asked, 1);
  EXPECT_EQ(circle.take().incomplete, "");
  // Always one more.
  ArticleParts endless(part("b", {"0"}, {"b1"}));
  std::size_t pages = 1;
  for (; !endless.next().empty() && pages < 1000; ++pages)
    endless.add(part(endless.next(), {std::to_string(pages)}, {"b" + std::to_string(pages + 1)}));
  EXPECT_EQ(pages, kMaxArticlePages);
  EXPECT_NE(endless.take().incomplete, "");
  // Sent back to the first page: the pager promised too much.
  ArticleParts back(part("c", {"One."}, {"c2"}));
  back.add(part("c", {"One.", "An advertisement."}));
  EXPECT_EQ(back.next(), "");
  EXPECT_EQ(back.take().body, "One.");
}

}  // namespace
}  // namespace tearsheet::extract
