#include "extract/body/teaser_rows.h"

#include <gtest/gtest.h>

#include <string>

#include "html/html.h"

namespace tearsheet::extract {
namespace {

constexpr std::string_view kProse =
    "<p>The keepers met at the point on Tuesday, and the oldest of them walked up the stair first, "
    "as is "
    "the custom of the coast.</p>";

std::string row(int number, bool with_picture = true) {
  const std::string n = std::to_string(number);
  return "<div class=row><a href=/story/" + n + ">" +
         (with_picture ? "<img src=/" + n + ".jpg>" : "More") +
         "</a><p>November 15, 2025</p><p>Teaser of story number " + n +
         " that is cut at a</p></div>";
}

/// The text of the blocks that are in no list of teasers.
std::string left(const std::string& body) {
  const auto page = html::Document::parse("<body><article>" + body + "</article></body>");
  const Survey found = survey(*page);
  const std::vector<bool> marked = in_teaser_rows(*page, found);
  std::string text;
  for (std::size_t i = 0; i < found.blocks.size(); ++i) {
    if (!marked[i]) text += std::string(found.text_of(found.blocks[i])) + "\n";
  }
  return text;
}

TEST(TeaserRows, AreFoundWithTheHeadingBeforeThem) {
  const std::string text = left(std::string(kProse) + "<h3>More From the Coast</h3>" + row(1) +
                                row(2) + row(3) + row(4) + row(5));
  EXPECT_NE(text.find("The keepers met"), std::string::npos);
  EXPECT_EQ(text.find("More From"), std::string::npos);
  EXPECT_EQ(text.find("Teaser"), std::string::npos);
}

struct KeptCase {
  const char* name;
  std::string body;
  const char* kept;
};
class NoTeaserRows : public testing::TestWithParam<KeptCase> {};

TEST_P(NoTeaserRows, AreLeftAlone) {
  EXPECT_NE(left(GetParam().body).find(GetParam().kept), std::string::npos);
}

INSTANTIATE_TEST_SUITE_P(
    Cases, NoTeaserRows,
    testing::Values(KeptCase{"Paragraphs",
                             std::string(kProse) + std::string(kProse) + std::string(kProse) +
                                 std::string(kProse),
                             "The keepers"},
                    KeptCase{"ThreeOfAKind", row(1) + row(2) + row(3), "Teaser of story number 2"},
                    KeptCase{"LinksWithoutAPicture",
                             row(1, false) + row(2, false) + row(3, false) + row(4, false),
                             "Teaser"},
                    KeptCase{"OneTarget", row(7) + row(7) + row(7) + row(7), "Teaser"},
                    KeptCase{"TheSentenceBefore",
                             "<p>It was all over by ten.</p>" + row(1) + row(2) + row(3) + row(4),
                             "over by ten"},
                    KeptCase{"LongItems",
                             [] {
                               std::string all;
                               for (int i = 0; i < 5; ++i) {
                                 all += "<section><h2>Item</h2><a href=/" + std::to_string(i) +
                                        "><img src=x></a><p>" + std::string(450, 'x') +
                                        "</p></section>";
                               }
                               return all;
                             }(),
                             "xxx"}),
    [](const auto& test) { return std::string(test.param.name); });

}  // namespace
}  // namespace tearsheet::extract
