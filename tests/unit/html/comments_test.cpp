#include <gtest/gtest.h>

#include "html/html.h"

namespace tearsheet::html {
namespace {

struct CommentCase {
  const char* name;
  const char* html;
  const char* text;
  const char* parent;
};
class Comments : public testing::TestWithParam<CommentCase> {};

// The pre-scan cuts them, small ones stay as they are: both must say what was written.
TEST_P(Comments, AreHandedOutBesideTheTree) {
  const auto document = Document::parse(GetParam().html);
  ASSERT_TRUE(document);
  ASSERT_EQ(document->comments().size(), 1U);
  const Comment& comment = document->comments()[0];
  EXPECT_EQ(comment.text, GetParam().text);
  EXPECT_EQ(document->node(comment.parent).name(), GetParam().parent);
}

INSTANTIATE_TEST_SUITE_P(
    Cases, Comments,
    testing::Values(CommentCase{"Plain", "<p>a<!-- b -->c", " b ", "p"},
                    CommentCase{"Empty", "<p>a<!---->c", "", "p"},
                    CommentCase{"AbruptEnd", "<p>a<!-->c", "", "p"},
                    CommentCase{"EndWithBang", "<p>a<!-- b --!>c", " b ", "p"},
                    CommentCase{"EndOfPage", "<p>a<!-- b", " b", "p"},
                    CommentCase{"ProcessingInstruction", "<p>a<?php x ?>c", "?php x ?", "p"},
                    CommentCase{"Declaration", "<p>a<!element x>c", "element x", "p"},
                    CommentCase{"BadEndTag", "<p>a</3 x>c", "3 x", "p"},
                    CommentCase{"InHead", "<head><!--x--><title>t</title>", "x", "head"}),
    [](const auto& test) { return std::string(test.param.name); });

TEST(Comments, StandBeforeTheNodeThatFollows) {
  const auto document = Document::parse("<body><p>a</p><!--x--><b>c</b>");
  ASSERT_TRUE(document);
  ASSERT_EQ(document->comments().size(), 1U);
  EXPECT_EQ(document->node(document->comments()[0].before).name(), "b");
}

}  // namespace
}  // namespace tearsheet::html
