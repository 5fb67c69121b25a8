#include "select_fixture.h"

namespace tearsheet::select {
namespace {

struct ErrorCase {
  const char* selector;
  int column;
  const char* says;
};
class CssError : public testing::TestWithParam<ErrorCase> {};

TEST_P(CssError, NamesThePlaceAndTheTrouble) {
  const auto query = Query::css(GetParam().selector);
  ASSERT_FALSE(query) << GetParam().selector;
  EXPECT_EQ(query.error().column, GetParam().column) << query.error().message;
  EXPECT_NE(query.error().message.find(GetParam().says), std::string::npos)
      << query.error().message;
  EXPECT_TRUE(query.error().message.starts_with("selector:")) << query.error().message;
}

INSTANTIATE_TEST_SUITE_P(
    Cases, CssError,
    testing::Values(
        ErrorCase{"", 1, "missing"}, ErrorCase{"   ", 4, "missing"}, ErrorCase{"a,", 3, "missing"},
        ErrorCase{",a", 1, "missing"}, ErrorCase{"a,,b", 3, "missing"},
        ErrorCase{"> a", 1, "cannot start with '>'"}, ErrorCase{"a >", 4, "missing"},
        ErrorCase{"a > > b", 5, "unexpected '>'"}, ErrorCase{"a >> b", 4, "unexpected '>'"},
        ErrorCase{"a)", 2, "unexpected ')'"}, ErrorCase{"a]", 2, "unexpected ']'"},
        ErrorCase{"a%", 2, "unexpected '%'"}, ErrorCase{"a 'x'", 3, "unexpected a string"},
        ErrorCase{"a 12", 3, "cannot start with a digit"}, ErrorCase{"a (b)", 3, "unexpected '('"},
        ErrorCase{"a f(b)", 3, "unexpected 'f('"}, ErrorCase{"[a=b,]", 5, "expected ']', not ','"},
        ErrorCase{"*div", 2, "must come first"}, ErrorCase{"[a]p", 4, "must come first"},
        ErrorCase{".1x", 1, "cannot start with a digit"}, ErrorCase{"..x", 2, "class name"},
        ErrorCase{"#1x", 1, "id cannot start with a digit"},
        ErrorCase{"a:", 3, "name of a pseudo-class"},
        ErrorCase{"p:frist-child", 2, "did you mean ':first-child'"},
        ErrorCase{":nth-child", 1, "argument"}, ErrorCase{":before", 1, "pseudo-element"},
        ErrorCase{"a::before", 2, "'::before' is not supported"},
        ErrorCase{"a::text()", 2, "no argument"}, ErrorCase{"a::attr", 2, "needs the name"},
        ErrorCase{"::attr(12)", 8, "name of an attribute"},
        ErrorCase{"a::text b", 9, "nothing may follow"},
        ErrorCase{":is(a::text)", 6, "inside parentheses"},
        ErrorCase{"svg|a", 1, "prefix 'svg' is not declared"},
        ErrorCase{"[svg|a]", 2, "prefix 'svg' is not declared"}, ErrorCase{"*|", 3, "element name"},
        ErrorCase{"[*|*=x]", 4, "attribute name"}, ErrorCase{"[a", 3, "']' is missing"},
        ErrorCase{"[a=", 4, "attribute value"}, ErrorCase{"[a==b]", 4, "attribute value"},
        ErrorCase{"[a=b c]", 6, "expected ']', 'i' or 's'"},
        ErrorCase{"[a=b i d]", 8, "expected ']'"}, ErrorCase{"[a='b]", 4, "string has no end"},
        ErrorCase{"a /* x", 3, "comment has no end"}, ErrorCase{":is(a", 6, "')' is missing"},
        ErrorCase{":not()", 6, "missing"}, ErrorCase{":not(a,)", 8, "missing"},
        ErrorCase{":has()", 6, "missing"}, ErrorCase{":is(> a)", 5, "cannot start with"},
        ErrorCase{":is(:frist-child)", 5, "did you mean"},
        ErrorCase{":nth-child()", 12, "expected a position"},
        ErrorCase{":nth-child(2n+ 1 x)", 18, "unexpected 'x'"},
        ErrorCase{":nth-child(n of)", 16, "missing"},
        ErrorCase{":nth-of-type(2 of a)", 16, "unexpected 'of'"},
        ErrorCase{":nth-child(+ n)", 12, "expected a position"},
        ErrorCase{":nth-child(1.5)", 12, "expected a position"},
        ErrorCase{":lang()", 7, "language"}, ErrorCase{":dir()", 6, "ltr or rtl"},
        ErrorCase{":contains()", 11, "wants a text"},
        ErrorCase{":-tearsheet-editable", 1, "not supported"}));

TEST(CssLimits, AreErrorsOfTheirOwn) {
  std::string nested = "a";
  for (int i = 0; i < 40; ++i) nested = ":is(" + nested + ")";
  std::string chain = "a";
  for (int i = 0; i < 100; ++i) chain += " a";
  std::string parts = "a";
  for (int i = 0; i < 5000; ++i) parts += ".b";
  for (const std::string& selector : {nested, chain, parts, std::string(20'000, 'a')}) {
    const auto query = Query::css(selector);
    ASSERT_FALSE(query);
    EXPECT_EQ(query.error().code, ErrorCode::kTooLarge);
  }
}

}  // namespace
}  // namespace tearsheet::select
