// What stands on two articles of a site.
#include <gtest/gtest.h>

#include <string>

#include "learn/drift/drift.h"

namespace tearsheet::learn {
namespace {

const std::string kNotice = "Readers of the harbour post get the evening edition by mail.";

std::string story(int number) {
  return "The dredger number " + std::to_string(number) + " left the southern mole at noon.";
}

TEST(SharedTexts, ATitleOfAnotherArticleIsKnown) {
  SharedTexts texts;
  EXPECT_FALSE(texts.is_title_of_another(1, "Harbour Post"));
  texts.note(1, "Harbour Post", story(1));
  EXPECT_FALSE(texts.is_title_of_another(1, "Harbour Post")) << "its own";
  EXPECT_TRUE(texts.is_title_of_another(2, "Harbour Post"));
  EXPECT_FALSE(texts.is_title_of_another(2, "Dredger leaves"));
}

TEST(SharedTexts, TheShareOfABodyThatOthersHaveIsMeasured) {
  SharedTexts texts;
  texts.note(1, "one", story(1) + "\n\n" + kNotice);
  EXPECT_EQ(texts.repeated(1, story(1) + "\n\n" + kNotice), 0) << "its own";
  EXPECT_EQ(texts.repeated(2, story(2)), 0);
  EXPECT_EQ(texts.repeated(2, kNotice), 1);
  EXPECT_NEAR(texts.repeated(2, story(2) + "\n\n" + kNotice), 0.5, 0.1);
  EXPECT_EQ(texts.repeated(2, "Short.\n\n" + kNotice), 1) << "short paragraphs tell nothing";
}

TEST(SharedTexts, ForgetsWhatIsOld) {
  SharedTexts texts;
  texts.note(1, "one", kNotice);
  for (std::uint64_t i = 0; i < SharedTexts::kPages; ++i)
    texts.note(100 + i, "other", story(static_cast<int>(i)));
  EXPECT_FALSE(texts.is_title_of_another(2, "one"));
  EXPECT_EQ(texts.repeated(2, kNotice), 0);
}

TEST(SharedTexts, AnArticleThatIsReadAgainIsNotedAnew) {
  SharedTexts texts;
  for (int i = 0; i < 100; ++i) texts.note(1, "title " + std::to_string(i), kNotice);
  EXPECT_TRUE(texts.is_title_of_another(2, "title 99"));
  EXPECT_FALSE(texts.is_title_of_another(2, "title 98"));
}

}  // namespace
}  // namespace tearsheet::learn
