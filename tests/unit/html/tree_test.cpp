#include <gtest/gtest.h>

#include "html/html.h"
#include "html/tag_names.h"

namespace tearsheet::html {
namespace {

Document parsed(std::string html, const ParseLimits& limits = {}) {
  auto document = Document::parse(std::move(html), limits);
  EXPECT_TRUE(document) << document.error().message;
  return std::move(*document);
}

Node first(const Document& document, std::string_view name) {
  for (std::uint32_t i = 0; i < document.size(); ++i) {
    if (document.node(i).name() == name) return document.node(i);
  }
  return {};
}

TEST(Tree, AnyPageHasHtmlHeadAndBody) {
  for (const char* html :
       {"", "x", "<p>", "<head>", "</html>", "<!doctype html><title>t</title>"}) {
    const Document document = parsed(html);
    EXPECT_EQ(document.html().name(), "html") << html;
    EXPECT_EQ(document.head().name(), "head") << html;
    EXPECT_EQ(document.body().name(), "body") << html;
  }
}

TEST(Tree, NodesAreInDocumentOrderAndKnowTheirNeighbours) {
  const Document document = parsed("<div id=a>x<b>y</b>z<i></i></div><p>q");
  const Node div = first(document, "div");
  const Node b = first(document, "b");
  const Node i = first(document, "i");
  EXPECT_EQ(div.parent(), document.body());
  EXPECT_EQ(div.first_child().text(), "x");
  EXPECT_EQ(div.first_child().next_sibling(), b);
  EXPECT_EQ(b.previous_sibling(), div.first_child());
  EXPECT_EQ(b.next_sibling().text(), "z");
  EXPECT_EQ(div.last_child(), i);
  EXPECT_FALSE(i.next_sibling());
  EXPECT_FALSE(i.first_child());
  EXPECT_FALSE(i.last_child());
  EXPECT_EQ(div.next_sibling(), first(document, "p"));
  EXPECT_TRUE(div.contains(b));
  EXPECT_FALSE(b.contains(div));
  EXPECT_FALSE(document.root().parent());
}

TEST(Tree, AttributesAreFoundByLowerCaseNameWithReferencesResolved) {
  const Document document =
      parsed("<a HREF='?a=1&amp;b=2' id=top CLASS=' x\ty-z\n' disabled>t</a>");
  const Node a = first(document, "a");
  EXPECT_EQ(a.attribute("href"), "?a=1&b=2");
  EXPECT_EQ(a.attribute("disabled"), "");
  EXPECT_EQ(a.attribute("title"), std::nullopt);
  EXPECT_EQ(a.id(), "top");
  EXPECT_TRUE(a.has_class("x"));
  EXPECT_TRUE(a.has_class("y-z"));
  EXPECT_FALSE(a.has_class("y"));
  EXPECT_FALSE(a.has_class("z"));
  EXPECT_FALSE(a.has_class(""));
  EXPECT_EQ(a.attributes().size(), 4U);
}

TEST(Tree, UnknownElementsHaveTheirNamesInLowerCase) {
  const Document document = parsed("<My-Card a=1><x:Y/>t</My-Card><DIALOG>d</DIALOG>");
  EXPECT_EQ(first(document, "my-card").tag(), Tag::kUnknown);
  EXPECT_EQ(first(document, "my-card").first_child().name(), "x:y");
  EXPECT_EQ(text_content(first(document, "dialog")), "d");
}

TEST(Tree, AnEndTagWithoutNameIsNothing) {
  const Document document =
      parsed("a</>b</></><x-y>c</x-y></><script type=application/json>1</script>");
  EXPECT_EQ(document.body().first_child().text(), "ab");
  EXPECT_EQ(text_content(first(document, "x-y")), "c");
  ASSERT_EQ(document.data_scripts().size(), 1U);
  EXPECT_EQ(document.data_scripts()[0].content, "1");
}

TEST(Tree, ForeignElementsHaveTheirOwnNamesAndNamespaces) {
  const Document document =
      parsed("<math><mi definitionurl=x>a</mi></math><svg viewbox='0 0 1 1'></svg>");
  EXPECT_EQ(first(document, "math").name_space(), Namespace::kMathMl);
  EXPECT_EQ(first(document, "mi").name_space(), Namespace::kMathMl);
  EXPECT_EQ(first(document, "svg").name_space(), Namespace::kSvg);
  EXPECT_EQ(first(document, "svg").attribute("viewBox"), "0 0 1 1");
}

TEST(Tree, TagNumbersAndNamesAgree) {
  EXPECT_EQ(tag_from_name("article"), Tag::kArticle);
  EXPECT_EQ(tag_from_name("dialog"), Tag::kUnknown);
  EXPECT_EQ(tag_from_name(""), Tag::kUnknown);
  for (std::uint16_t i = 0; i < static_cast<std::uint16_t>(Tag::kUnknown); ++i) {
    EXPECT_EQ(tag_from_name(tag_name(static_cast<Tag>(i))), static_cast<Tag>(i)) << i;
  }
}

TEST(Tree, ElementsBelowTheDepthLimitFollowInsteadOfNesting) {
  const Document document = parsed("<div><div><div>a<p>b</div>c</div></div>", {.max_depth = 4});
  // document, html, body, two div: what is deeper hangs under the second one.
  const Node inner = first(document, "div").first_child();
  EXPECT_EQ(text_content(document.body()), "abc");
  for (Node at = inner.first_child(); at; at = at.next_sibling()) EXPECT_FALSE(at.first_child());
}

TEST(VisibleText, EndsALittleBehindItsLimit) {
  const auto text_of = [](std::string page, std::size_t max_bytes) {
    const auto document = Document::parse(std::move(page));
    return visible_text(document->body(), max_bytes);
  };
  EXPECT_EQ(text_of("<p>one two</p><p>three</p>", 100), "one two\nthree");
  EXPECT_EQ(text_of("<p>one two</p><p>three</p>", 13), "one two\nthree");
  EXPECT_EQ(text_of("<p>one two</p><p>three</p>", 8), "one two\nt");
  EXPECT_EQ(text_of("<p>\u6771\u4EAC\u90FD</p>", 3), "\u6771\u4EAC") << "whole characters";
  std::string many;
  for (int i = 0; i < 5000; ++i) many += "<i></i>";
  EXPECT_EQ(text_of(many + "word", 10), "") << "no more elements than a short text has";
  EXPECT_EQ(text_of(many + "word", 10'000), "word");
}

TEST(VisibleText, BreaksLinesAtBlocksAndCollapsesSpace) {
  const Document document = parsed(
      "<title>t</title><body><h1>A  \n b</h1><p>c<br>d <b> e</b>f<script>var "
      "x</script></p><style>s</style>"
      "<ul><li>1<li>2</ul>tail");
  EXPECT_EQ(visible_text(document.body()), "A b\nc\nd ef\n1\n2\ntail");
  EXPECT_EQ(visible_text(first(document, "title")), "t");
}

TEST(Locator, NamesThePathFromTheNearestId) {
  const Document document = parsed("<div id=main><p>x</p><p class='lead big'>y</p></div><ul><li>z");
  EXPECT_EQ(locator(first(document, "p").next_sibling()), "div#main > p.lead:nth-child(2)");
  EXPECT_EQ(locator(first(document, "li").first_child()), "body > ul > li");
}

}  // namespace
}  // namespace tearsheet::html
