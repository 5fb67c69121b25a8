// What a robots.txt says about the use of pages.
#include <gtest/gtest.h>

#include <string>

#include "robots/robots.h"

namespace tearsheet::robots {
namespace {

struct UsageRow {
  const char* name;
  std::string robots;
  std::string lines;  // for tearsheet at /a/b.html, in the order usage, signals, licences
};

std::string lines_of(const std::string& robots) {
  const RobotsPolicy policy = RobotsPolicy::parse(robots, "tearsheet");
  std::string out;
  const auto add = [&](const UsageRules::Line& line) { out += '[' + line.value + ']'; };
  for (const auto* line : policy.usage().usage_of("/a/b.html")) add(*line);
  for (const auto* line : policy.usage().signals_of("/a/b.html")) add(*line);
  for (const auto& line : policy.usage().licenses()) add(line);
  return out;
}

class UsageLines : public testing::TestWithParam<UsageRow> {};

TEST_P(UsageLines, AreThoseOfTheGroupAndThePath) {
  EXPECT_EQ(lines_of(GetParam().robots), GetParam().lines);
}

INSTANTIATE_TEST_SUITE_P(
    Drafts, UsageLines,
    testing::Values(
        UsageRow{"None", "User-agent: *\nDisallow: /x\n", ""},
        UsageRow{
            "OfTheLongestPath",
            "User-agent: *\nContent-Usage: / a=n\nContent-Usage: /a/ a=y\nContent-Usage: /c/ a=n\n",
            "[a=y]"},
        UsageRow{"AllOfTheLongestPath",
                 "User-agent: *\nContent-Usage: /a a=n\nContent-Usage: /a b=y\n", "[a=n][b=y]"},
        UsageRow{"WithStarAndEnd",
                 "User-agent: *\nContent-Usage: /*.html$ a=n\nContent-Usage: /*.htm$ a=y\n",
                 "[a=n]"},
        UsageRow{"WithoutAPathOfTheSite", "User-agent: *\nContent-Usage: a=n\n", "[a=n]"},
        UsageRow{
            "OfItsOwnGroup",
            "User-agent: *\nContent-Usage: / a=n\nUser-agent: tearsheet\nContent-Usage: / a=y\n",
            "[a=y]"},
        UsageRow{"EndTheRowOfAgents",
                 "User-agent: other\nContent-Usage: / a=n\nUser-agent: tearsheet\nDisallow: /c\n",
                 ""},
        UsageRow{"OfMergedGroups",
                 "User-agent: tearsheet\nDisallow: /c\nUser-agent: *\nContent-Signal: b\n"
                 "User-agent: Tearsheet\nContent-Signal: a\n",
                 "[a]"},
        UsageRow{"OfSignalsWithAPath",
                 "User-agent: *\nContent-Signal: /a/ x=yes\nContent-Signal: /c/ x=no\n", "[x=yes]"},
        UsageRow{"LicencesAreForEverybody",
                 "License: /l\nUser-agent: other\nLicense: /m\nUser-agent: tearsheet\nAllow: /\n",
                 "[/l][/m]"},
        UsageRow{"CommentsAndCaseAsEverywhere", "user-agent: *\n CONTENT-USAGE :  /   a=n # no\n",
                 "[a=n]"}),
    [](const auto& row) { return row.param.name; });

TEST(UsageLines, ChangeNothingInWhatMayBeFetched) {
  // To those who know the line it is a rule, and ends the row; what may be fetched goes by RFC 9309.
  const std::string robots =
      "User-agent: *\nContent-Usage: / a=n\nUser-agent: other\nDisallow: /\n";
  EXPECT_FALSE(RobotsPolicy::parse(robots, "tearsheet").allows_path("/a"));
  EXPECT_EQ(lines_of(robots), "[a=n]");
}

TEST(UsageLines, AreBounded) {
  std::string robots = "User-agent: *\n";
  for (std::size_t i = 0; i < 2 * UsageRules::kMaxLines; ++i) robots += "Content-Signal: a=yes\n";
  EXPECT_EQ(RobotsPolicy::parse(robots, "tearsheet").usage().signals_of("/").size(),
            UsageRules::kMaxLines);
}

}  // namespace
}  // namespace tearsheet::robots
