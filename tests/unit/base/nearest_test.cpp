#include "base/nearest.h"

#include <gtest/gtest.h>

#include <array>

namespace tearsheet {
namespace {

constexpr std::array<std::string_view, 4> kKeys = {"title", "date", "summary", "strip_from"};

TEST(Nearest, FindsTheWordThatWasMeant) {
  EXPECT_EQ(nearest("titel", kKeys), "title");
  EXPECT_EQ(nearest("dat", kKeys), "date");
  EXPECT_EQ(nearest("strip_form", kKeys), "strip_from");
}

TEST(Nearest, GuessesNothingForAWordOfItsOwn) {
  EXPECT_EQ(nearest("politeness", kKeys), "");
  EXPECT_EQ(nearest("", kKeys), "");
  EXPECT_EQ(nearest(std::string(100'000, 'x'), kKeys), "");
}

}  // namespace
}  // namespace tearsheet
