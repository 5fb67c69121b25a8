#include "extract/body/contents_list.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace tearsheet::extract {
namespace {

struct ContentsRow {
  const char *name, *list;
  bool is_contents;
};
void PrintTo(const ContentsRow& row, std::ostream* out) {
  *out << row.name;
}
class ContentsList : public testing::TestWithParam<ContentsRow> {};

TEST_P(ContentsList, IsNoText) {
  const auto page = html::Document::parse(std::string("<p>The keepers met at the point.</p>") +
                                          GetParam().list + "<p>They walked up the stair.</p>");
  const Survey found = survey(*page);
  std::vector<float> trust(found.blocks.size(), 1.0F);
  distrust_contents(*page, found, trust);
  ASSERT_GE(trust.size(), 3U);
  EXPECT_EQ(trust.front(), 1.0F);
  EXPECT_EQ(trust.back(), 1.0F);
  for (std::size_t i = 1; i + 1 < trust.size(); ++i)
    EXPECT_EQ(trust[i] == 0, GetParam().is_contents) << found.text_of(found.blocks[i]);
}

INSTANTIATE_TEST_SUITE_P(
    Rows, ContentsList,
    testing::Values(
        ContentsRow{"Links",
                    "<ul><li><a href=#a>The point</a><li><a href=#b>The stair</a>"
                    "<li><a href=#c>The lamp</a></ul>",
                    true},
        ContentsRow{"ListsInLists",
                    "<ol><li>1. <a href=#a>The point</a><ol><li><a href=#b>The "
                    "stair</a><li><a href=#c>The lamp</a></ol></ol>",
                    true},
        ContentsRow{"TextBesideTheLinks",
                    "<ul><li><a href=#a>The point</a> of the coast<li>"
                    "<a href=#b>The stair</a><li><a href=#c>The lamp</a></ul>",
                    false},
        ContentsRow{"OtherPages",
                    "<ul><li><a href=/a>The point</a><li><a href=/b>The stair</a>"
                    "<li><a href=/c>The lamp</a></ul>",
                    false},
        ContentsRow{"OnePageAmongThem",
                    "<ul><li><a href=#a>The point</a><li><a href=#b>The stair"
                    "</a><li><a href=#c>The lamp</a><li><a href=/d>The log</a>"
                    "</ul>",
                    false},
        ContentsRow{"NoLinks", "<ul><li>The point<li>The stair<li>The lamp</ul>", false},
        ContentsRow{"TwoMarks", "<ul><li><a href=#a>One</a><li><a href=#b>Two</a></ul>", false}),
    [](const auto& row) { return std::string(row.param.name); });

}  // namespace
}  // namespace tearsheet::extract
