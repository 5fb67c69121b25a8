#include "select_fixture.h"

namespace tearsheet::select {
namespace {

struct ValueCase {
  const char* name;
  const char* selector;
  const char* expected;
};
class Values : public testing::TestWithParam<ValueCase> {
 protected:
  const html::Document document_ = parse(
      "<!DOCTYPE html><div id=d>one<p id=p class=x>two<b>three</b>four</p>five</div><a id=a "
      "href=/1 title=t>six</a>"
      "<a id=b href=''>seven</a><script type='application/ld+json; "
      "charset=utf-8'>{\"a\":1}</script>");
};
// What parsel gives for the same (its tests are the source of the rules for "*::text" and "div
// ::text").
TEST_P(Values, AreThoseOfParsel) {
  EXPECT_EQ(css(GetParam().selector, document_), GetParam().expected);
}

INSTANTIATE_TEST_SUITE_P(
    Cases, Values,
    testing::Values(ValueCase{"TextNodesOfTheElementItself", "#d::text", "'one' 'five'"},
                    ValueCase{"AllTextBelow", "#d ::text", "'one' 'two' 'three' 'four' 'five'"},
                    ValueCase{"AllTextBelowWithStar", "#d *::text",
                              "'one' 'two' 'three' 'four' 'five'"},
                    ValueCase{"ChildrenOnly", "#d > *::text", "'two' 'four'"},
                    ValueCase{"OfNestedMatchesOnce", "div ::text, p ::text",
                              "'one' 'two' 'three' 'four' 'five'"},
                    ValueCase{"Everything", "::text",
                              "'one' 'two' 'three' 'four' 'five' 'six' 'seven' '{\"a\":1}'"},
                    ValueCase{"Attribute", "a::attr(href)", "'/1' ''"},
                    ValueCase{"AttributeHasNoCase", "a::ATTR(HREF)", "'/1' ''"},
                    ValueCase{"AttributeInQuotes", "a::attr('title')", "'t'"},
                    ValueCase{"AttributeThatIsNotThere", "p::attr(href)", ""},
                    ValueCase{"AttributesBelow", "body ::attr(id)", "'d' 'p' 'a' 'b'"},
                    ValueCase{"ItsOwnAttributeToo", "#p ::attr(class)", "'x'"},
                    ValueCase{"MixedList", "a::text, b, a::attr(title)", "- 't' 'six' 'seven'"},
                    ValueCase{"DataScript", "script[type*='ld+json']::text", "'{\"a\":1}'"}),
    [](const auto& test) { return std::string(test.param.name); });

TEST(ValuesOfAScope, CountTheScopeItself) {
  const auto document =
      parse("<!DOCTYPE html><p><a id=a href=/1>x<i>y</i></a><a id=b href=/2>z</a>");
  Evaluator evaluator(document);
  const html::Node link = evaluator.nodes(*Query::css("#a"), document.root()).front();
  const auto give = [&](const char* selector) {
    return describe(*evaluator.all(*Query::css(selector), link));
  };
  EXPECT_EQ(give("::attr(href)"), "'/1'");
  EXPECT_EQ(give("a::attr(href)"), "'/1'");
  EXPECT_EQ(give(":scope::text"), "'x'");
  EXPECT_EQ(give("*::text"), "'x' 'y'");
  EXPECT_EQ(give("p ::text"), "'x' 'y'");
}

TEST(MatchText, IsTheElementsTextOrTheValue) {
  const auto document =
      parse("<!DOCTYPE html><p>a<b>b</b></p><script type='application/json'>[1]</script>");
  Evaluator evaluator(document);
  EXPECT_EQ(evaluator.all(*Query::css("p"))->front().text(), "ab");
  EXPECT_EQ(evaluator.all(*Query::css("b::text"))->front().text(), "b");
  EXPECT_EQ(evaluator.all(*Query::css("script"))->front().text(), "[1]");
}

}  // namespace
}  // namespace tearsheet::select
