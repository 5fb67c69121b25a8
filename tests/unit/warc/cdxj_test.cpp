// What an index is looked up by, and lines that do not fit in memory.
#include "warc/cdxj.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "warc/sorted_lines.h"

namespace tearsheet::warc {
namespace {

struct SurtCase {
  const char *url, *surt;
};

class Surt : public testing::TestWithParam<SurtCase> {};

TEST_P(Surt, IsThatOfOtherIndexes) {
  EXPECT_EQ(surt_of(GetParam().url), GetParam().surt);
}

INSTANTIATE_TEST_SUITE_P(
    Cases, Surt,
    testing::Values(SurtCase{"https://www.news.example/Story?b=2&a=1#part",
                             "example,news)/story?a=1&b=2"},
                    SurtCase{"http://www2.news.example", "example,news)/"},
                    SurtCase{"http://wwwnews.example/a", "example,wwwnews)/a"},
                    SurtCase{"http://news.example?b&a", "example,news)/?a&b"},
                    SurtCase{"http://127.0.0.1:8080/a//b", "1,0,0,127:8080)/a//b"},
                    SurtCase{"http://[::1]:80/x", "[::1]:80)/x"},
                    SurtCase{"http://[::1]/x", "[::1])/x"},
                    SurtCase{"https://a.example/?a=2&b=1&a=1", "example,a)/?a=2&a=1&b=1"},
                    SurtCase{"urn:news:1", "urn:news:1"}, SurtCase{"", ""}));

TEST(SortedLines, AreTheSameHoweverFewFitInMemory) {
  std::vector<std::string> expected;
  for (const std::size_t room : {std::size_t{1} << 20U, std::size_t{400}, std::size_t{1}}) {
    SortedLines lines(room);
    for (std::size_t i = 0; i < 50; ++i)
      ASSERT_TRUE(lines.add(std::to_string(i * 7919 % 1000) + std::string(5000 * (i % 2), 'x')));
    std::vector<std::string> all;
    ASSERT_TRUE(lines.each([&](std::string_view line) {
      all.emplace_back(line);
      return true;
    }));
    if (expected.empty()) expected = all;
    EXPECT_EQ(all, expected);
    EXPECT_TRUE(std::is_sorted(all.begin(), all.end()));
    EXPECT_EQ(all.size(), 50U);
  }
}

TEST(SortedLines, NoneAreNone) {
  SortedLines lines;
  EXPECT_TRUE(lines.each([](std::string_view) { return false; }));
}

}  // namespace
}  // namespace tearsheet::warc
