#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "markdown/markdown.h"

namespace tearsheet::markdown {
namespace {

std::string plain(std::string_view markdown, std::size_t width = 40) {
  return to_terminal(markdown, {width, false});
}

TEST(Terminal, ShowsBlocksAsTheyStand) {
  struct Case {
    const char* markdown;
    const char* shown;
  };
  const std::vector<Case> cases = {
      {"", ""},
      {"One.\n\nTwo.", "One.\n\nTwo.\n"},
      {"## Head\n\nText.", "## Head\n\nText.\n"},
      {"Text.\n\n### Head", "Text.\n\n### Head\n"},
      {"- a\n- b\n\nText.", "• a\n• b\n\nText.\n"},
      {"Text.\n\n- a\n- b", "Text.\n\n• a\n• b\n"},
      {"3. c\n4. d", "3. c\n4. d\n"},
      {"- a\n  - b\n- c", "• a\n  • b\n• c\n"},
      {"- a\n\n  more\n\n- b", "• a\n\n  more\n\n• b\n"},
      {"- [ ] a\n- [x] b", "• [ ] a\n• [x] b\n"},
      {"> Said\n>\n> twice\n\nText.", "│ Said\n│\n│ twice\n\nText.\n"},
      {"Text.\n\n> Said.\n\n- a", "Text.\n\n│ Said.\n\n• a\n"},
      {"- a\n\n  > b", "• a\n\n  │ b\n"},
      {"> - a\n> - b", "│ • a\n│ • b\n"},
      {"```sh\nls  -l\n\tx\n\nend\n```", "    ls  -l\n        x\n\n    end\n"},
      {"| a | b |\n| --- | --- |\n| ccc | d |", "a    b\n───  ─\nccc  d\n"},
      {"A *b* **c** `d` [e](https://x.example/).", "A b c `d` e.\n"},
      {"a\\\nb", "a\nb\n"},
      {"![Quay](https://x.example/q.jpg)\n\n*The quay*", "[picture: Quay]\n\nThe quay\n"},
      {"![](https://x.example/q.jpg)", "[picture]\n"},
      {"\\*no mark\\* 1\\. \\# \\[x\\]", "*no mark* 1. # [x]\n"},
      {"Text[^1].\n\n[^1]: Ibid.", "Text[^1].\n\n[^1]: Ibid.\n"},
      {"Text[^2].\n\n[^2]: One.\n\n    Two.", "Text[^2].\n\n[^2]: One.\n\nTwo.\n"},
      {"`a[^1]b`", "`a[^1]b`\n"},
      {"<script>alert(1)</script>", "<script>alert(1)</script>\n"},
      {"    four spaces", "four spaces\n"},
  };
  for (const Case& one : cases) EXPECT_EQ(plain(one.markdown), one.shown) << one.markdown;
}

TEST(Terminal, FoldsAtSpacesAndKeepsToTheWidth) {
  struct Case {
    const char* markdown;
    std::size_t width;
    const char* shown;
  };
  const std::vector<Case> cases = {
      {"one two three", 8, "one two\nthree\n"},
      {"one two three", 7, "one two\nthree\n"},
      {"one two three", 0, "one two three\n"},
      {"abcdefghij", 4, "abcd\nefgh\nij\n"},
      {"> one two", 5, "one\ntwo\n"},  // no room for a mark
      {"- one two three four five six", 20, "• one two three four\n  five six\n"},
      {"港の防波堤は。今日", 8, "港の防波\n堤は。今\n日\n"},
      {"港の防波。今", 8, "港の防\n波。今\n"},  // no line begins with a full stop
      {"| a | b |\n| --- | --- |\n| one two three | four five six |", 20,
       "a          b\n─────────  ─────────\none two    four five\nthree      six\n"},
  };
  for (const Case& one : cases)
    EXPECT_EQ(plain(one.markdown, one.width), one.shown) << one.markdown << " " << one.width;
}

TEST(Terminal, ColoursOnlyWhereItMay) {
  EXPECT_EQ(to_terminal("**b** and *i*", {40, true}), "\x1b[0;1mb\x1b[0m and \x1b[0;3mi\x1b[0m\n");
  EXPECT_EQ(to_terminal("## Head", {40, true}), "\x1b[0;1mHead\x1b[0m\n");
}

TEST(Terminal, NothingReachesTheTerminalButText) {
  const std::string hostile =
      "A \x1b]0;owned\x07 b \xE2\x80\xAE c \xC2\x9B 1m\n\n```\n\x1b[2J\r\x08\n```\n\n| \x1b[1m | \x07 "
      "|\n| --- | --- |\n| \x1b | x |\n\n![\x1b[0m](https://x.example/\x1b)";
  for (const std::size_t width : {0U, 10U, 80U}) {
    const std::string shown = plain(hostile, width);
    for (const char c : shown)
      EXPECT_TRUE(c == '\n' || static_cast<unsigned char>(c) >= 0x20) << int{c};
    EXPECT_EQ(shown.find("\xC2\x9B"), std::string::npos);
    EXPECT_EQ(shown.find("\xE2\x80\xAE"), std::string::npos);
  }
}

TEST(Terminal, DeepAndWideInputStaysSmall) {
  std::string deep;
  for (int i = 0; i < 20'000; ++i) deep += "> ";
  EXPECT_LT(plain(deep + "x", 80).size(), 1'000U);
  std::string wide = "|";
  for (int i = 0; i < 100; ++i) wide += " a |";
  wide += "\n|";
  for (int i = 0; i < 100; ++i) wide += " --- |";
  EXPECT_LT(plain(wide, 80).size(), 2'000U);
  EXPECT_LT(plain(std::string(200'000, '[') + std::string(200'000, '*'), 80).size(), 900'000U);
}

TEST(Wrapped, KeepsParagraphsAndNoMarkup) {
  EXPECT_EQ(wrapped("# one *two*\n\nthree four", {9, false}), "# one\n*two*\n\nthree\nfour\n");
  EXPECT_EQ(wrapped("", {9, false}), "");
  EXPECT_EQ(wrapped("x", {9, true}, Look::kBold), "\x1b[0;1mx\x1b[0m\n");
}

TEST(Columns, CountsWhatATerminalShows) {
  EXPECT_EQ(columns_of("abc"), 3U);
  EXPECT_EQ(columns_of("港a"), 3U);
  EXPECT_EQ(columns_of("e\xCC\x81"), 1U);
  EXPECT_EQ(shortened("abcdef", 6), "abcdef");
  EXPECT_EQ(shortened("abcdefg", 6), "abcde…");
  EXPECT_EQ(shortened("港港港", 4), "港…");
  EXPECT_EQ(shortened("abc", 0), "");
}

}  // namespace
}  // namespace tearsheet::markdown
