// Dictionaries of structured fields.
#include "preferences/dictionary.h"

#include <gtest/gtest.h>

namespace tearsheet::preferences {
namespace {

struct DictionaryRow {
  const char* name;
  std::string field;
  const char* read;  // "key=token", a blank between them; null: torn
};

class Dictionary : public testing::TestWithParam<DictionaryRow> {};

TEST_P(Dictionary, IsReadWholeOrNotAtAll) {
  const auto members = parse_dictionary(GetParam().field);
  ASSERT_EQ(members.has_value(), GetParam().read != nullptr) << GetParam().field;
  if (!members) return;
  std::string got;
  for (const auto& [key, token] : *members) {
    got += got.empty() ? "" : " ";
    got += key;
    got += '=';
    got += token;
  }
  EXPECT_EQ(got, GetParam().read);
}

INSTANTIATE_TEST_SUITE_P(
    Rfc9651, Dictionary,
    testing::Values(DictionaryRow{"OfTokens", "train-ai=n, search=y", "train-ai=n search=y"},
                    DictionaryRow{"Empty", "", ""}, DictionaryRow{"OfBlanks", "   ", ""},
                    DictionaryRow{"WithTabsAroundACommaOnly", "a=b\t,\tc=d", "a=b c=d"},
                    DictionaryRow{"LastOfAKeyCounts", "a=y, b=n, a=n", "a=n b=n"},
                    DictionaryRow{
                        "FlagsAndOtherTypesAreNoTokens",
                        "a, b=?0, c=\"n\", d=-1.5, e=:aGk=:, f=@12, g=%\"n\", h=(n m), i=n",
                        "a= b= c= d= e= f= g= h= i=n"},
                    DictionaryRow{"ParametersArePassedOver",
                                  "a=n;why=\"x, y\";until=2030; now, b=y;c", "a=n b=y"},
                    DictionaryRow{"FlagsHaveParameters", "a;p=1, b=n", "a= b=n"},
                    DictionaryRow{"QuotesAreEscaped", R"(a="x\"y\\", b=n)", "a= b=n"},
                    DictionaryRow{"KeysOfSigns", "*a=n, x.y-z_*=y", "*a=n x.y-z_*=y"},
                    DictionaryRow{"KeyInUpperCase", "Train-AI=n, search=y", nullptr},
                    DictionaryRow{"WithoutComma", "a=n b=y", nullptr},
                    DictionaryRow{"EndsInAComma", "a=n,", nullptr},
                    DictionaryRow{"TwoCommas", "a=n,,b=y", nullptr},
                    DictionaryRow{"WithoutValue", "a=", nullptr},
                    DictionaryRow{"WithoutKey", "=n", nullptr},
                    DictionaryRow{"OpenString", "a=\"n", nullptr},
                    DictionaryRow{"BadEscape", R"(a="\n")", nullptr},
                    DictionaryRow{"ControlInAString", std::string("a=\"\x01\""), nullptr},
                    DictionaryRow{"OpenList", "a=(n", nullptr},
                    DictionaryRow{"ListWithoutBlanks", "a=(\"n\"\"m\")", nullptr},
                    DictionaryRow{"LongNumber", "a=1234567890123456", nullptr},
                    DictionaryRow{"NumberThatEndsInAPoint", "a=1.", nullptr},
                    DictionaryRow{"BooleanOfNeither", "a=?2", nullptr},
                    DictionaryRow{"BlanksAroundTheSign", "a =n", nullptr}),
    [](const auto& row) { return row.param.name; });

TEST(Dictionary, WithTooManyKeysSaysNothing) {
  std::string field = "k0=n";
  for (std::size_t i = 1; i < kMaxMembers; ++i) field += ",k" + std::to_string(i) + "=n";
  EXPECT_TRUE(parse_dictionary(field));
  EXPECT_FALSE(parse_dictionary(field + ",more=n"));
}

}  // namespace
}  // namespace tearsheet::preferences
