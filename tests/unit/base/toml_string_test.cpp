#include "base/toml_string.h"

#include <gtest/gtest.h>

namespace tearsheet {
namespace {

TEST(TomlString, IsAsPlainAsItCanBe) {
  EXPECT_EQ(toml_string(""), "\"\"");
  EXPECT_EQ(toml_string("a.b"), "\"a.b\"");
  EXPECT_EQ(toml_string("a \"b\" \\"), "'a \"b\" \\'");
  EXPECT_EQ(toml_string("it's \"x\"\\\n"), "\"it's \\\"x\\\"\\\\\\u000a\"");
}

}  // namespace
}  // namespace tearsheet
