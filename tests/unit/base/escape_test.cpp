#include "base/escape.h"

#include <gtest/gtest.h>

namespace tearsheet {
namespace {

struct PrintableCase {
  const char* name;
  std::string_view in;
  std::string_view out;
};
class Printable : public testing::TestWithParam<PrintableCase> {};

TEST_P(Printable, LeavesNothingThatATerminalObeys) {
  EXPECT_EQ(to_printable(GetParam().in), GetParam().out);
}

INSTANTIATE_TEST_SUITE_P(
    Cases, Printable,
    testing::Values(PrintableCase{"Plain", "Pyongyang 조선", "Pyongyang 조선"},
                    PrintableCase{"EscapeSequence", "a\x1b[2Jb", "a\\x1b[2Jb"},
                    PrintableCase{"LineEnd", "a\nb", "a\\nb"},
                    PrintableCase{"C1Control",
                                  "a\xC2\x9B"
                                  "b",
                                  "a\\x9bb"},
                    PrintableCase{"BidiOverride",
                                  "a\xE2\x80\xAE"
                                  "b",
                                  "a\\u{202e}b"},
                    PrintableCase{"StrayByte",
                                  "a\xFF"
                                  "b",
                                  "a\xEF\xBF\xBD"
                                  "b"},
                    PrintableCase{"Overlong", "\xC0\xAF", "\xEF\xBF\xBD\xEF\xBF\xBD"},
                    PrintableCase{"Surrogate", "\xED\xA0\x80",
                                  "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD"},
                    PrintableCase{"Truncated", "\xE2\x82", "\xEF\xBF\xBD"},
                    PrintableCase{"FourBytes", "\xF0\x9F\x93\xB0", "\xF0\x9F\x93\xB0"}),
    [](const auto& test) { return std::string(test.param.name); });

TEST(JsonString, EscapesQuotesControlsAndBadBytes) {
  EXPECT_EQ(to_json_string("a\"b\\c\n\x01\xFF"), "\"a\\\"b\\\\c\\n\\u0001\xEF\xBF\xBD\"");
}

TEST(Markup, EscapesWhatEndsTextAndAttributes) {
  EXPECT_EQ(to_markup("a <b> & \"c\" 'd'\t\n\x01\x7F\u00E9"),
            "a &lt;b&gt; &amp; &quot;c&quot; 'd'\t\n\u00E9");
}

}  // namespace
}  // namespace tearsheet
