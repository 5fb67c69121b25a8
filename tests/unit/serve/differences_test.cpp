// What is marked between two texts, and that it is harmless.
#include "serve/differences.h"

#include <gtest/gtest.h>

namespace tearsheet::serve {
namespace {

struct ChangeCase {
  const char *name, *before, *after, *html;
};
class Changes : public testing::TestWithParam<ChangeCase> {};

TEST_P(Changes, AreMarkedWordByWord) {
  EXPECT_EQ(changes(GetParam().before, GetParam().after), GetParam().html);
}

INSTANTIATE_TEST_SUITE_P(
    Cases, Changes,
    testing::Values(
        ChangeCase{"Word", "the old pier", "the new pier",
                   "<p>the <del>old</del><ins>new</ins> pier</p>\n"},
        ChangeCase{"OnlyTheParagraphsThatChanged", "one\n\ntwo\n\nthree", "one\n\ntwo\n\nfour",
                   "<p class=\"soft\">…</p>\n<p><del>three</del><ins>four</ins></p>\n"},
        ChangeCase{"Nothing", "", "", ""},
        ChangeCase{"Markup", "a <b>", "a <i>", "<p>a &lt;<del>b</del><ins>i</ins>&gt;</p>\n"}),
    [](const auto& test) { return std::string(test.param.name); });

TEST(SideBySide, EachTextHasItsOwnWords) {
  const auto [left, right] = side_by_side("the old pier\n\nis shut", "the new pier\n\nis shut");
  EXPECT_EQ(left, "<p>the <del>old</del> pier</p>\n<p>is shut</p>\n");
  EXPECT_EQ(right, "<p>the <ins>new</ins> pier</p>\n<p>is shut</p>\n");
}

}  // namespace
}  // namespace tearsheet::serve
