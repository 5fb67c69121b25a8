// Pairs of characters for the index of texts without spaces, and the places where words stand.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "text/text.h"

namespace tearsheet::text {
namespace {

using testing::ElementsAre;

struct PairsCase {
  const char* name;
  const char* text;
  const char* pairs;
};
class ToPairs : public testing::TestWithParam<PairsCase> {};

TEST_P(ToPairs, CutsRunsIntoPairs) {
  EXPECT_EQ(to_pairs(GetParam().text), GetParam().pairs);
}

INSTANTIATE_TEST_SUITE_P(
    Cases, ToPairs,
    testing::Values(PairsCase{"Latin", "The harbour, 1998.", "The harbour, 1998."},
                    PairsCase{"Empty", "", ""}, PairsCase{"One", "港", "港"},
                    PairsCase{"Run", "東京都", "東京 京都 都"},
                    PairsCase{"RunsApart", "東京。大阪", "東京 京 。 大阪 阪"},
                    PairsCase{"Mixed", "新iPhone発売", "新 iPhone 発売 売"},
                    PairsCase{"LongVowel", "コーヒー", "コー ーヒ ヒー ー"},
                    PairsCase{"Hangul", "학교에서 책", "학교 교에 에서 서  책"},
                    PairsCase{"VowelSignsStayOnTheirConsonant", "กิน", "กิน น"}),
    [](const auto& test) { return std::string(test.param.name); });

std::vector<std::string> found(std::string_view text, const std::vector<Needle>& needles) {
  std::vector<std::string> all;
  for (const Range& range : find_words(text, needles))
    all.push_back(std::string(text.substr(range.begin, range.end - range.begin)) + "/" +
                  std::to_string(range.needle));
  return all;
}

TEST(FindWords, IgnoresCaseAndAccents) {
  EXPECT_THAT(found("The ÉLAN of an elan, not elands", {{"élan"}}),
              ElementsAre("ÉLAN/0", "elan/0"));
}
TEST(FindWords, FindsBeginningsAndPhrases) {
  EXPECT_THAT(found("dredging the harbour wall; a wall", {{"dredg*", true}, {"harbour wall"}}),
              ElementsAre("dredging/0", "harbour wall/1"));
}
TEST(FindWords, TheLongestWinsWhereSeveralStand) {
  EXPECT_THAT(found("harbour wall", {{"harbour"}, {"harbour wall"}}),
              ElementsAre("harbour wall/1"));
}
TEST(FindWords, FindsPartsOfRunsWithoutSpaces) {
  EXPECT_THAT(found("新東京都庁へ", {{"東京"}}), ElementsAre("東京/0"));
  EXPECT_THAT(found("학교에서", {{"학교"}}), ElementsAre("학교/0"));
  EXPECT_THAT(found("เขากินข้าว", {{"กิน"}}), ElementsAre("กิน/0"));
}
TEST(FindWords, WordsWithSignsInsideAreTheirParts) {
  EXPECT_THAT(found("don't, C++", {{"don't"}, {"c++"}}), ElementsAre("don't/0", "C/1"));
}
TEST(FindWords, SurvivesAnyBytes) {
  EXPECT_THAT(found("\xff\xe6harbour\xe6", {{"harbour"}, {""}, {"\xff"}}),
              ElementsAre("harbour/0"));
}

}  // namespace
}  // namespace tearsheet::text
