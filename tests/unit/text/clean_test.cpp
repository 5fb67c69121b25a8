#include <gtest/gtest.h>

#include "text/text.h"

namespace tearsheet::text {
namespace {

TEST(CleanLine, CollapsesWhiteSpaceOfEveryKind) {
  EXPECT_EQ(clean_line(" a\t\n b\r\n"), "a b");
  EXPECT_EQ(clean_line("a\u00A0\u2003\u3000b"), "a b");
  EXPECT_EQ(clean_line("\n \t"), "");
}

TEST(CleanLine, DropsControlsAndInvisibleCharacters) {
  EXPECT_EQ(clean_line("a\x01\x7F"
                       "b\u0085c\u200B\uFEFF\u00ADd\u202Ee"),
            "ab cde");
}

TEST(CleanLine, ComposesAndRepairs) {
  EXPECT_EQ(clean_line("Cafe\u0301"), "Caf\u00E9");
  EXPECT_EQ(clean_line("a\xFF"
                       "b"),
            "a\uFFFD"
            "b");
  EXPECT_EQ(clean_line("\u1112\u1161\u11AB"), "\uD55C");
}

// What is not sent through the normaliser must not need it.
TEST(CleanLine, ComposesWhatFollowsPlainCharacters) {
  EXPECT_EQ(clean_line("\u03B1\u0301"), "\u03AC");                   // Greek
  EXPECT_EQ(clean_line("\u0438\u0306"), "\u0439");                   // Cyrillic
  EXPECT_EQ(clean_line("\u304B\u3099"), "\u304C");                   // kana and voiced mark
  EXPECT_EQ(clean_line("\uD558\u11AB"), "\uD55C");                   // syllable and final consonant
  EXPECT_EQ(clean_line("\u212B \u2126 \u037E"), "\u00C5 \u03A9 ;");  // singletons
  EXPECT_EQ(clean_line("\u201Ca\u201D \u2013 \u6A4B \u0436\u03B1"),
            "\u201Ca\u201D \u2013 \u6A4B \u0436\u03B1");
}

// UAX 15, 13: normalising a run of marks takes time by its square, so no run is longer than 30.
TEST(CleanLine, PartsEndlessRunsOfCombiningMarks) {
  const auto marks = [](int count) {
    std::string text = "x";
    for (int i = 0; i < count; ++i) text += "\u0323";
    return text;
  };
  EXPECT_EQ(clean_line(marks(30)), marks(30));
  std::string parted = marks(30) + "\u034F";
  for (int i = 0; i < 30; ++i) parted += "\u0323";
  EXPECT_EQ(clean_line(marks(60)), parted);
  EXPECT_EQ(clean_line(parted), parted);
  EXPECT_EQ(clean_line(marks(30) + "y" + marks(30)), marks(30) + "y" + marks(30));
}

TEST(CleanParagraphs, KeepsBlankLinesOnly) {
  EXPECT_EQ(clean_paragraphs("a\nb\n\nc\n \n\n d \n"), "a b\n\nc\n\nd");
  EXPECT_EQ(clean_paragraphs("a\r\nb\r\n\r\nc"), "a b\n\nc");
}

TEST(Fold, ComparesWithoutCaseAndAccents) {
  EXPECT_EQ(fold("  \u00C9cole  STRASSE "), "ecole strasse");
  EXPECT_EQ(fold("Stra\u00DFe"), "strasse");
  EXPECT_EQ(fold("\u0394\u03AF\u03B1"), fold("\u03B4\u03B9\u03B1"));
  EXPECT_EQ(fold("\uFF21\uFF22"), "ab");
}

// Marks that are no accents stay; dropping what parts their run must not join it again.
TEST(Fold, PartsEndlessRunsOfMarksToo) {
  const auto marks = [](int count) {
    std::string text = "\u0915";
    for (int i = 0; i < count; ++i) text += i % 2 == 0 ? "\u093C" : "\u094D";
    return text;
  };
  EXPECT_EQ(fold(marks(2)), marks(2));
  const std::string folded = fold(marks(200));
  EXPECT_NE(folded.find("\u034F"), std::string::npos);
  EXPECT_EQ(fold(folded), folded);
}

TEST(Fold, TakesCharactersByTheirNeighboursWhereTheyCount) {
  EXPECT_EQ(fold("\u00A0\u00DCber\u00A0 \u00ABdas\u00BB\u00AD "), "uber \u00ABdas\u00BB");
  EXPECT_EQ(fold("\u041D\u041E\u0419 \u2026 \u2033"), "\u043D\u043E\u0438 ... \u2032\u2032");
  EXPECT_EQ(fold("a\u00A8b"), "a b");  // a space and an accent
  EXPECT_EQ(fold("\u304B\u3099"), fold("\u304C"));
  EXPECT_EQ(fold("\uD558\u11AB \u6A4B"), "\uD55C \u6A4B");
  EXPECT_EQ(fold("\u00C9\xFF"), "e\uFFFD");
}

TEST(FoldWords, LeavesTheWordsAlone) {
  EXPECT_EQ(fold_words("  \u201CCaf\u00E9\u201D \u2013 it's OPEN!\n\n1.5 km "),
            "cafe its open 1 5 km");
  EXPECT_EQ(fold_words("\u6A4B\u304Copen"), "\u6A4B \u304C open");
  EXPECT_EQ(fold_words("... !"), "");
}

TEST(CountWords, CountsWordsAndCharactersOfScriptsWithoutSpaces) {
  EXPECT_EQ(count_words(""), 0U);
  EXPECT_EQ(count_words("It's 3 o\u2019clock - now."), 4U);
  EXPECT_EQ(count_words("\u65B0\u805E\u8A18\u4E8B"), 4U);
  EXPECT_EQ(count_words("\u043D\u043E\u0432\u043E\u0441\u0442\u0438 \u0434\u043D\u044F"), 2U);
}

TEST(Truncate, CutsAtAWord) {
  EXPECT_EQ(truncate("one two three", 100), "one two three");
  EXPECT_EQ(truncate("one two three", 9), "one two");
  EXPECT_EQ(truncate("one two three", 7), "one two");
  EXPECT_EQ(truncate("onetwothree", 4), "onet");
  EXPECT_EQ(truncate("\u65B0\u805E\u8A18\u4E8B", 2), "\u65B0\u805E");
  EXPECT_EQ(truncate("one", 0), "");
}

TEST(DetectLanguage, NamesTheLanguageOfATextAndTrustsTheTagOfAShortOne) {
  EXPECT_EQ(detect_language("Der Bundestag hat am Donnerstag mit den Stimmen der Koalition ein "
                            "neues Gesetz beschlossen, "
                            "das die Rechte der Mieterinnen und Mieter st\u00E4rken soll."),
            "de");
  EXPECT_EQ(
      detect_language("O presidente da C\u00E2mara disse nesta quinta-feira que a "
                      "vota\u00E7\u00E3o do projeto foi "
                      "adiada para a pr\u00F3xima semana, ap\u00F3s reuni\u00E3o com l\u00EDderes.",
                      "pt_br"),
      "pt-BR");
  std::string english, german;
  for (int i = 0; i < 30; ++i) {
    english +=
        "The minister told reporters on Monday that the bridge would be closed for repairs. ";
    german += "Die Ministerin sagte am Montag, dass die Bruecke wegen Arbeiten gesperrt werde. ";
  }
  EXPECT_EQ(detect_language(english, "en-GB"), "en-GB");
  EXPECT_EQ(detect_language(german, "en-GB"), "de");
  EXPECT_EQ(detect_language(german), "de");
  EXPECT_EQ(detect_language("OK", "EN-us"), "en-US");
  EXPECT_EQ(detect_language("", "n!t"), "");
}

}  // namespace
}  // namespace tearsheet::text
