#include "cli/text_table.h"

#include <gtest/gtest.h>

namespace tearsheet::cli {
namespace {

using enum TextTable::Side;

TextTable sample(const std::string& name) {
  TextTable table({{"SITE", kLeft}, {"COUNT"}, {"NEXT", kLeft}});
  table.row({name, "7", "now"});
  table.note("one two three four five six seven");
  table.row({"b", "12345", ""});
  return table;
}

TEST(TextTable, StandsBelowItsHeader) {
  EXPECT_EQ(sample("harbour").text({}),
            "SITE    COUNT NEXT\n"
            "harbour     7 now\n"
            "  one two three four five six seven\n"
            "b       12345\n");
}

TEST(TextTable, FitsTheTerminalAndLeavesBothEndsOfAName) {
  EXPECT_EQ(sample("www.harbour-times.example").text(23),
            "SITE         COUNT NEXT\n"
            "www.ha…ample     7 now\n"
            "  one two three four\n"
            "    five six seven\n"
            "b            12345\n");
  EXPECT_NE(sample("www.harbour-times.example").text({}).find("www.harbour-times.example "),
            std::string::npos);
}

TEST(TextTable, ShortensWideCharactersByTheirColumns) {
  EXPECT_EQ(sample("新聞新聞新聞新聞").text(23),
            "SITE         COUNT NEXT\n"
            "新聞新…新聞      7 now\n"
            "  one two three four\n"
            "    five six seven\n"
            "b            12345\n");
}

TEST(TextTable, ShowsNothingThatCouldMoveTheCursor) {
  TextTable table({{"SITE", kLeft}});
  table.row({"a\x1b[2Jb\nc"});
  EXPECT_EQ(table.text({}).find('\x1b'), std::string::npos);
}

struct FoldCase {
  const char *name, *text;
  std::size_t width;
  const char* folded;
};
class Folded : public testing::TestWithParam<FoldCase> {};

TEST_P(Folded, NoLineIsWider) {
  EXPECT_EQ(folded(GetParam().text, GetParam().width, 2), GetParam().folded);
}

INSTANTIATE_TEST_SUITE_P(
    Cases, Folded,
    testing::Values(FoldCase{"Short", "a b", 20, "a b"}, FoldCase{"Empty", "", 20, ""},
                    FoldCase{"AtASpace", "0123456789 012345 78", 14, "0123456789\n  012345 78"},
                    FoldCase{"SpaceBehindTheLine", "01234567890123 5", 14, "01234567890123\n  5"},
                    FoldCase{"LongWord", "012345678901234567890123456789", 14,
                             "01234567890123\n  456789012345\n  6789"}),
    [](const auto& test) { return std::string(test.param.name); });

}  // namespace
}  // namespace tearsheet::cli
