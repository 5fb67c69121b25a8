#include "cli/troubles.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tearsheet::cli {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

crawl::Problem problem(const std::string& site, const std::string& what, int runs = 1) {
  return {site, what, 1, "https://" + site + ".example/", {}, false, runs};
}

TEST(Troubles, AreToldWhenTheyAreNewAndEverMoreRarely) {
  std::vector<int> told;
  for (int runs = 0; runs <= 1000; ++runs) {
    if (is_news(runs)) told.push_back(runs);
  }
  EXPECT_THAT(told, ElementsAre(1, 3, 10, 100, 1000));
}

TEST(Troubles, OneThatAnEarlierRunToldIsNoNews) {
  EXPECT_THAT(to_news({problem("a", "put off", 0), problem("b", "503 Service Unavailable", 2)}),
              IsEmpty());
  EXPECT_EQ(to_lines({problem("b", "503 Service Unavailable", 2)}).front(),
            "b: https://b.example/: 503 Service Unavailable, for the 2nd run in a row");
}

TEST(Troubles, ARuleThatNoLongerFitsIsToldOnce) {
  crawl::Problem alarm = problem("a", "a rule no longer fits: title", 3);
  EXPECT_EQ(to_news({alarm}).size(), 1U);
  alarm.is_told_once = true;
  EXPECT_THAT(to_news({alarm}), IsEmpty());
  alarm.runs = 1;
  EXPECT_EQ(to_news({alarm}).size(), 1U);
}

TEST(Troubles, AFewSitesHaveALineEach) {
  EXPECT_EQ(to_news({problem("a", "a.example: connection refused"),
                     problem("b", "b.example: connection refused")})
                .size(),
            2U);
}

TEST(Troubles, WhatBefellManySitesIsOneLine) {
  std::vector<crawl::Problem> problems = {problem("x", "404 Not Found")};
  for (char name = 'a'; name < 'j'; ++name) {
    const std::string site(1, name);
    problems.push_back(problem(site, site + ".example: connection refused", 3));
  }
  EXPECT_THAT(to_news(problems),
              ElementsAre("x: https://x.example/: 404 Not Found",
                          "9 sites: connection refused; the first is a (https://a.example/), for "
                          "the 3rd run in a row"));
}

TEST(Troubles, SilentSitesAreNotLumpedTogether) {
  std::vector<crawl::Problem> problems;
  for (int i = 0; i < 8; ++i)
    problems.push_back({"s" + std::to_string(i), "silent: nothing new", 0, {}, {}, false, 1});
  EXPECT_EQ(to_news(problems).size(), 8U);
}

}  // namespace
}  // namespace tearsheet::cli
