#include <algorithm>

#include "select_fixture.h"

namespace tearsheet::select {
namespace {

struct SelectorCase {
  const char* name;
  const char* selector;
  const char* expected;
};
std::string case_name(const testing::TestParamInfo<SelectorCase>& info) {
  return info.param.name;
}

class OnArticle : public testing::TestWithParam<SelectorCase> {
 protected:
  const html::Document document_ =
      parse(R"(<!DOCTYPE html><html id=html lang=en><head id=head></head><body id=body>
<div id=main class="Page wide"><h1 id=h1>Title <em id=em>x</em></h1><p id=p1 class=lead>One</p><p id=p2>Two</p>
<p id=p3 class="lead last" title="">Three <a id=a1 href="/x" rel="NoFollow">l</a><a id=a2>m</a></p><custom-tag id=c1></custom-tag></div>
<ul id=ul><li id=l1>1<li id=l2 class=lead>2<li id=l3>3<li id=l4 class=lead>4<li id=l5>5</ul><div id=empty></div><div id=space> </div>
<svg id=svg viewBox="0 0 1 1"></svg><p id="1a" class="a.b c:d">odd</p></body></html>)");
};
TEST_P(OnArticle, GivesTheseElements) {
  EXPECT_EQ(css(GetParam().selector, document_), GetParam().expected);
}

INSTANTIATE_TEST_SUITE_P(Simple, OnArticle,
                         testing::Values(SelectorCase{"Type", "h1", "h1"},
                                         SelectorCase{"TypeHasNoCase", "H1", "h1"},
                                         SelectorCase{"CustomElement", "custom-tag", "c1"},
                                         SelectorCase{"Universal", "p *", "a1 a2"},
                                         SelectorCase{"AnyNamespace", "*|em", "em"},
                                         SelectorCase{"NoNamespaceIsNeverThere", "|em", ""},
                                         SelectorCase{"Id", "#p2", "p2"},
                                         SelectorCase{"IdHasCase", "#P2", ""},
                                         SelectorCase{"Class", ".lead", "p1 p3 l2 l4"},
                                         SelectorCase{"ClassHasCase", ".page", ""},
                                         SelectorCase{"TwoClasses", ".lead.last", "p3"},
                                         SelectorCase{"EscapedId", "#\\31 a", "1a"},
                                         SelectorCase{"EscapedClass", ".a\\.b.c\\:d", "1a"},
                                         SelectorCase{"Comments", "/*x*/p/**/#p1/*y*/", "p1"},
                                         SelectorCase{"ClassThatIsNowhere", ".none p", ""}),
                         case_name);

INSTANTIATE_TEST_SUITE_P(Attributes, OnArticle,
                         testing::Values(SelectorCase{"Exists", "[href]", "a1"},
                                         SelectorCase{"NameHasNoCase", "[HREF]", "a1"},
                                         SelectorCase{"Equals", "[class='lead last']", "p3"},
                                         SelectorCase{"Word", "[class~=last]", "p3"},
                                         SelectorCase{"EmptyWord", "[class~='']", ""},
                                         SelectorCase{"Dash", "[lang|=en]", "html"},
                                         SelectorCase{"Prefix", "[class^=lead]", "p1 p3 l2 l4"},
                                         SelectorCase{"Suffix", "[class$=wide]", "main"},
                                         SelectorCase{"Substring", "[class*='ge w']", "main"},
                                         SelectorCase{"EmptyPrefix", "[title^='']", ""},
                                         SelectorCase{"EmptyValue", "[title='']", "p3"},
                                         SelectorCase{"ValueHasCase", "[class=PAGE]", ""},
                                         SelectorCase{"FlagI", "[class~=PAGE i]", "main"},
                                         SelectorCase{"RelHasNoCaseInHtml", "[rel=nofollow]", "a1"},
                                         SelectorCase{"FlagS", "[rel=nofollow s]", ""},
                                         SelectorCase{"NotEqual", "a[rel!=x]", "a1 a2"},
                                         SelectorCase{"SvgKeepsCase", "[viewBox]", "svg"},
                                         SelectorCase{"SvgOtherCase", "svg[viewbox]", ""},
                                         SelectorCase{"Number", "p:not([id=-1])", "p1 p2 p3 1a"}),
                         case_name);

INSTANTIATE_TEST_SUITE_P(
    Combinators, OnArticle,
    testing::Values(SelectorCase{"Descendant", "body em", "em"},
                    SelectorCase{"Child", "div > em", ""}, SelectorCase{"ChildHit", "h1>em", "em"},
                    SelectorCase{"NextSibling", "p + p", "p2 p3"},
                    SelectorCase{"LaterSibling", "h1 ~ p", "p1 p2 p3"},
                    SelectorCase{"ListIsInDocumentOrder", "em, h1, p1, h1", "h1 em"},
                    // The nearest ancestor that matches is not the one that has the right parent.
                    SelectorCase{"BacktracksOverAncestors", "body > div a", "a1 a2"},
                    SelectorCase{"BacktracksOverSiblings", "li:first-child ~ li + .lead", "l4"},
                    SelectorCase{"MixedChain", "#main > h1 ~ p + p > a", "a1 a2"}),
    case_name);

INSTANTIATE_TEST_SUITE_P(
    Structure, OnArticle,
    testing::Values(SelectorCase{"Root", ":root", "html"},
                    SelectorCase{"ScopeIsTheRoot", ":scope > body", "body"},
                    SelectorCase{"EmptyTakesNoSpace", "div:empty", "empty"},
                    SelectorCase{"FirstChild", "p:first-child", ""},
                    SelectorCase{"LastChild", "#main > :last-child", "c1"},
                    SelectorCase{"OnlyChildIsAlsoTheRoot", ":only-child", "html em"},
                    SelectorCase{"FirstOfType", "#main > p:first-of-type", "p1"},
                    SelectorCase{"LastOfType", "#main > p:last-of-type", "p3"},
                    SelectorCase{"OnlyOfType", "#main > :only-of-type", "h1 c1"},
                    SelectorCase{"Nth", "li:nth-child(2)", "l2"},
                    SelectorCase{"NthOdd", "li:nth-child(odd)", "l1 l3 l5"},
                    SelectorCase{"NthEven", "li:nth-child( EVEN )", "l2 l4"},
                    SelectorCase{"NthFormula", "li:nth-child(3n - 1)", "l2 l5"},
                    SelectorCase{"NthNegative", "li:nth-child(-n+2)", "l1 l2"},
                    SelectorCase{"NthPlusN", "li:nth-child(+n)", "l1 l2 l3 l4 l5"},
                    SelectorCase{"NthLast", "li:nth-last-child(-n+2)", "l4 l5"},
                    SelectorCase{"NthOfType", "#main > p:nth-of-type(2)", "p2"},
                    SelectorCase{"NthLastOfType", "#main > p:nth-last-of-type(1)", "p3"},
                    SelectorCase{"NthOf", "li:nth-child(2 of .lead)", "l4"},
                    SelectorCase{"NthLastOf", "li:nth-last-child(odd of .lead)", "l4"},
                    SelectorCase{"NthZero", "li:nth-child(0)", ""},
                    SelectorCase{"NthDashDigits", "li:nth-child(2n-1)", "l1 l3 l5"}),
    case_name);

INSTANTIATE_TEST_SUITE_P(
    Functions, OnArticle,
    testing::Values(SelectorCase{"Is", ":is(h1, h2) em", "em"},
                    SelectorCase{"Where", ":where(#ul, #main) > .lead", "p1 p3 l2 l4"},
                    SelectorCase{"IsWithAnEmptyPart", ":is(, em)", "em"},
                    SelectorCase{"IsOfNothing", ":is()", ""},
                    SelectorCase{"IsWithCombinator", "p:is(#main > *)", "p1 p2 p3"},
                    SelectorCase{"Not", "#main > p:not(.lead, #x)", "p2"},
                    SelectorCase{"NotWithCombinator", "p:not(div p)", "1a"},
                    SelectorCase{"HasDescendant", "div:has(em)", "main"},
                    SelectorCase{"HasChild", "div:has(> em)", ""},
                    SelectorCase{"HasNext", ":has(+ #p2)", "p1"},
                    SelectorCase{"HasLater", "li:has(~ .lead)", "l1 l2 l3"},
                    SelectorCase{"HasChain", "body:has(div > h1 + p)", "body"},
                    // Marks that one alternative leaves must not stop another on its way up.
                    SelectorCase{"HasTwoWays", ":has(> #em, #em)", "html body main h1"},
                    SelectorCase{"HasInHas", "div:has(p:has(a))", "main"},
                    SelectorCase{"NotHas", "p:not(:has(a))", "p1 p2 1a"},
                    SelectorCase{"Contains", "p:contains(Two)", "p2"},
                    SelectorCase{"ContainsInParts", "h1:contains('Title x')", "h1"},
                    SelectorCase{"ContainsHasCase", "p:contains('two')", ""},
                    SelectorCase{"ContainsRaw", ":contains(l m)", ""},
                    SelectorCase{"Lang", "em:lang(en)", "em"},
                    SelectorCase{"LangOther", "em:lang(de, fr)", ""},
                    SelectorCase{"Dir", "em:dir(ltr)", "em"}),
    case_name);

TEST(QuirksMode, IdsAndClassesHaveNoCase) {
  const auto document = parse("<p id=A class=Lead>x<p id=b class='x LEAD'>y");
  ASSERT_TRUE(document.is_quirks());
  EXPECT_EQ(css(".lead", document), "A b");
  EXPECT_EQ(css("#a + #B", document), "b");
}

TEST(Evaluator, ScopeBoundsTheMatchesNotWhatTheyAreIn) {
  const auto document =
      parse("<!DOCTYPE html><div id=a><p id=b><i id=c></i></p></div><p id=d><i id=e></i></p>");
  Evaluator evaluator(document);
  const html::Node inner = evaluator.nodes(*Query::css("#b"), document.root()).front();
  EXPECT_EQ(describe(*evaluator.all(*Query::css("div i"), inner)), "c");
  EXPECT_EQ(describe(*evaluator.all(*Query::css(":scope > i"), inner)), "c");
  EXPECT_EQ(describe(*evaluator.all(*Query::css("p"), inner)), "");
  const html::Node other = evaluator.nodes(*Query::css("#d"), document.root()).front();
  EXPECT_EQ(describe(*evaluator.all(*Query::css(":scope > i"), other)), "e");
}

// What a program learned for one scope must not speak for the next.
TEST(Evaluator, ChangesScopeWithoutMixingUp) {
  const auto document =
      parse("<!DOCTYPE html><div id=a><p id=b><i>x</i></p></div><div id=c><p id=d>y</p></div>");
  Evaluator evaluator(document);
  const auto divs = evaluator.nodes(*Query::css("div"), document.root());
  const auto plain = Query::css(":scope > p:has(i), :scope > p:not(:has(i))");
  const auto inside = Query::css("p:is(:scope > *):has(i), p:not(:scope *, :has(i))");
  for (int round = 0; round < 3; ++round) {
    EXPECT_EQ(describe(*evaluator.all(*plain, divs[0])), "b");
    EXPECT_EQ(describe(*evaluator.all(*plain, divs[1])), "d");
    EXPECT_EQ(describe(*evaluator.all(*inside, divs[0])), "b");
    EXPECT_EQ(describe(*evaluator.all(*inside, divs[1])), "");
  }
}

TEST(Evaluator, MatchesTellsOfOneElement) {
  const auto document = parse("<!DOCTYPE html><div><p class=ad>x<p>y</div>");
  Evaluator evaluator(document);
  const auto query = Query::css("div > .ad, aside");
  ASSERT_TRUE(query);
  std::size_t count = 0;
  for (std::uint32_t i = 1; i < document.size(); ++i)
    count += evaluator.matches(*query, document.node(i)) ? 1 : 0;
  EXPECT_EQ(count, 1U);
  EXPECT_FALSE(evaluator.matches(*query, document.root()));
}

TEST(Evaluator, ServesManyQueriesOneAfterAnother) {
  const auto document = parse("<!DOCTYPE html><ul><li id=a>1<li id=b>2</ul>");
  Evaluator evaluator(document);
  for (int i = 1; i <= 100; ++i) {
    const auto query = Query::css("li:nth-child(" + std::to_string(i) + ")");
    ASSERT_TRUE(query);
    EXPECT_EQ(evaluator.all(*query)->size(), i <= 2 ? 1U : 0U);
  }
}

}  // namespace
}  // namespace tearsheet::select
