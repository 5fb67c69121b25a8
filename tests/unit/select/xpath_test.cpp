#include <libxml/xmlerror.h>

#include "select_fixture.h"

namespace tearsheet::select {
namespace {

struct XPathCase {
  const char* name;
  const char* expression;
  const char* expected;
};
class XPath : public testing::TestWithParam<XPathCase> {
 protected:
  const html::Document document_ =
      parse(R"(<!DOCTYPE html><html id=html><head></head><body id=body><div id=d class="box wide">
<p id=p1>One 12</p><p id=p2>Two <b id=b>bold</b></p><!-- note --><a id=a HREF="/x?id=7" CLASS="more">go</a></div>
<svg id=svg></svg><math id=math><mi id=mi>x</mi></math><p id=p1>same id</p><script type="application/json">{"k":2}</script></body></html>)");
};
TEST_P(XPath, GivesThis) {
  EXPECT_EQ(xpath(GetParam().expression, document_), GetParam().expected);
}

INSTANTIATE_TEST_SUITE_P(
    Cases, XPath,
    testing::Values(
        XPathCase{"Elements", "//p", "p1 p2 p1"},
        XPathCase{"UnionInDocumentOrder", "//b | //div", "d b"},
        XPathCase{"NoNamespaces", "//svg | //mi", "svg mi"},
        XPathCase{"LowerCaseAttributes", "//a/@href", "'/x?id=7'"},
        XPathCase{"Text", "//p[2]/text()", "'Two '"},
        XPathCase{"Comment", "//comment()", "' note '"},
        XPathCase{"ParentOfComment", "//comment()/..", "d"},
        XPathCase{"CommentBetween", "//comment()/following-sibling::a", "a"},
        XPathCase{"Id", "id('p1')", "p1"}, XPathCase{"IdList", "id('b a')", "b a"},
        XPathCase{"IdPath", "id('p2')/b", "b"}, XPathCase{"Number", "count(//p) div 2", "'1.5'"},
        XPathCase{"NaN", "number('x')", "'NaN'"}, XPathCase{"Infinity", "1 div 0", "'Infinity'"},
        XPathCase{"Boolean", "//p = 'same id'", "'true'"},
        XPathCase{"String", "concat(//b, '!')", "'bold!'"}, XPathCase{"Document", "/", "-"},
        XPathCase{"DataScript", "//script/text()", "'{\"k\":2}'"},
        XPathCase{"HasClass", "//*[has-class('wide', 'box')]", "d"},
        XPathCase{"HasNoPartOfAClass", "//*[has-class('wid')]", ""},
        XPathCase{"ReTest", "//p[re:test(., '^One \\d+$')]", "p1"},
        XPathCase{"ReTestFlag", "//p[re:test(., 'TWO', 'i')]", "p2"},
        XPathCase{"ReMatch", "re:match('a12b3', '([a-z])(\\d+)')", "'a12' 'a' '12'"},
        XPathCase{"ReMatchAll", "re:match('a12b3', '\\d+', 'g')", "'12' '3'"},
        XPathCase{"ReMatchOfAttribute", "string(re:match(//a/@href, 'id=(\\d+)')[2])", "'7'"},
        XPathCase{"ReReplace", "re:replace('a-b-c', '-', 'g', '\\')", "'a\\b\\c'"},
        XPathCase{"Empty", "//h6", ""}),
    [](const auto& test) { return std::string(test.param.name); });

struct BadXPath {
  const char* expression;
  int column;
  const char* says;
};
class XPathError : public testing::TestWithParam<BadXPath> {};
TEST_P(XPathError, IsFoundWhenItIsCompiled) {
  const auto query = Query::xpath(GetParam().expression);
  ASSERT_FALSE(query);
  EXPECT_EQ(query.error().column, GetParam().column) << query.error().message;
  EXPECT_NE(query.error().message.find(GetParam().says), std::string::npos)
      << query.error().message;
}
INSTANTIATE_TEST_SUITE_P(
    Cases, XPathError,
    testing::Values(BadXPath{"", 1, "missing"}, BadXPath{"//p[", 5, "cannot be read"},
                    BadXPath{"//p and", 8, "cannot be read"},
                    BadXPath{"//p[end-with(., 'x')]", 5, "not known"},
                    BadXPath{"//p[contain(., 'x')]", 5, "did you mean 'contains()'"},
                    BadXPath{"//a[contains(@href)]", 13, "takes 2 arguments, not 1"},
                    BadXPath{"concat('a')", 7, "2 or more"}, BadXPath{"$x", 1, "variables"},
                    BadXPath{"//svg:path", 3, "prefix 'svg'"},
                    BadXPath{"'abc", 5, "string has no end"},
                    BadXPath{"(1 + 2", 7, "cannot be read"}, BadXPath{"1.2.3", 4, "cannot be read"},
                    BadXPath{"//p[1", 6, "not finished"},
                    BadXPath{"p[last(1)]", 7, "takes 0 arguments, not 1"}));

TEST(XPathOperators, MayLookLikeFunctionNames) {
  const auto document = parse("<!DOCTYPE html><p id=a class=x>1</p>");
  EXPECT_EQ(xpath("//p[@id and (@class)]", document), "a");
  EXPECT_EQ(xpath("//*[self::p][1] [. mod (2) = 1]", document), "a");
  EXPECT_EQ(xpath("(//p)[position() or (false())]", document), "a");
}

TEST(XPathRun, WrongTypesAndPatternsAreErrors) {
  const auto document = parse("<!DOCTYPE html><p>x</p>");
  EXPECT_NE(xpath("count('x')", document).find("wrong type"), std::string::npos);
  EXPECT_NE(xpath("//p[re:test(., '(')]", document).find("pattern '('"), std::string::npos);
}

TEST(XPathRun, RelativePathsStartAtTheScope) {
  const auto document =
      parse("<!DOCTYPE html><div id=a><p id=b></p></div><div id=c><p id=d></p></div>");
  Evaluator evaluator(document);
  const html::Node scope = evaluator.nodes(*Query::css("#c"), document.root()).front();
  EXPECT_EQ(describe(*evaluator.all(*Query::xpath(".//p"), scope)), "d");
  EXPECT_EQ(describe(*evaluator.all(*Query::xpath("//p"), scope)), "b d");
  EXPECT_EQ(describe(*evaluator.all(*Query::xpath("@id"), scope)), "'c'");
}

TEST(XPathRun, TooMuchWorkEnds) {
  std::string page = "<!DOCTYPE html>";
  for (int i = 0; i < 300; ++i) page += "<div>some text of an element";
  const auto document = parse(page);
  for (const char* expression : {"//*[count(//*[count(//*) > 1]) > 1]",
                                 "//*[contains(/, //*[contains(/, //*[contains(/, 'zz')])])]"}) {
    const auto query = Query::xpath(expression);
    ASSERT_TRUE(query) << query.error().message;
    const auto matches = Evaluator(document).all(*query);
    ASSERT_FALSE(matches) << expression;
    EXPECT_EQ(matches.error().code, ErrorCode::kTooLarge) << expression << matches.error().message;
  }
}

// Nothing of libxml2's is left changed for others in the process, and nothing is printed.
TEST(XPathRun, LeavesLibxmlsHandlersAlone) {
  const auto before = xmlGenericError;
  testing::internal::CaptureStderr();
  EXPECT_FALSE(Query::xpath("//p["));
  const auto document = parse("<p>x");
  EXPECT_NE(xpath("count(1)", document).find("error"), std::string::npos);
  EXPECT_EQ(testing::internal::GetCapturedStderr(), "");
  EXPECT_EQ(xmlGenericError, before);
}

}  // namespace
}  // namespace tearsheet::select
