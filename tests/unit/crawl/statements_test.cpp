#include "crawl/plan/statements.h"

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
  SourceStatements first({});
  first.record(1, statement_of(GetParam().before));
  const SourceStatements said(first.bytes());
  EXPECT_EQ(said.changed_parts(1, statement_of(GetParam().now)), GetParam().news);
}
INSTANTIATE_TEST_SUITE_P(
    Rows, Statements,
    testing::Values(
        StatementCase{"TheSame", hint("Tides", "High", "2025-11-15", "2025-11-15T10:00:00Z"),
                      hint("Tides", "High", "2025-11-15", "2025-11-15T10:00:00Z"), 0},
        StatementCase{"Headline", hint("Tides", "High"), hint("Tides rise", "High"), kTitlePart},
        StatementCase{"Teaser", hint("Tides", "High"), hint("Tides", "Higher"), kTeaserPart},
        StatementCase{"DayOfPublication", hint("Tides", "", "2025-11-15"),
                      hint("Tides", "", "2025-11-16"), kTeaserPart},
        StatementCase{"AnHourSeenThroughTwoHoursAgo", hint("Tides", "", "2025-11-15T10:03:00Z"),
                      hint("Tides", "", "2025-11-15T10:41:00Z"), 0},
        StatementCase{"DateOfChange", hint("", "", "", "2025-11-15T10:00:00Z"),
                      hint("", "", "", "2025-11-15T12:00:00Z"), kModifiedPart},
        StatementCase{"SilenceIsNoNews", hint("Tides", "High"), hint("Tides"), 0},
        StatementCase{"SpeechAfterSilenceIsNone", hint("Tides"), hint("Tides", "High"), 0},
        StatementCase{"Everything", hint("Tides", "High", "", "2025-11-15T10:00:00Z"),
                      hint("Ebb", "Low", "", "2025-11-15T12:00:00Z"),
                      kTitlePart | kTeaserPart | kModifiedPart}),
    [](const auto& test) { return std::string(test.param.name); });

TEST(SourceStatements, KnowsNothingOfOthers) {
  SourceStatements first({});
  first.record(1, statement_of(hint("Tides")));
  const SourceStatements said(first.bytes());
  EXPECT_TRUE(said.knows(1));
  EXPECT_FALSE(said.knows(2));
  EXPECT_EQ(said.changed_parts(2, statement_of(hint("Ebb"))), 0U);
}

// Headlines that are tried in turn, or stand in two places of one page, are asked for once each.
TEST(SourceStatements, WhatWasSaidOnceIsNeverNewsAgain) {
  std::string bytes;
  std::vector<unsigned> news;
  for (const char* title : {"One way", "Another way", "One way", "Another way", "A third way"}) {
    SourceStatements said(bytes);
    news.push_back(said.changed_parts(1, statement_of(hint(title))));
    said.record(1, statement_of(hint(title)));
    bytes = said.bytes();
  }
  EXPECT_EQ(news, (std::vector<unsigned>{0, kTitlePart, 0, 0, kTitlePart}));
}

// A feed of ten entries names an old one again because it was edited.
TEST(SourceStatements, IsKeptAfterTheSourceNamesItNoMore) {
  SourceStatements first({});
  first.record(1, statement_of(hint("Tides")));
  SourceStatements second(first.bytes());
  second.record(2, statement_of(hint("Boats")));
  const SourceStatements third(second.bytes());
  EXPECT_EQ(third.changed_parts(1, statement_of(hint("Tides, corrected"))), kTitlePart);
}

TEST(SourceStatements, KeepsTheLastAnswerAndALimitedPast) {
  const std::size_t many = 3 * kMaxOlderStatements;
  SourceStatements past({});
  for (std::size_t i = 0; i < many; ++i) past.record(i, statement_of(hint("Tides")));
  SourceStatements said(past.bytes());
  for (std::size_t i = 0; i < many; ++i) ASSERT_TRUE(said.knows(i)) << "all of the last answer";
  for (std::size_t i = 0; i < 10; ++i) said.record(many + i, statement_of(hint("Boats")));
  EXPECT_EQ(said.bytes().size(), 16 * (kMaxOlderStatements + 10));
}

TEST(SourceStatements, SaysTheSameBytesForTheSameAnswer) {
  SourceStatements first({});
  for (std::uint64_t i = 0; i < 20; ++i) first.record(i * 77 % 20, statement_of(hint("Tides")));
  SourceStatements second(first.bytes());
  for (std::uint64_t i = 0; i < 20; ++i) second.record(i, statement_of(hint("Tides")));
  EXPECT_EQ(second.bytes(), first.bytes());
}

TEST(SourceStatements, BytesThatWereCutAreReadAsFarAsTheyGo) {
  SourceStatements first({});
  first.record(1, statement_of(hint("Tides")));
  const std::string bytes = first.bytes();
  EXPECT_TRUE(SourceStatements(bytes + "half").knows(1));
  EXPECT_FALSE(SourceStatements(bytes.substr(0, 15)).knows(1));
}

struct NoiseCase {
  const char* name;
  int changed, known;
  unsigned noise;
};
class Noise : public testing::TestWithParam<NoiseCase> {};
TEST_P(Noise, IsWhatMostOfAPageSaysOtherwise) {
  TemplateNoise noise;
  for (int i = 0; i < GetParam().known; ++i)
    noise.add(i < GetParam().changed ? kTeaserPart : i == GetParam().known - 1 ? kTitlePart : 0U);
  EXPECT_EQ(noise.parts(), GetParam().noise);
}
INSTANTIATE_TEST_SUITE_P(Rows, Noise,
                         testing::Values(NoiseCase{"TheTemplate", 11, 20, kTeaserPart},
                                         NoiseCase{"HalfOfIt", 10, 20, 0},
                                         NoiseCase{"AFewOfAFew", 4, 5, 0},
                                         NoiseCase{"AllOfAFew", 5, 6, kTeaserPart},
                                         NoiseCase{"Nothing", 0, 20, 0}),
                         [](const auto& test) { return std::string(test.param.name); });

}  // namespace
}  // namespace tearsheet::crawl
