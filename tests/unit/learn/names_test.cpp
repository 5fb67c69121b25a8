#include "learn/rules/names.h"

#include <gtest/gtest.h>

namespace tearsheet::learn {
namespace {

struct Case {
  std::string_view name;
  bool is_made, is_look;
};

TEST(Names, TellsWhatABuildMadeAndWhatOnlySaysHowItLooks) {
  constexpr Case kCases[] = {{"headline", false, false},
                             {"entry-content", false, false},
                             {"article__body", false, false},
                             {"h2", false, false},
                             {"col2", false, false},
                             {"post-18342", true, false},
                             {"css-1x2y3z", true, false},
                             {"css-abcdef", true, false},
                             {"sc-bdVaJa", true, false},
                             {"Title_root__3kD9f", true, false},
                             {"_2Fh3a", true, false},
                             {"title-x7k", true, false},
                             {"mt-4", false, true},
                             {"col-md-8", false, true},
                             {"active", false, true},
                             {"right-column", false, true},
                             {"story-left", false, false},
                             {"storyBody", false, false},
                             {"ArticleBodyText", false, false}};
  for (const Case& one : kCases) {
    EXPECT_EQ(is_made_name(one.name), one.is_made) << one.name;
    if (one.is_made) continue;
    EXPECT_EQ(is_look_name(one.name), one.is_look) << one.name;
  }
}

TEST(Names, KnowsWhatPartsOfAnArticleAreCalled) {
  for (const char* name : {"headline", "entry-title", "storyBody", "date", "byline__author"})
    EXPECT_TRUE(is_telling_name(name)) << name;
  for (const char* name : {"wrap", "x", "blue-box"}) EXPECT_FALSE(is_telling_name(name)) << name;
}

TEST(Names, TakesOnlyWhatNeedsNoEscapes) {
  for (const char* name : {"a", "_b", "news-item"}) EXPECT_TRUE(is_plain_name(name)) << name;
  for (const char* name : {"", "2col", "md:flex", "w-1/2", "-x"})
    EXPECT_FALSE(is_plain_name(name)) << name;
}

}  // namespace
}  // namespace tearsheet::learn
