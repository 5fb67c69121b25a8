// What the body finder measures of texts and of elements beside each other.
#include <gtest/gtest.h>

#include "extract/body/body_features.h"
#include "extract/body/similar_siblings.h"
#include "extract/body/text_marks.h"

namespace tearsheet::extract {
namespace {

TEST(EndsCut, IsAnEllipsisBeforeBracketsAndSpace) {
  EXPECT_TRUE(ends_cut("The water came up over the ..."));
  EXPECT_TRUE(ends_cut("Das Wasser stieg […]"));
  EXPECT_TRUE(ends_cut("水位が上がった…"));
  EXPECT_FALSE(ends_cut("The water ... came up."));
  EXPECT_FALSE(ends_cut(""));
}

TEST(Symbols, AreMarksOfListsButtonsAndNotices) {
  EXPECT_EQ(count_marks("The water came up, over the quay; people (some) left.").symbols, 0);
  EXPECT_EQ(count_marks("Вода поднялась, люди ушли.").symbols, 0);
  EXPECT_EQ(count_marks("© Lamp | News » More →").symbols, 4);
  EXPECT_EQ(count_marks("[button] *").symbols, 3);
}

TEST(Addresses, AreOfMailAndWeb) {
  EXPECT_EQ(count_marks("Write to a@lamp.example or see https://lamp.example").addresses, 2);
  EXPECT_EQ(count_marks("The water came up.").addresses, 0);
}

TEST(NameLetters, StandInATextWhateverIsBetweenThem) {
  EXPECT_EQ(name_letters("The Evening Lamp"), "theeveninglamp");
  EXPECT_EQ(name_letters("harbour.example.com"), "harbour");
  EXPECT_EQ(name_letters("ab.example"), "abexample");
  EXPECT_EQ(letters_of("Subscribe to the Evening-Lamp now!").all, "subscribetotheeveninglampnow");
  const Letters long_ones = letters_of(std::string(599, 'a') + " bc" + std::string(5000, 'd'));
  EXPECT_EQ(long_ones.head, 599U);
  EXPECT_EQ(long_ones.all.substr(599, 3), "bcd");
  EXPECT_EQ(long_ones.all.size(), 3999U);
}

TEST(KnownText, HoldsWhatStandsInIt) {
  const KnownText known(
      "The water came up over the quay in the morning, and people who live by the harbour carried "
      "their boats inland before the wind turned, as they have done every year.");
  EXPECT_EQ(known.holds(letters_of("people who live by the harbour carried their boats inland")),
            1.0F);
  EXPECT_EQ(
      known.holds(letters_of("the council has voted on the budget of the library and the baths")),
      -1.0F);
  EXPECT_EQ(known.holds(letters_of("short")), 0.0F);
  EXPECT_EQ(KnownText("too short").holds(letters_of("people who live by the harbour")), 0.0F);
}

TEST(SimilarSiblings, AreOfOneTagAndOneClassWhateverNumbersItBears) {
  const auto page = html::Document::parse(
      "<div class='list'><article class='post-1 card a'><p>One</p></article>"
      "<article class='post-2 card b'><p>Two</p></article>"
      "<article class='lead'><p>Three</p></article><div class='card'><p>Four</p></div></div>");
  ASSERT_TRUE(page);
  SimilarSiblings siblings;
  html::Node paragraph;
  for (std::uint32_t i = 0; i < page->size() && paragraph.is_null(); ++i) {
    if (page->node(i).is_element() && page->node(i).tag() == html::Tag::kP)
      paragraph = page->node(i);
  }
  ASSERT_FALSE(paragraph.is_null());
  EXPECT_EQ(siblings.of(paragraph), 0);
  EXPECT_EQ(siblings.of(paragraph.parent()), 1);
  const auto record = siblings.record_around(paragraph);
  EXPECT_EQ(record.element, paragraph.parent());
  EXPECT_EQ(record.level, 2);
}

std::vector<float> in_comments(const std::string& html) {
  const auto page = html::Document::parse(html);
  if (!page) return {};
  const Survey blocks = survey(*page);
  html::Node headline;
  for (std::uint32_t i = 0; i < page->size(); ++i) {
    if (page->node(i).is_element() && page->node(i).tag() == html::Tag::kH1)
      headline = page->node(i);
  }
  std::vector<float> out;
  for (const auto& row : body_features({*page, blocks, "Tides rise", {}, {}, headline, {}}))
    out.push_back(row[static_cast<std::size_t>(Feature::kInComments)]);
  return out;
}

TEST(Apart, IsWhatHoldsNeitherTheHeadlineNorMostOfTheText) {
  const std::string story =
      "<h1>Tides rise</h1><p>The water came up over the quay in the morning, and people who live "
      "by "
      "the harbour carried their boats inland before the wind turned.</p>";
  EXPECT_EQ(in_comments("<div class='has-comments'>" + story + "</div>"),
            (std::vector<float>{0, 0}));
  EXPECT_EQ(in_comments("<div>" + story + "</div><div class='comments'><p>Well said.</p></div>"),
            (std::vector<float>{0, 0, 1}));
}

}  // namespace
}  // namespace tearsheet::extract
