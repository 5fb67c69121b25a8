// The body, its blocks, the page's kind, and how an article is printed.
#include <gtest/gtest.h>

#include "extract/extract.h"
#include "extract/page/survey.h"
#include "extract/structure/blocks.h"

namespace tearsheet::extract {
namespace {

html::Document parse(std::string html) {
  return *html::Document::parse(std::move(html));
}

records::Article article_of(std::string html,
                            const char* url = "https://lamp.example/news/tides-rise-in-the-north") {
  const auto page = parse(std::move(html));
  PageContext context;
  context.url = *url::Url::parse(url);
  return extract_article(page, context);
}

std::string paragraph(int number) {
  return "<p>The water came up over the quay in the morning, and people who live by the harbour, "
         "paragraph " +
         std::to_string(number) + ", carried their boats inland before the wind turned.</p>";
}
std::string prose(int paragraphs) {
  std::string out;
  for (int i = 0; i < paragraphs; ++i) out += paragraph(i);
  return out;
}

TEST(Survey, SplitsTextAtBlocksAndDoubleBreaks) {
  const auto page = parse(
      "<body><div>one <b>two</b><br>three<br><br>four<p>five</p> six</div><script>no</script>");
  const auto got = survey(page);
  std::vector<std::string> texts;
  for (const auto& block : got.blocks) texts.emplace_back(got.text_of(block));
  EXPECT_EQ(texts, (std::vector<std::string>{"one two\nthree", "four", "five", "six"}));
}

struct WrapperCase {
  const char* name;
  std::string html;
};

class Wrappers : public testing::TestWithParam<WrapperCase> {};

TEST_P(Wrappers, AreNoCommentsWhereTheStoryStandsInThem) {
  const auto body = article_of(
                        "<title>Tides rise in the north</title><header><a href='/'>Lamp</a>"
                        "</header>" +
                        GetParam().html)
                        .body;
  for (int i = 0; i < 6; ++i)
    EXPECT_NE(body.find("paragraph " + std::to_string(i) + ","), std::string::npos) << body;
  EXPECT_EQ(body.find("What nonsense"), std::string::npos) << body;
}

const std::string kNorth = "<h1>Tides rise in the north</h1>";
const std::string kNonsense =
    "<p>What nonsense, the harbour has been dry for a week and nobody carried anything.</p>";

INSTANTIATE_TEST_SUITE_P(
    HintWords, Wrappers,
    testing::Values(
        WrapperCase{"AroundAll", "<div class='story has-comments'>" + kNorth + prose(6) + "</div>"},
        WrapperCase{"OfTheText",
                    kNorth + "<div class='comment-on-selection'>" + prose(6) + "</div>"},
        WrapperCase{"OneInAnother", "<div class='related'><div class='sidebar-right'>" + kNorth +
                                        prose(6) + "</div></div>"},
        WrapperCase{"CommentsWithinStay", "<div class='has-comments'>" + kNorth + prose(6) +
                                              "<div class='comments'>" + kNonsense + kNonsense +
                                              "</div></div>"},
        WrapperCase{"CommentsBesideStay", kNorth + "<div class='text'>" + prose(6) +
                                              "</div><div class='comments'>" + kNonsense +
                                              kNonsense + kNonsense + "</div>"}),
    [](const auto& wrapper) { return std::string(wrapper.param.name); });

TEST(Survey, WeighsWideCharacters) {
  const auto page = parse("<p>海水。</p>");
  const auto got = survey(page);
  ASSERT_EQ(got.blocks.size(), 1U);
  EXPECT_FLOAT_EQ(got.blocks[0].size, 2 * kWideWeight + kWideWeight);
  EXPECT_TRUE(got.blocks[0].ends_sentence);
}

TEST(Survey, KnowsWhatIsAround) {
  const auto page = parse("<nav class='related'><ul><li><a href='/x'>link</a></li></ul></nav>");
  const auto got = survey(page);
  const auto& ancestors = got.ancestors_of(got.blocks.at(0));
  EXPECT_TRUE(ancestors.in(AncestorKind::kNav));
  EXPECT_TRUE(ancestors.in(AncestorKind::kListItem));
  EXPECT_TRUE(ancestors.has(Hint::kRelated));
  EXPECT_FLOAT_EQ(got.blocks[0].link_density(), 1);
}

constexpr const char* kMenu =
    "<nav><ul><li><a href='/a'>Home</a></li><li><a href='/b'>World</a></li><li><a "
    "href='/c'>Sport</a></li></ul></nav>";

TEST(Body, IsTheRunningTextWithoutWhatStandsAround) {
  const auto got = article_of(
      std::string("<body>") + kMenu + "<main><article><h1>Tides rise</h1>" + prose(6) +
      "</article><aside class='related'><h2>Read more</h2><ul><li><a href='/d'>Harbour closed "
      "after the second storm of the year</a></li>"
      "<li><a href='/e'>Fishermen ask for a new wall in the old town</a></li></ul></aside></main>"
      "<footer><p>Copyright The Lamp. All rights reserved. Contact, imprint and "
      "privacy.</p></footer>");
  EXPECT_NE(got.body.find("paragraph 0"), std::string::npos);
  EXPECT_NE(got.body.find("paragraph 5"), std::string::npos);
  EXPECT_EQ(got.body.find("Fishermen"), std::string::npos);
  EXPECT_EQ(got.body.find("Copyright"), std::string::npos);
  EXPECT_EQ(got.body.find("Sport"), std::string::npos);
  EXPECT_EQ(got.kind, records::PageKind::kArticle);
  EXPECT_GT(got.confidence, 0.5);
}

TEST(Body, IsFoundInScriptsWithoutSpaces) {
  std::string text;
  for (int i = 0; i < 6; ++i)
    text +=
        "<p>"
        "港口的海水在早晨漫过码头，住在附近的人们把船拖到岸上，等待风向转变。政府说这是多年来最高的"
        "一次潮水，将会调查原因。</p>";
  const auto got = article_of("<html lang='zh'><body>" + std::string(kMenu) +
                              "<div class='content'><h1>北方潮水上涨</h1>" + text + "</div>");
  EXPECT_NE(got.body.find("政府说"), std::string::npos);
  EXPECT_EQ(got.body.find("Sport"), std::string::npos);
}

TEST(Body, KeepsTextThatIsOnlySplitByBreaks) {
  std::string text;
  for (int i = 0; i < 9; ++i)
    text +=
        "The water came up over the quay in the morning, and people carried their boats inland, "
        "line " +
        std::to_string(i) + ".<br><br>";
  const auto got = article_of("<body>" + std::string(kMenu) +
                              "<div id='story'><h1>Tides rise</h1>" + text + "</div>");
  EXPECT_NE(got.body.find("line 0."), std::string::npos);
  EXPECT_NE(got.body.find("line 5."), std::string::npos);
}

TEST(Body, LeavesOutWhatStandsTwiceAndIsMarkedAsBesideIt) {
  const std::string quote = "We carried the boats inland before the wind turned, said the mayor.";
  const std::string beside =
      "<div class=mol-ad>Anzeige</div><aside class=pullquote><q>" + quote + "</q></aside>";
  const auto got = article_of("<h1>Tides rise in the north</h1><div class=prose>" + prose(3) +
                              beside + paragraph(3) +
                              "<aside class=pullquote><q>The harbour is closed until "
                              "Monday, the mayor added.</q></aside>" +
                              beside + prose(2) + "</div>");
  EXPECT_EQ(got.body.find(quote), std::string::npos);
  EXPECT_EQ(got.body.find("Anzeige"), std::string::npos);
  EXPECT_NE(got.body.find("paragraph 3"), std::string::npos);
}

TEST(Blocks, KeepTheirKindAndCleanInlineHtml) {
  const auto page = parse(
      "<article><h2>Head</h2><p>A <a href='/x' onclick='bad()'>link</a> &amp; "
      "<b>bold</b><script>x</script></p>"
      "<ol><li>one</li></ol><blockquote><p>said</p></blockquote><a "
      "href='javascript:bad()'>plain</a></article>");
  const auto ground = survey(page);
  std::vector<std::uint32_t> all;
  for (std::uint32_t i = 0; i < ground.blocks.size(); ++i) all.push_back(i);
  const auto blocks = make_blocks(page, ground, all, *url::Url::parse("https://lamp.example/a"));
  ASSERT_EQ(blocks.size(), 5U);
  using Kind = records::Block::Kind;
  EXPECT_EQ(blocks[0].kind, Kind::kHeading);
  EXPECT_EQ(blocks[0].level, 2);
  EXPECT_EQ(blocks[1].html,
            "A <a href=\"https://lamp.example/x\">link</a> &amp; <strong>bold</strong>");
  EXPECT_EQ(blocks[2].kind, Kind::kListItem);
  EXPECT_TRUE(blocks[2].ordered);
  EXPECT_EQ(blocks[3].kind, Kind::kQuote);
  EXPECT_EQ(blocks[4].html.find("javascript"), std::string::npos);
}

struct KindCase {
  const char* name;
  std::string html;
  const char* url;
  records::PageKind kind;
};
class PageKinds : public testing::TestWithParam<KindCase> {};
TEST_P(PageKinds, AreToldApart) {
  const auto got = article_of(GetParam().html, GetParam().url);
  EXPECT_EQ(got.kind, GetParam().kind) << records::to_string(got.kind) << ": " << got.kind_reason;
  EXPECT_FALSE(got.kind_reason.empty());
}
std::string headlines() {
  std::string out;
  for (int i = 0; i < 12; ++i)
    out += "<div class='card'><h3><a href='/news/story-number-" + std::to_string(i) +
           "-of-today'>Something happened in town number " + std::to_string(i) +
           " today</a></h3></div>";
  return out;
}
INSTANTIATE_TEST_SUITE_P(
    Cases, PageKinds,
    testing::Values(
        KindCase{"Article", "<h1>Tides</h1><time datetime=2024-05-17></time>" + prose(6),
                 "https://lamp.example/tides", records::PageKind::kArticle},
        KindCase{"Page", "<h1>Tides</h1>" + prose(6), "https://lamp.example/tides",
                 records::PageKind::kPage},
        KindCase{"Empty", "<body></body>", "https://lamp.example/tides", records::PageKind::kEmpty},
        KindCase{"Shell", "<div id='root'></div><script src='/a.js'></script>",
                 "https://lamp.example/tides", records::PageKind::kScriptShell},
        KindCase{"Error",
                 "<title>404 Not Found</title><h1>Not Found</h1><p>The page does not exist.</p>",
                 "https://lamp.example/tides", records::PageKind::kErrorPage},
        KindCase{
            "Login",
            "<h1>Sign in</h1><form><input name=u><input type=password></form><p>Please sign in to "
            "go on reading The Lamp on all your devices, at home and on the road, with one account "
            "for everything that we print and send, every day of the year and night.</p>",
            "https://lamp.example/tides", records::PageKind::kLoginWall},
        KindCase{"Listing", headlines(), "https://lamp.example/", records::PageKind::kListing},
        KindCase{
            "Liveblog",
            "<script "
            "type='application/ld+json'>{\"@type\":\"LiveBlogPosting\",\"headline\":\"Live\"}</"
            "script><h1>Live</h1>" +
                prose(6),
            "https://lamp.example/live", records::PageKind::kLiveblog},
        KindCase{"Paywalled",
                 "<script "
                 "type='application/"
                 "ld+json'>{\"@type\":\"NewsArticle\",\"headline\":\"Tides\","
                 "\"isAccessibleForFree\":\"False\"}</script><h1>Tides</h1>" +
                     prose(2),
                 "https://lamp.example/tides", records::PageKind::kPaywalled}),
    [](const auto& test) { return std::string(test.param.name); });

TEST(Robots, MetaDirectivesAreRead) {
  const auto got =
      article_of("<meta name='robots' content='noindex, noarchive'><h1>Tides</h1>" + prose(3));
  EXPECT_TRUE(got.noindex);
  EXPECT_TRUE(got.noarchive);
  EXPECT_FALSE(got.nofollow);
  EXPECT_FALSE(article_of("<meta name='robots' content='max-snippet:-1, index'><p>x</p>").noindex);
}

records::Article sample() {
  records::Article article;
  article.title = "Tides *rise*";
  article.authors = {"Ann Lee"};
  article.body = "One.";
  using Kind = records::Block::Kind;
  using records::Enclosure;
  const Enclosure first{.kind = Enclosure::Kind::kNumbered, .list = 1, .number = 1, .id = 2},
      second{.kind = Enclosure::Kind::kNumbered, .list = 1, .number = 2, .id = 3},
      quote{.kind = Enclosure::Kind::kQuote, .id = 4};
  article.blocks = {{Kind::kHeading, 2, false, "Head", "", ""},
                    {Kind::kParagraph, 0, false, "1. A link & more",
                     "1. A <a href=\"https://x.example/?a=1&amp;b=2\">link</a> &amp; more", ""},
                    {Kind::kListItem, 1, true, "first", "", "", {first}},
                    {Kind::kListItem, 1, true, "second", "", "", {second}},
                    {Kind::kQuote, 0, false, "<said>", "", "", {quote}},
                    {Kind::kImage, 0, false, "quay", "", "https://x.example/q.jpg"}};
  return article;
}

TEST(Render, MarkdownEscapesWhatIsNoMarkup) {
  EXPECT_EQ(
      render(sample(), BodyFormat::kMarkdown),
      "# Tides \\*rise\\*\n\n*Ann Lee*\n\n## Head\n\n1\\. A [link](https://x.example/?a=1&b=2) \\& "
      "more\n\n1. first\n2. second\n\n> \\<said>\n\n![quay](https://x.example/q.jpg)\n");
}

TEST(Render, HtmlHoldsNothingButWhatItMeans) {
  const auto got = render(sample(), BodyFormat::kHtml);
  EXPECT_NE(got.find("<h1>Tides *rise*</h1>"), std::string::npos);
  EXPECT_NE(got.find("<ol>\n<li>first</li>\n<li>second</li>\n</ol>"), std::string::npos);
  EXPECT_NE(got.find("<blockquote><p>&lt;said&gt;</p></blockquote>"), std::string::npos);
}

TEST(Extract, EndsOnHostilePages) {
  std::string deep;
  for (int i = 0; i < 20'000; ++i) deep += "<div class='content related'>x";
  article_of(deep);
  std::string wide;
  for (int i = 0; i < 20'000; ++i)
    wide += "<a href='/" + std::to_string(i) + "'>word</a> <time>2024</time>";
  article_of(wide);
  article_of(std::string(300'000, '<'));
  SUCCEED();
}

}  // namespace
}  // namespace tearsheet::extract
