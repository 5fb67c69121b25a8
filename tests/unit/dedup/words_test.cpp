// Folding: what must be one word in every copy, and what must not.
#include "dedup/words.h"

#include <gtest/gtest.h>

#include <string>

namespace tearsheet::dedup {
namespace {

struct SameCase {
  const char* name;
  const char* a;
  const char* b;
  bool same;
};
class WordsOfCopies : public testing::TestWithParam<SameCase> {};

std::vector<std::uint64_t> hashes(std::string_view text) {
  std::vector<std::uint64_t> found;
  for (const Word& word : to_words(text)) found.push_back(word.hash);
  return found;
}

TEST_P(WordsOfCopies, AreTheSame) {
  EXPECT_EQ(hashes(GetParam().a) == hashes(GetParam().b), GetParam().same);
}
INSTANTIATE_TEST_SUITE_P(
    Cases, WordsOfCopies,
    testing::Values(
        SameCase{"Case", "The Minister SAID", "the minister said", true},
        SameCase{"Accents", "Ångström café", "angstrom cafe", true},
        SameCase{"DecomposedAccents", "caf\u00e9", "cafe\u0301", true},
        SameCase{"GreekCase", "ΑΘΗΝΑ", "αθήνα", true},
        SameCase{"FullWidth", "ＡＢＣ １２", "abc 12", true},
        SameCase{"Quotes", "\u201cYes,\u201d she said", "\"Yes\" she said", true},
        SameCase{"ApostropheCurlyStraightNone", "the minister\u2019s plan", "the ministers plan",
                 true},
        SameCase{"StraightApostrophe", "the minister's plan", "the ministers plan", true},
        SameCase{"Spaces", "a  b\n\nc", "a b c", true},
        SameCase{"GroupedNumber", "1,250 tonnes", "1250 tonnes", true},
        SameCase{"UnitGluedToNumber", "50m", "50 m", true},
        SameCase{"ArabicDigits", "\u0662\u0663", "23", true},
        SameCase{"DecimalPointCounts", "1.5 percent", "15 percent", false},
        SameCase{"FullStopBehindNumber", "It was 15. Then", "It was 15 then", true},
        SameCase{"OtherNumber", "1,250 tonnes", "1,251 tonnes", false},
        SameCase{"OtherWord", "rain today", "rains today", false},
        SameCase{"OrderCounts", "a b", "b a", false},
        SameCase{"MojibakeLetter", "F\u00c3\u00bcr M\u00c3\u00bcnchen", "Für München", true},
        SameCase{"MojibakeQuote", "It\u00e2\u20ac\u2122s late", "It's late", true},
        SameCase{"MojibakeLostByte", "\u00e2\u20ac\u0153Yes\u00e2\u20ac\ufffd he", "\"Yes\" he",
                 true},
        SameCase{"MojibakeCyrillic", "\u00d0\u00b4\u00d0\u00b0", "да", true},
        SameCase{"RealLatinLettersStay", "\u00c3o \u00e2me", "ao ame", true}),
    [](const auto& test) { return std::string(test.param.name); });

TEST(Words, ScriptsWithoutSpacesGiveACharacterEach) {
  const auto words = to_words("東京で2人");
  ASSERT_EQ(words.size(), 5U);
  EXPECT_EQ(words[0].kind, WordKind::kCharacter);
  EXPECT_EQ(words[3].kind, WordKind::kNumber);
  EXPECT_EQ(to_words("สวัสดี").front().kind, WordKind::kCharacter);
  EXPECT_EQ(to_words("한국어 기사").size(), 2U);
}

TEST(Words, AnyBytesAreText) {
  std::string bytes;
  for (int i = 0; i < 4096; ++i) bytes += static_cast<char>((i * 7919) >> 3);
  EXPECT_FALSE(to_words(bytes).empty());
  EXPECT_TRUE(to_words("").empty());
  EXPECT_TRUE(to_words("\xE2\x80").empty());
  EXPECT_TRUE(to_words("\xF0").empty());
}

}  // namespace
}  // namespace tearsheet::dedup
