#include "base/base64.h"

#include <gtest/gtest.h>

namespace tearsheet {
namespace {

TEST(Base64, GivesTheVectorsOfTheStandardBothWays) {  // RFC 4648 10
  const struct {
    const char *bytes, *text;
  } kCases[] = {{"", ""},
                {"f", "Zg=="},
                {"fo", "Zm8="},
                {"foo", "Zm9v"},
                {"foob", "Zm9vYg=="},
                {"fooba", "Zm9vYmE="},
                {"foobar", "Zm9vYmFy"}};
  for (const auto& one : kCases) {
    EXPECT_EQ(to_base64(one.bytes), one.text);
    EXPECT_EQ(from_base64(one.text).bytes, one.bytes);
    EXPECT_EQ(from_base64(one.text).bad_at, std::string_view::npos) << one.text;
    EXPECT_EQ(from_loose_base64(one.text).bytes, one.bytes);
  }
}

TEST(Base64, GivesEveryByteBack) {
  std::string bytes;
  for (int i = 0; i < 256; ++i) bytes += static_cast<char>(i);
  EXPECT_EQ(from_base64(to_base64(bytes)).bytes, bytes);
}

TEST(Base64, NeedsNoPadding) {
  EXPECT_EQ(from_base64("Zm8").bytes, "fo");
  EXPECT_EQ(from_base64("Zm9vY").bytes, "foo");
}

TEST(Base64, SaysWhereItStopped) {
  const struct {
    const char *text, *strict, *loose;
    std::size_t strict_at, loose_at;
  } kCases[] = {{"Zm9v\nYmFy", "foo", "foobar", 4, std::string_view::npos},
                {"--__", "", "\xfb\xef\xff", 0, std::string_view::npos},
                {"Zg==Zg==", "f", "f", 2, 2},
                {"Zm9v\xc3\xa4", "foo", "foo", 4, 4}};
  for (const auto& one : kCases) {
    EXPECT_EQ(from_base64(one.text).bytes, one.strict) << one.text;
    EXPECT_EQ(from_base64(one.text).bad_at, one.strict_at) << one.text;
    EXPECT_EQ(from_loose_base64(one.text).bytes, one.loose) << one.text;
    EXPECT_EQ(from_loose_base64(one.text).bad_at, one.loose_at) << one.text;
  }
}

}  // namespace
}  // namespace tearsheet
