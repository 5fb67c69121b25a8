#include "crawl/plan/said.h"

#include <gtest/gtest.h>

namespace tearsheet::crawl {
namespace {

store::Hint hint(const char* title, const char* summary = "", const char* published = "",
                 const char* modified = "") {
  return {
      "listing", title, summary, dates::parse_iso8601(published), dates::parse_iso8601(modified),
      {}};
}

struct StatementCase {
  const char* name;
  store::Hint before, now;
  unsigned news;
};
class Statements : public testing::TestWithParam<StatementCase> {};
TEST_P(Statements, OnlyWhatIsSaidOtherwiseIsNews) {
  Said first({});
  first.hear(1, statement_of(GetParam().before));
  const Said said(first.bytes());
  EXPECT_EQ(said.news(1, statement_of(GetParam().now)), GetParam().news);
}
INSTANTIATE_TEST_SUITE_P(
    Rows, Statements,
    testing::Values(
        StatementCase{"TheSame", hint("Tides", "High", "2025-11-15", "2025-11-15T10:00:00Z"),
                      hint("Tides", "High", "2025-11-15", "2025-11-15T10:00:00Z"), 0},
        StatementCase{"Headline", hint("Tides", "High"), hint("Tides rise", "High"), kSaidTitle},
        StatementCase{"Teaser", hint("Tides", "High"), hint("Tides", "Higher"), kSaidTeaser},
        StatementCase{"DayOfPublication", hint("Tides", "", "2025-11-15"),
                      hint("Tides", "", "2025-11-16"), kSaidTeaser},
        StatementCase{"AnHourSeenThroughTwoHoursAgo", hint("Tides", "", "2025-11-15T10:03:00Z"),
                      hint("Tides", "", "2025-11-15T10:41:00Z"), 0},
        StatementCase{"DateOfChange", hint("", "", "", "2025-11-15T10:00:00Z"),
                      hint("", "", "", "2025-11-15T12:00:00Z"), kSaidModified},
        StatementCase{"SilenceIsNoNews", hint("Tides", "High"), hint("Tides"), 0},
        StatementCase{"SpeechAfterSilenceIsNone", hint("Tides"), hint("Tides", "High"), 0},
        StatementCase{"Everything", hint("Tides", "High", "", "2025-11-15T10:00:00Z"),
                      hint("Ebb", "Low", "", "2025-11-15T12:00:00Z"),
                      kSaidTitle | kSaidTeaser | kSaidModified}),
    [](const auto& test) { return std::string(test.param.name); });

TEST(Said, KnowsNothingOfOthers) {
  Said first({});
  first.hear(1, statement_of(hint("Tides")));
  const Said said(first.bytes());
  EXPECT_TRUE(said.knows(1));
  EXPECT_FALSE(said.knows(2));
  EXPECT_EQ(said.news(2, statement_of(hint("Ebb"))), 0U);
}

// Headlines that are tried in turn, or stand in two places of one page, are asked for once each.
TEST(Said, WhatWasSaidOnceIsNeverNewsAgain) {
  std::string bytes;
  std::vector<unsigned> news;
  for (const char* title : {"One way", "Another way", "One way", "Another way", "A third way"}) {
    Said said(bytes);
    news.push_back(said.news(1, statement_of(hint(title))));
    said.hear(1, statement_of(hint(title)));
    bytes = said.bytes();
  }
  EXPECT_EQ(news, (std::vector<unsigned>{0, kSaidTitle, 0, 0, kSaidTitle}));
}

// A feed of ten entries names an old one again because it was edited.
TEST(Said, IsKeptAfterTheSourceNamesItNoMore) {
  Said first({});
  first.hear(1, statement_of(hint("Tides")));
  Said second(first.bytes());
  second.hear(2, statement_of(hint("Boats")));
  const Said third(second.bytes());
  EXPECT_EQ(third.news(1, statement_of(hint("Tides, corrected"))), kSaidTitle);
}

TEST(Said, KeepsTheLastAnswerAndALimitedPast) {
  const std::size_t many = 3 * kMaxOlderStatements;
  Said past({});
  for (std::size_t i = 0; i < many; ++i) past.hear(i, statement_of(hint("Tides")));
  Said said(past.bytes());
  for (std::size_t i = 0; i < many; ++i) ASSERT_TRUE(said.knows(i)) << "all of the last answer";
  for (std::size_t i = 0; i < 10; ++i) said.hear(many + i, statement_of(hint("Boats")));
  EXPECT_EQ(said.bytes().size(), 16 * (kMaxOlderStatements + 10));
}

TEST(Said, SaysTheSameBytesForTheSameAnswer) {
  Said first({});
  for (std::uint64_t i = 0; i < 20; ++i) first.hear(i * 77 % 20, statement_of(hint("Tides")));
  Said second(first.bytes());
  for (std::uint64_t i = 0; i < 20; ++i) second.hear(i, statement_of(hint("Tides")));
  EXPECT_EQ(second.bytes(), first.bytes());
}

TEST(Said, BytesThatWereCutAreReadAsFarAsTheyGo) {
  Said first({});
  first.hear(1, statement_of(hint("Tides")));
  const std::string bytes = first.bytes();
  EXPECT_TRUE(Said(bytes + "half").knows(1));
  EXPECT_FALSE(Said(bytes.substr(0, 15)).knows(1));
}

struct NoiseCase {
  const char* name;
  int changed, known;
  unsigned noise;
};
class Noise : public testing::TestWithParam<NoiseCase> {};
TEST_P(Noise, IsWhatMostOfAPageSaysOtherwise) {
  SaidNoise noise;
  for (int i = 0; i < GetParam().known; ++i)
    noise.add(i < GetParam().changed ? kSaidTeaser : i == GetParam().known - 1 ? kSaidTitle : 0U);
  EXPECT_EQ(noise.parts(), GetParam().noise);
}
INSTANTIATE_TEST_SUITE_P(Rows, Noise,
                         testing::Values(NoiseCase{"TheTemplate", 11, 20, kSaidTeaser},
                                         NoiseCase{"HalfOfIt", 10, 20, 0},
                                         NoiseCase{"AFewOfAFew", 4, 5, 0},
                                         NoiseCase{"AllOfAFew", 5, 6, kSaidTeaser},
                                         NoiseCase{"Nothing", 0, 20, 0}),
                         [](const auto& test) { return std::string(test.param.name); });

}  // namespace
}  // namespace tearsheet::crawl
