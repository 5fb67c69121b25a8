// What a page says of itself: JSON-LD and its repair, headlines, dates, authors.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "extract/extract.h"
#include "extract/fields.h"
#include "extract/page/hints.h"
#include "extract/page/json_repair.h"

namespace tearsheet::extract {
namespace {

struct RepairCase {
  const char* name;
  const char* broken;
  const char* expected;
};
class JsonRepair : public testing::TestWithParam<RepairCase> {};
TEST_P(JsonRepair, GivesTheJsonThatWasMeant) {
  const auto got = nlohmann::json::parse(repair_json(GetParam().broken), nullptr, false);
  ASSERT_FALSE(got.is_discarded()) << repair_json(GetParam().broken);
  EXPECT_EQ(got, nlohmann::json::parse(GetParam().expected));
}
INSTANTIATE_TEST_SUITE_P(
    Cases, JsonRepair,
    testing::Values(RepairCase{"TrailingCommas", R"({"a":[1,2,],})", R"({"a":[1,2]})"},
                    RepairCase{"RawLineEnd", "{\"a\":\"b\nc\td\"}", R"({"a":"b\nc d"})"},
                    RepairCase{"Comments", "/* x */{\"a\":1 // y\n}", R"({"a":1})"},
                    RepairCase{"Cdata", "//<![CDATA[\n{\"a\":1}\n//]]>", R"({"a":1})"},
                    RepairCase{"HtmlComment", "<!--{\"a\":1}-->", R"({"a":1})"},
                    RepairCase{"QuotesInside", R"({"a":"He said "no" twice","b":1})",
                               R"({"a":"He said \"no\" twice","b":1})"},
                    RepairCase{"UnknownEscape", R"({"a":"it\'s"})", R"({"a":"it's"})"},
                    RepairCase{"Semicolon", R"({"a":1};)", R"({"a":1})"},
                    RepairCase{"CutOff", R"({"a":{"b":[1,2)", R"({"a":{"b":[1,2]}})"},
                    RepairCase{"ForgottenBracket", R"({"a":[1,2})", R"({"a":[1,2]})"},
                    RepairCase{"TwoRoots", "{\"a\":1}\n{\"b\":2}", R"([{"a":1},{"b":2}])"},
                    RepairCase{"MissingComma", "{\"a\":\"x\"\n \"b\":\"y\"}",
                               R"({"a":"x","b":"y"})"},
                    RepairCase{"MissingCommaBehindAnObject", "{\"a\":{\"c\":1}\n \"b\":2}",
                               R"({"a":{"c":1},"b":2})"},
                    RepairCase{"MissingValue", R"({"a": , "b": })", R"({"a":null,"b":null})"},
                    RepairCase{"WordsOfScripts", R"({"a":undefined,"b":NaN,"c":true,"d":1.5e3,})",
                               R"({"a":null,"b":null,"c":true,"d":1500.0})"},
                    RepairCase{"NamesWithoutQuotes", R"({a:1,b_2:"x",})", R"({"a":1,"b_2":"x"})"},
                    RepairCase{"ByteOrderMark", "\xEF\xBB\xBF{\"a\":1,}", R"({"a":1})"},
                    RepairCase{"SlashesInText", R"({"a":"https://x.example/"})",
                               R"({"a":"https://x.example/"})"}),
    [](const auto& test) { return std::string(test.param.name); });

LinkedData linked(const std::string& json) {
  const html::DataScript script{"application/ld+json", json, ""};
  return read_linked_data({&script, 1});
}

TEST(LinkedDataReader, FindsTheArticleInAGraphAndResolvesItsAuthor) {
  const auto data = linked(R"({"@context":"https://schema.org","@graph":[
    {"@type":"WebSite","name":"The Lamp"},
    {"@type":"Person","@id":"#p","name":"Ann Lee"},
    {"@type":["Article","NewsArticle"],"headline":"Tides","author":{"@id":"#p"},"datePublished":"2024-05-17"}]})");
  ASSERT_EQ(data.articles.size(), 1U);
  EXPECT_EQ(data.articles[0].headline, "Tides");
  EXPECT_EQ(data.articles[0].authors, std::vector<std::string>{"Ann Lee"});
  EXPECT_FALSE(data.articles[0].is_nested);
  EXPECT_EQ(data.site_name, "The Lamp");
}

TEST(LinkedDataReader, TellsListedArticlesFromThePages) {
  const auto data = linked(
      R"({"@type":"ItemList","itemListElement":[{"@type":"ListItem","item":{"@type":"NewsArticle","headline":"Other"}}]})");
  ASSERT_EQ(data.articles.size(), 1U);
  EXPECT_TRUE(data.articles[0].is_nested);
}

TEST(LinkedDataReader, ReadsAScriptThatWasEscapedAsText) {
  const auto data =
      linked("{&quot;@type&quot;:&quot;NewsArticle&quot;,&quot;headline&quot;:&quot;Tides&quot;}");
  ASSERT_EQ(data.articles.size(), 1U);
  EXPECT_EQ(data.articles[0].headline, "Tides");
}

TEST(LinkedDataReader, KnowsEveryKindOfArticle) {
  for (const char* type :
       {"Article", "NewsArticle", "AnalysisNewsArticle", "AskPublicNewsArticle",
        "BackgroundNewsArticle", "OpinionNewsArticle", "ReportageNewsArticle", "ReviewNewsArticle",
        "AdvertiserContentArticle", "SatiricalArticle", "ScholarlyArticle", "TechArticle",
        "BlogPosting", "LiveBlogPosting", "SocialMediaPosting", "DiscussionForumPosting", "Report",
        "http://schema.org/NewsArticle", "schema:NewsArticle"}) {
    const auto data = linked(std::string("[{\"@type\":\"") + type +
                             "\",\"headline\":\"Tides\",\"dateModified\":\"2024-05-17\"}]");
    ASSERT_EQ(data.articles.size(), 1U) << type;
    EXPECT_EQ(data.articles[0].modified, "2024-05-17");
  }
}

TEST(LinkedDataReader, SurvivesHostileDepth) {
  EXPECT_TRUE(linked(std::string(200'000, '[')).articles.empty());
  EXPECT_TRUE(linked("{\"@type\":\"Article\",\"author\":{\"@id\":\"#a\"},\"@id\":\"#a\"}")
                  .articles[0]
                  .authors.empty());
}

TEST(HintWords, AreReadFromCompoundNames) {
  EXPECT_TRUE(hints_in("article-body").has(Hint::kArticleBody));
  EXPECT_TRUE(hints_in("entryContent").has(Hint::kArticleBody));
  EXPECT_TRUE(hints_in("postcontent").has(Hint::kArticleBody));
  EXPECT_FALSE(hints_in("article body-less").has(Hint::kArticleBody));
  EXPECT_TRUE(hints_in("c-related__list").has(Hint::kRelated));
  EXPECT_EQ(hints_in("x1 y2 zz9").bits(), 0U);
}

html::Document parse(std::string html) {
  return *html::Document::parse(std::move(html));
}

records::Article article_of(std::string html,
                            std::string_view url = "https://lamp.example/2024/05/17/tides") {
  const auto page = parse(std::move(html));
  PageContext context;
  context.url = *url::Url::parse(url);
  return extract_article(page, context);
}

std::string prose(int paragraphs) {
  std::string out;
  for (int i = 0; i < paragraphs; ++i) {
    out +=
        "<p>The water came up over the quay in the morning, and people who live by the harbour, "
        "paragraph " +
        std::to_string(i) + ", carried their boats inland before the wind turned.</p>";
  }
  return out;
}

TEST(LaterPage, IsTheSameAddressWithANumber) {
  const auto is = [](const char* page, const char* next) {
    return is_later_page(*url::Url::parse(page), *url::Url::parse(next));
  };
  EXPECT_TRUE(is("https://a.example/story.html", "https://a.example/story-2.html"));
  EXPECT_TRUE(is("https://a.example/story/", "https://a.example/story/2/"));
  EXPECT_TRUE(is("https://a.example/story?page=1", "https://a.example/story?page=2"));
  EXPECT_FALSE(is("https://a.example/story-one", "https://a.example/story-two"));
  EXPECT_FALSE(is("https://a.example/story/", "https://b.example/story/2/"));
}

TEST(Sources, AreNotedForEachField) {
  const auto got =
      article_of("<meta property='og:title' content='Tides rise'><h1>Tides rise</h1>" + prose(5));
  const auto has = [&](const char* field) {
    return std::any_of(got.sources.begin(), got.sources.end(),
                       [&](const auto& one) { return one.field == field && !one.source.empty(); });
  };
  EXPECT_TRUE(has("title"));
  EXPECT_TRUE(has("date"));  // of the path
  EXPECT_TRUE(has("body"));
}

}  // namespace
}  // namespace tearsheet::extract
