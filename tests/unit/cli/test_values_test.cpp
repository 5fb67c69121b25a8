#include "cli/test_values.h"

#include <gtest/gtest.h>

namespace tearsheet::cli {
namespace {

constexpr std::string_view kFile = R"(id = "a"   # kept
[[test]]
file = "1.html"
title = "Größe — alt"  # was
paragraphs = 3
[[test]]
body_ends = """
two
lines"""
authors = [
  "A",  # first
  "B",
]
)";

TEST(TestValues, ReplaceAValueAndNothingElse) {
  const auto out = with_test_values(kFile, "a.toml",
                                    {{6, "authors", "['C']"},
                                     {2, "paragraphs", "12"},
                                     {2, "title", "'new'"},
                                     {6, "body_ends", "'end'"}});
  ASSERT_TRUE(out.has_value()) << out.error().message;
  EXPECT_EQ(*out, R"(id = "a"   # kept
[[test]]
file = "1.html"
title = 'new'  # was
paragraphs = 12
[[test]]
body_ends = 'end'
authors = ['C']
)");
}

TEST(TestValues, NeedAKeyThatIsThere) {
  const TestValue cases[] = {{2, "summary", "'x'"}, {3, "title", "'x'"}, {99, "title", "'x'"}};
  for (const TestValue& one : cases)
    EXPECT_FALSE(with_test_values(kFile, "a.toml", {one}).has_value()) << one.key;
}

TEST(TestValues, NeverMakeAFileThatDoesNotParse) {
  EXPECT_FALSE(with_test_values(kFile, "a.toml", {{2, "title", "'x"}}).has_value());
}

}  // namespace
}  // namespace tearsheet::cli
