// Articles whose text is in the page's scripts: every form that frameworks and content systems have,
// and pages whose tree has the text and must stay as they are.
#include <gtest/gtest.h>

#include <algorithm>

#include "extract/extract.h"

namespace tearsheet::extract {
namespace {

const std::string kTitle = "Lamp on the northern point is lit again";
const std::string kFirst =
    "The lamp on the northern point was lit again on Tuesday night, four years after a storm had "
    "broken its glass and drowned the road that led to it.";
const std::string kSecond =
    "Two keepers will live there in turns until the spring, and the boat that brings them bread "
    "takes back the letters of the day before, as it used to do.";
const std::string kThird =
    "The oldest of them said that he had missed the noise of the machine more than the light, and "
    "that the gulls had found other places to sleep in since then.";
const std::string kOther =
    "The market hall gets a new roof of slate, and the traders have to move to the square for the "
    "whole of the winter, where there is neither water nor a wall against the wind.";

records::Article read(const std::string& html,
                      const std::string& address = "https://coast.example/news/lamp-is-lit-again") {
  const auto page = html::Document::parse(html);
  PageContext context;
  context.url = *url::Url::parse(address);
  return extract_article(*page, context);
}
std::string shell(const std::string& scripts) {
  return "<html lang=en><head><title>" + kTitle +
         " | Coast Post</title></head><body><div id=root>" + "</div>" + scripts + "</body></html>";
}
std::string data(const std::string& json, const std::string& id = "__NEXT_DATA__") {
  return shell("<script type=application/json id=" + id + ">" + json + "</script>");
}
std::string code(const std::string& script) {
  return shell("<script>" + script + "</script>");
}
std::string quoted(const std::string& text) {
  return "\"" + text + "\"";
}
std::string paragraphs() {
  return "<p>" + kFirst + "<\\/p><h2>In turns<\\/h2><p>" + kSecond + "<\\/p><p>" + kThird +
         "<\\/p>";
}

struct StateCase {
  const char* name;
  std::string html;
};
class EmbeddedText : public testing::TestWithParam<StateCase> {};

TEST_P(EmbeddedText, IsTheBodyInOrder) {
  const auto article = read(GetParam().html);
  const auto first = article.body.find(kFirst), second = article.body.find(kSecond),
             third = article.body.find(kThird);
  ASSERT_NE(first, std::string::npos) << article.body << article.kind_reason;
  ASSERT_NE(second, std::string::npos) << article.body;
  ASSERT_NE(third, std::string::npos) << article.body;
  EXPECT_LT(first, second);
  EXPECT_LT(second, third);
  EXPECT_EQ(article.body.find("market hall"), std::string::npos) << article.body;
  EXPECT_EQ(article.kind, records::PageKind::kArticle) << article.kind_reason;
  EXPECT_EQ(article.title, kTitle);
}

const std::string kRelated = "\"related\":[{\"title\":\"New roof for the hall\",\"body\":\"<p>" +
                             kOther + kOther + kOther + kOther + "<\\/p>\"}]";
const std::string kArc =
    "{\"headlines\":{\"basic\":" + quoted(kTitle) +
    "},\"content_elements\":[{\"type\":\"text\",\"content\":" + quoted(kFirst) +
    "},{\"type\":\"header\",\"level\":3,\"content\":\"In turns\"}," +
    "{\"type\":\"text\",\"content\":" + quoted(kSecond) +
    "},{\"type\":\"image\",\"url\":\"https://coast.example/l.jpg\",\"caption\":"
    "\"The lamp\"},{\"type\":\"text\",\"content\":" +
    quoted(kThird) + "}]," + kRelated + "}";
std::string slate(const std::string& text) {
  return R"({"type":"paragraph","children":[{"text":)" + quoted(text.substr(0, 20)) +
         R"(},{"text":)" + quoted(text.substr(20)) + "}]}";
}
std::string piecewise(const std::string& text) {
  return R"({"tag":"p","children":[)" + quoted(text.substr(0, 60)) +
         R"(,{"tag":"a","attrs":{"href":"/x"},"children":[)" + quoted(text.substr(60, 24)) + "]}," +
         quoted(text.substr(84)) + "]}";
}
std::string rich(const std::string& text) {
  return R"({"nodeType":"paragraph","data":{},"content":[{"nodeType":"text","value":)" +
         quoted(text) + R"(,"marks":[],"data":{}}]})";
}
std::string element(const std::string& text) {
  return R"([\"$\",\"p\",null,{\"children\":\")" + text + R"(\"}])";
}

INSTANTIATE_TEST_SUITE_P(
    Cases, EmbeddedText,
    testing::Values(
        StateCase{"NextData",
                  data("{\"props\":{\"pageProps\":{\"story\":{\"title\":" + quoted(kTitle) +
                       ",\"body\":\"" + paragraphs() + "\"}," + kRelated + "}}}")},
        StateCase{"ArcFusion", code("Fusion.globalContent=" + kArc + ";Fusion.x={};")},
        StateCase{"InitialState", code("window.__INITIAL_STATE__ = {story: {headline: '" + kTitle +
                                       "', text: '" + paragraphs() + "',}, n: undefined};")},
        StateCase{"JsonParse",
                  code("window.__STATE__ = JSON.parse(\"{\\\"a\\\":{\\\"title\\\":\\\"" + kTitle +
                       "\\\",\\\"paragraphs\\\":[\\\"" + kFirst + "\\\",\\\"" + kSecond +
                       "\\\",\\\"" + kThird + "\\\"]}}\");")},
        StateCase{"Nuxt2",
                  code("window.__NUXT__=(function(a,b){return {data:[{story:{title:a,url:b,"
                       "body:\"" +
                       paragraphs() + "\"}}]}}(\"" + kTitle + "\",\"x\"));")},
        StateCase{
            "Nuxt3",
            data("[{\"data\":1},{\"story\":2},{\"title\":3,\"body\":4,\"more\":5}," +
                     quoted(kTitle) + ",\"" + paragraphs() + "\",[6],{\"title\":7,\"body\":8}," +
                     "\"New roof for the market hall\"," + quoted(kOther + kOther + kOther) + "]",
                 "__NUXT_DATA__")},
        StateCase{"NextStream",
                  shell("<script>self.__next_f.push([1,\"7:[\\\"$\\\",\\\"article\\\",null,{"
                        "\\\"children\\\":[[\\\"$\\\",\\\"h1\\\",null,{\\\"children\\\":\\\"" +
                        kTitle + "\\\"}]," + element(kFirst) + "," + element(kSecond) + "\"])" +
                        "</script><script>self.__next_f.push([1,\"," + element(kThird) +
                        "]}]\\n\"])</script>")},
        StateCase{"NextStreamWithTextRow",
                  shell("<script>self.__next_f.push([1,\"7:{\\\"title\\\":\\\"" + kTitle +
                        "\\\",\\\"html\\\":\\\"$8\\\"}\\n8:T" +
                        [] {
                          char size[9];
                          const std::string text =
                              "<p>" + kFirst + "</p><p>" + kSecond + "</p><p>" + kThird + "</p>";
                          snprintf(size, sizeof size, "%zx", text.size());
                          return size + std::string(",") + text;
                        }() +
                        "\"])</script>")},
        StateCase{
            "Apollo",
            code("window.__APOLLO_STATE__={\"ROOT_QUERY\":{\"story\":{\"__ref\":\"Story:1\"}},"
                 "\"Story:1\":{\"title\":" +
                 quoted(kTitle) +
                 ",\"content\":[{\"__ref\":\"Text:1\"},{\"__ref\":\"Text:2\"},{\"__ref\":"
                 "\"Text:3\"}]},\"Text:2\":{\"text\":" +
                 quoted(kSecond) + "},\"Text:1\":{\"text\":" + quoted(kFirst) +
                 "},\"Text:3\":{\"text\":" + quoted(kThird) + "},\"Story:2\":{\"title\":" +
                 "\"New roof for the market hall\",\"text\":" + quoted(kOther + kOther) + "}};")},
        StateCase{"Relay",
                  code("window.__RELAY_STORE__={\"Story:1\":{\"title\":" + quoted(kTitle) +
                       ",\"parts\":{\"__refs\":[\"Part:1\",\"Part:2\",\"Part:3\"]}},\"Part:2\":"
                       "{\"text\":" +
                       quoted(kSecond) + "},\"Part:1\":{\"text\":" + quoted(kFirst) +
                       "},\"Part:3\":{\"text\":" + quoted(kThird) + "}};")},
        StateCase{
            "ElementsAsData",
            data("{\"title\":" + quoted(kTitle) + ",\"tree\":{\"tag\":\"div\",\"children\":[" +
                 piecewise(kFirst) + "," + piecewise(kSecond) + "," + piecewise(kThird) + "]}}")},
        StateCase{"Attribute", shell("<div data-page='{\"props\":{\"title\":" + quoted(kTitle) +
                                     ",\"body\":\"" + paragraphs() + "\"}}'></div>")},
        StateCase{"MetaOfMicrodata", shell("<meta itemprop=articleBody content='" + kFirst + "\n" +
                                           kSecond + "\n" + kThird + "'>")},
        StateCase{"Slate", data("{\"title\":" + quoted(kTitle) + ",\"content\":[" + slate(kFirst) +
                                "," + slate(kSecond) + "," + slate(kThird) + "]}")},
        StateCase{"RichText", data("{\"fields\":{\"title\":" + quoted(kTitle) +
                                   R"(,"body":{"nodeType":"document","content":[)" + rich(kFirst) +
                                   "," + rich(kSecond) + "," + rich(kThird) + "]}}}")},
        StateCase{"StringOfJson",
                  data("{\"title\":" + quoted(kTitle) + R"(,"body":"[{\"type\":\"p\",\"text\":\")" +
                       kFirst + R"(\"},{\"type\":\"p\",\"text\":\")" + kSecond +
                       R"(\"},{\"type\":\"p\",\"text\":\")" + kThird + R"(\"}]"})")},
        StateCase{"EscapedMarkup", data("{\"title\":" + quoted(kTitle) + ",\"body\":\"&lt;p&gt;" +
                                        kFirst + "&lt;/p&gt;&lt;p&gt;" + kSecond +
                                        "&lt;/p&gt;&lt;p&gt;" + kThird + "&lt;/p&gt;\"}")},
        StateCase{
            "ArticleBody",
            shell("<script type=application/ld+json>{\"@type\":\"NewsArticle\",\"headline\":" +
                  quoted(kTitle) + ",\"articleBody\":\"" + kFirst + "\\n" + kSecond + "\\n" +
                  kThird + "\"}</script>")}),
    [](const auto& test) { return std::string(test.param.name); });

TEST(EmbeddedBlocks, KeepHeadingsAndSayWhereTheyAreFrom) {
  const auto article = read(code("Fusion.globalContent=" + kArc + ";"));
  ASSERT_GE(article.blocks.size(), 4U);
  EXPECT_EQ(article.blocks[1].kind, records::Block::Kind::kHeading);
  EXPECT_EQ(article.blocks[1].level, 3);
  const auto body =
      std::ranges::find_if(article.sources, [](const auto& one) { return one.field == "body"; });
  ASSERT_NE(body, article.sources.end());
  EXPECT_EQ(body->source, "page-state");
  EXPECT_EQ(body->locator, "Fusion.globalContent.content_elements");
}

TEST(EmbeddedBlocks, TakeTheEntriesOfALiveBlogWithTheirTimes) {
  const auto article = read(shell(
      "<script type=application/ld+json>{\"@type\":\"LiveBlogPosting\",\"headline\":" +
      quoted(kTitle) + ",\"description\":" + quoted(kFirst) +
      ",\"liveBlogUpdate\":[{\"@type\":\"BlogPosting\",\"headline\":\"The boat is "
      "back\",\"datePublished\":\"2026-02-03T14:05:00+01:00\",\"articleBody\":" +
      quoted(kSecond) + "},{\"datePublished\":\"2026-02-03T12:40:00+01:00\",\"articleBody\":" +
      quoted(kThird) + "}]}</script>"));
  EXPECT_EQ(article.body, kFirst + "\n\n2026-02-03 14:05\n\nThe boat is back\n\n" + kSecond +
                              "\n\n2026-02-03 12:40\n\n" + kThird);
  EXPECT_EQ(article.kind, records::PageKind::kLiveblog);
}

TEST(EmbeddedText, BringsItsTitleDateAndAuthorWhereThePageShowsNothing) {
  const auto article = read(
      "<title>Coast Post</title><div id=app></div><script>window.__DATA__={story:{title:" +
      quoted(kTitle) + ",publishedAt:\"2026-02-03T14:05:00+01:00\",author:{name:\"Ines Holm\"}" +
      ",body:\"" + paragraphs() + paragraphs() + "\"},menu:[{title:\"Home\"}]};</script>");
  EXPECT_EQ(article.title, kTitle);
  EXPECT_NE(article.body.find(kThird), std::string::npos);
  ASSERT_TRUE(article.published);
  EXPECT_EQ(article.published->to_iso8601(), "2026-02-03T14:05:00+01:00");
  EXPECT_EQ(article.authors, std::vector<std::string>{"Ines Holm"});
}

std::string drawn(const std::string& text) {
  return "<html lang=en><title>" + kTitle + "</title><body><article><h1>" + kTitle + "</h1>" +
         text + "</article>";
}

TEST(EmbeddedText, StandsForATeaserInTheTree) {
  const auto article = read(drawn("<p>" + kFirst + "</p>") +
                            "<script type=application/json>{\"title\":" + quoted(kTitle) +
                            ",\"body\":\"" + paragraphs() + "\"}</script>");
  EXPECT_NE(article.body.find(kThird), std::string::npos);
}

struct GuardCase {
  const char* name;
  std::string state;
};
class DrawnText : public testing::TestWithParam<GuardCase> {};

TEST_P(DrawnText, StaysAsItIs) {
  const std::string page =
      drawn("<p>" + kFirst + "</p><p>" + kSecond + "</p><p>" + kThird + "</p>");
  EXPECT_EQ(read(page + GetParam().state).body, read(page).body);
}

INSTANTIATE_TEST_SUITE_P(
    Cases, DrawnText,
    testing::Values(
        GuardCase{"SameText", "<script type=application/json>{\"title\":" + quoted(kTitle) +
                                  ",\"body\":\"" + paragraphs() + "\"}</script>"},
        GuardCase{"OtherStories",
                  "<script type=application/json>{\"next\":{\"title\":\"New roof\","
                  "\"body\":\"" +
                      kOther + kOther + kOther + kOther + kOther + kOther + "\"}}</script>"},
        GuardCase{"OtherTextUnderTheTitle", "<script>window.a = {title: \"" + kTitle +
                                                "\", body: \"" + kOther + kOther + kOther + kOther +
                                                kOther + "\"}</script>"}),
    [](const auto& test) { return std::string(test.param.name); });

TEST(EmbeddedText, OfHostileScriptsIsLeftAlone) {
  std::string open, functions, quotes;
  for (int i = 0; i < 200'000; ++i) {
    open += "({[";
    functions += "(function(a){";
    quotes += "=\"{";
  }
  std::string references = "[{\"a\":1}";
  for (int i = 1; i < 3000; ++i)
    references += ",[" + std::to_string(i + 1) + "," + std::to_string(i + 1) + "]";
  for (const std::string& script : {open, functions, quotes})
    EXPECT_EQ(read(code(script)).body, "");
  EXPECT_EQ(read(data(references + ",1]")).body, "");
}

}  // namespace
}  // namespace tearsheet::extract
