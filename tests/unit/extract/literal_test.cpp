// Data in scripts as JavaScript writes it: what is read of a literal, and what is none.
#include "extract/embedded/literal.h"

#include <gtest/gtest.h>

namespace tearsheet::extract {
namespace {

/// {key:"text",n:1,other:?,[..]} of the values, from `at` on.
std::string shown(const Values& values, std::uint32_t at) {
  const Value& value = values.all[at];
  switch (value.kind) {
    case ValueKind::kOther:
      return "?";
    case ValueKind::kString:
      return '"' + std::string(value.text) + '"';
    case ValueKind::kInteger:
      return std::to_string(value.number);
    case ValueKind::kArray:
    case ValueKind::kObject:
      break;
  }
  const bool is_object = value.kind == ValueKind::kObject;
  std::string out;
  for (std::uint32_t i = at + 1; i < value.end; i = values.all[i].end) {
    if (!out.empty()) out += ',';
    if (is_object) out += std::string(values.all[i].key) + ':';
    out += shown(values, i);
  }
  return is_object ? '{' + out + '}' : '[' + out + ']';
}

std::string read(std::string_view code, const Names& names = {}, std::size_t budget = 100'000) {
  Values values;
  LiteralBudget left{budget};
  const auto end = read_literal(code, 0, names, left, values);
  if (!end) return values.all.empty() ? "none" : "none, and values";
  return shown(values, 0) + std::string(code.substr(*end));
}

struct LiteralCase {
  const char* name;
  const char* code;
  const char* expected;  ///< With what stands behind it.
};
class Literals : public testing::TestWithParam<LiteralCase> {};
TEST_P(Literals, AreRead) {
  EXPECT_EQ(read(GetParam().code), GetParam().expected);
}

INSTANTIATE_TEST_SUITE_P(
    Cases, Literals,
    testing::Values(
        LiteralCase{"Json", R"({"a":"x","b":[1,2],"c":{}};rest)", R"({a:"x",b:[1,2],c:{}};rest)"},
        LiteralCase{"NamesAndSingleQuotes", "{a: 'x', $b_1: `y`, ü: 3,}",
                    R"({a:"x",$b_1:"y",ü:3})"},
        LiteralCase{"Comments", "{/* one */a: 1, // two\n b: 2 /* three */}", "{a:1,b:2}"},
        LiteralCase{"CommentWithoutEnd", "{a: 1 /* never", "none"},
        LiteralCase{"LineCommentWithoutEnd", "{a: 1 // never", "none"},
        LiteralCase{"Escapes", R"(['a\nb\tc\\d\'e\/f\0g'])", "[\"a\nb c\\d'e/f g\"]"},
        LiteralCase{"LineContinuation", "['a\\\nb']", R"(["ab"])"},
        LiteralCase{"HexEscape", R"(['\x41\xe9'])", R"(["Aé"])"},
        LiteralCase{"UnicodeEscape", R"(['\u00e9\u4e2d'])", R"(["é中"])"},
        LiteralCase{"UnicodeEscapeInBraces", R"(['\u{1F600}!'])", R"(["😀!"])"},
        LiteralCase{"SurrogatePair", R"(['\ud83d\ude00'])", R"(["😀"])"},
        LiteralCase{"HalfASurrogatePair", R"(['\ud83d!'])", "[\"\xEF\xBF\xBD!\"]"},
        LiteralCase{"BrokenEscapes", R"(['\xg1\u12\u{zz}\u{123456789}'])",
                    R"(["g112{zz}{123456789}"])"},
        LiteralCase{"Numbers", "[12, 1.5, 0x1F, 123456789012, 7n]", "[12,?,?,?,?]"},
        LiteralCase{"Expressions", "{a: -1, b: !0, c: (1, 2), d: f(x, [1]), e: 1 + 2, g: /x/}",
                    "{a:?,b:?,c:?,d:?,e:1,g:?}"},
        LiteralCase{"TextThatGoesOn", R"({a: "x" + y, b: "z"})", R"({a:"x",b:"z"})"},
        LiteralCase{"Keywords", "{a: true, b: null, c: undefined}", "{a:?,b:?,c:?}"},
        LiteralCase{"SpreadShorthandAndMethod", "{a: 1, ...other({b: 2}), c, d() { return {}; }}",
                    "{a:1,c:?}"},
        LiteralCase{"Holes", "[,1,,2]", "[1,2]"},
        LiteralCase{"KeysWithEscapes", R"({"a\u0062": 1})", "{ab:1}"},
        LiteralCase{"JsonInAString",
                    R"({"a":"{\"b\":[1,2,3],\"c\":\"text that is as long as what is worth it\"}"})",
                    R"({a:{b:[1,2,3],c:"text that is as long as what is worth it"}})"},
        LiteralCase{"PercentJsonIsRead", R"({"a":"%7B%22b%22%3A%22caf%C3%A9%22%7D"})",
                    R"({a:{b:"café"}})"},
        LiteralCase{"PercentThatIsNoText", R"({"a":"%7B%22b%22%3A%22%FF%22%7D"})",
                    R"({a:"%7B%22b%22%3A%22%FF%22%7D"})"},
        LiteralCase{"TextThatBeginsLikeJson", R"({"a":"[\"quoted\"] and then words go on"})",
                    R"({a:"["quoted"] and then words go on"})"},
        LiteralCase{"BracketsThatDoNotMatch", "{a: [1}", "none"},
        LiteralCase{"StringWithoutEnd", "{a: 'x", "none"},
        LiteralCase{"KeyWithoutEnd", "{'a", "none"}, LiteralCase{"KeyWithoutValue", "{a:", "none"},
        LiteralCase{"KeyAlone", "{a", "none"}, LiteralCase{"NoEnd", "[1, 2", "none"},
        LiteralCase{"AStatement", "{a = 1}", "none"},
        LiteralCase{"AFunctionsBody", "{f(x); g()}", "none"}, LiteralCase{"Nothing", "", "none"},
        LiteralCase{"AnOperator", "[1, *]", "none"}),
    [](const auto& test) { return std::string(test.param.name); });

TEST(Literal, NamesStandForWhatTheFunctionWasGiven) {
  Values values;
  LiteralBudget budget;
  const std::string_view given = R"(["text", 7, {"deep": 1}])";
  ASSERT_TRUE(read_literal(given, 0, {}, budget, values));
  const Names names = {{"a", 1}, {"b", 2}, {"c", 3}};
  const auto at = static_cast<std::uint32_t>(values.all.size());
  ASSERT_TRUE(read_literal("{x: a, y: b, z: c, a}", 0, names, budget, values));
  EXPECT_EQ(shown(values, at), R"({x:"text",y:7,z:?,a:"text"})") << "an object is not copied";
}

TEST(Literal, WhatIsTooDeepIsOneUnknownValue) {
  const std::string deep =
      std::string(2 * kMaxStateDepth, '[') + "1" + std::string(2 * kMaxStateDepth, ']');
  EXPECT_EQ(read(deep), std::string(kMaxStateDepth, '[') + "?" + std::string(kMaxStateDepth, ']'));
}

TEST(Literal, ABudgetThatIsUsedUpEndsIt) {
  EXPECT_EQ(read("[1]", {}, 0), "none");
  Values values;
  LiteralBudget budget{40};
  EXPECT_TRUE(read_literal("['some text of its own']", 0, {}, budget, values));
  EXPECT_FALSE(read_literal("[1]", 0, {}, budget, values));
}

struct SkipCase {
  const char* code;
  const char* rest;
};
class SkippedExpressions : public testing::TestWithParam<SkipCase> {};
TEST_P(SkippedExpressions, EndAtTheCommaOrBracketBehindThem) {
  const std::string_view code = GetParam().code;
  EXPECT_EQ(code.substr(skip_expression(code, 0)), GetParam().rest);
}
INSTANTIATE_TEST_SUITE_P(Cases, SkippedExpressions,
                         testing::Values(SkipCase{"f(a, b), c", ", c"}, SkipCase{"x}", "}"},
                                         SkipCase{"',' + [1, 2]]", "]"}, SkipCase{"'no end", ""},
                                         SkipCase{"{a: {b: 1}}", ""}, SkipCase{"", ""}));

}  // namespace
}  // namespace tearsheet::extract
