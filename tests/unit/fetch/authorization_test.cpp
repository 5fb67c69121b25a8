#include <gtest/gtest.h>

#include <filesystem>

#include "base/files.h"
#include "fetch/fetch.h"

namespace tearsheet::fetch {
namespace {

class Authorization : public testing::Test {
 protected:
  Authorization() {
    folder =
        std::filesystem::temp_directory_path() /
        ("tearsheet-" + std::string(testing::UnitTest::GetInstance()->current_test_info()->name()));
    std::filesystem::create_directories(folder);
  }
  ~Authorization() override { std::filesystem::remove_all(folder); }
  std::string file(std::string_view text) const {
    EXPECT_TRUE(write_file(folder / "secret", text));
    return folder / "secret";
  }
  std::filesystem::path folder;
};

TEST_F(Authorization, NoneIsEmpty) {
  EXPECT_EQ(load_authorization("", "").value(), "");
}

TEST_F(Authorization, IsTheFirstLineOfAFile) {
  EXPECT_EQ(load_authorization(file("  Bearer abc \r\nsecond\n"), "").value(), "Bearer abc");
}

TEST_F(Authorization, IsTheFirstLineThatACommandPrints) {
  EXPECT_EQ(load_authorization("", "printf 'Bearer %s\\nmore' xyz").value(), "Bearer xyz");
}

TEST_F(Authorization, AnEmptyOrMissingOneIsAnError) {
  EXPECT_FALSE(load_authorization(file("\nBearer abc"), ""));
  EXPECT_FALSE(load_authorization(folder / "missing", ""));
  EXPECT_FALSE(load_authorization("", "true"));
}

TEST_F(Authorization, AFailedCommandIsAnErrorThatKeepsTheSecret) {
  const auto result = load_authorization("", "echo Bearer hush; exit 3");
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().message.find("hush"), std::string::npos);
}

TEST_F(Authorization, TooMuchOutputIsAnError) {
  const auto result = load_authorization("", "yes");
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code, ErrorCode::kTooLarge);
}

TEST_F(Authorization, CannotCarryASecondHeader) {
  EXPECT_FALSE(load_authorization(file(std::string("Bearer a\rX: b\n")), ""));
}

}  // namespace
}  // namespace tearsheet::fetch
