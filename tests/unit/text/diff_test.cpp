#include "text/diff.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "text/text.h"

namespace tearsheet::text {
namespace {

using testing::ElementsAre;

// "a [-b-]{+c+}"
std::string marked(std::string_view before, std::string_view after) {
  std::string out;
  for (const DiffPart& part : diff_words(before, after)) {
    const std::string text(part.text);
    out += part.op == DiffOp::kEqual     ? text
           : part.op == DiffOp::kRemoved ? "[-" + text + "-]"
                                         : "{+" + text + "+}";
  }
  return out;
}

struct DiffCase {
  const char* name;
  std::string_view before, after, expected;
};
class DiffWords : public testing::TestWithParam<DiffCase> {};

TEST_P(DiffWords, MarksWhatChanged) {
  EXPECT_EQ(marked(GetParam().before, GetParam().after), GetParam().expected);
}

INSTANTIATE_TEST_SUITE_P(
    Cases, DiffWords,
    testing::Values(DiffCase{"Equal", "one two", "one two", "one two"},
                    DiffCase{"BothEmpty", "", "", ""},
                    DiffCase{"FromNothing", "", "one two", "{+one two+}"},
                    DiffCase{"ToNothing", "one two", "", "[-one two-]"},
                    DiffCase{"OneWord", "The old port.", "The new port.",
                             "The [-old-]{+new+} port."},
                    DiffCase{"WordAdded", "The port", "The old port", "The {+old +}port"},
                    DiffCase{"WordsSideBySide", "See one two now", "See three four now",
                             "See [-one two-]{+three four+} now"},
                    DiffCase{"Punctuation", "Yes, no", "Yes no", "Yes[-,-] no"},
                    DiffCase{"Apostrophe", "it's", "its", "[-it's-]{+its+}"},
                    DiffCase{"ParagraphsStayApart", "one\n\ntwo", "uno\n\ndos",
                             "[-one-]{+uno+}\n\n[-two-]{+dos+}"},
                    DiffCase{"ChineseByCharacter", "\u65B0\u805E\u8A18\u4E8B",
                             "\u65B0\u805E\u6545\u4E8B", "\u65B0\u805E[-\u8A18-]{+\u6545+}\u4E8B"},
                    DiffCase{"AccentedWordsAreWhole", "Caf\u00E9 noir", "Cafe noir",
                             "[-Caf\u00E9-]{+Cafe+} noir"}),
    [](const auto& test) { return std::string(test.param.name); });

TEST(WordTokens, CoverTheTextWithoutGaps) {
  EXPECT_THAT(word_tokens("It's  3.5\u6E2F!"),
              ElementsAre("It's", "  ", "3", ".", "5", "\u6E2F", "!"));
  EXPECT_THAT(word_tokens("a\xFF"), ElementsAre("a", "\xFF"));
  EXPECT_THAT(paragraph_tokens("a b\n\nc"), ElementsAre("a b", "\n\n", "c"));
}

// Length of the longest common subsequence, by the table: slow and plain.
std::size_t common(const std::vector<std::uint32_t>& a, const std::vector<std::uint32_t>& b) {
  std::vector<std::vector<std::size_t>> best(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
  for (std::size_t i = 1; i <= a.size(); ++i) {
    for (std::size_t j = 1; j <= b.size(); ++j) {
      best[i][j] =
          a[i - 1] == b[j - 1] ? best[i - 1][j - 1] + 1 : std::max(best[i - 1][j], best[i][j - 1]);
    }
  }
  return best[a.size()][b.size()];
}

TEST(ShortestEdits, AreShortestAndLeadFromOneToTheOther) {
  std::mt19937 random(7);
  for (int round = 0; round < 2000; ++round) {
    std::vector<std::uint32_t> a(random() % 14), b(random() % 14);
    for (auto* list : {&a, &b}) {
      for (std::uint32_t& value : *list) value = random() % 4;
    }
    const auto edits = shortest_edits(a, b);
    ASSERT_TRUE(edits);
    std::vector<std::uint32_t> kept_of_a, kept_of_b;
    for (std::size_t i = 0; i < a.size(); ++i) {
      if (!edits->removed[i]) kept_of_a.push_back(a[i]);
    }
    for (std::size_t i = 0; i < b.size(); ++i) {
      if (!edits->added[i]) kept_of_b.push_back(b[i]);
    }
    ASSERT_EQ(kept_of_a, kept_of_b);
    ASSERT_EQ(kept_of_a.size(), common(a, b));
  }
}

TEST(ShortestEdits, StopAtTheirLimits) {
  const std::vector<std::uint32_t> a{1, 2, 3}, b{4, 5, 6};
  EXPECT_TRUE(shortest_edits(a, b, 6));
  EXPECT_FALSE(shortest_edits(a, b, 5));
  EXPECT_FALSE(shortest_edits(a, b, 6, 3));
}

std::string numbered_words(int from, int count) {
  std::string out;
  for (int i = from; i < from + count; ++i) out += "w" + std::to_string(i) + ' ';
  return out;
}

TEST(DiffWords, TextsThatAreTooDifferentAreComparedByParagraphs) {
  const std::string old = numbered_words(0, 3000), fresh = numbered_words(5000, 3000);
  EXPECT_EQ(marked("same one\n\n" + old + "\n\nsame two", "same one\n\n" + fresh + "\n\nsame two"),
            "same one\n\n[-" + old + "-]{+" + fresh + "+}\n\nsame two");
}

TEST(DiffWords, TextsThatAreTooLongAreComparedByParagraphs) {
  const std::string same(kMaxDiffBytes / 2, 'x');
  EXPECT_EQ(marked(same + "\n\nthe old port", same + "\n\nthe new port"),
            same + "\n\n[-the old port-]{+the new port+}");
}

TEST(DiffWords, TextsWithoutACommonParagraphAreTwoWholes) {
  std::string old, fresh;
  for (int i = 0; i < 3000; ++i) {
    old += "o" + std::to_string(i) + "\n";
    fresh += "f" + std::to_string(i) + "\n\n";
  }
  EXPECT_EQ(marked(old, fresh), "[-" + old + "-]{+" + fresh + "+}");
}

}  // namespace
}  // namespace tearsheet::text
