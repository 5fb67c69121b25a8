#include "base/files.h"

#include <gtest/gtest.h>

#include <filesystem>

namespace tearsheet {
namespace {

class Files : public testing::Test {
 protected:
  Files() { std::filesystem::create_directories(folder_); }
  ~Files() override { std::filesystem::remove_all(folder_); }
  const std::filesystem::path folder_ =
      std::filesystem::path(testing::TempDir()) /
      ("tearsheet-files-" +
       std::string(testing::UnitTest::GetInstance()->current_test_info()->name()));
};

TEST_F(Files, ReadsWhatWasWritten) {
  const auto path = folder_ / "a.txt";
  ASSERT_TRUE(write_file(path, "one"));
  ASSERT_TRUE(write_file(path, std::string("two\0three", 9)));
  EXPECT_EQ(read_file(path, 100).value(), std::string("two\0three", 9));
}

TEST_F(Files, LeavesNoTemporaryFileBehind) {
  ASSERT_TRUE(write_file(folder_ / "a.txt", "one"));
  const auto files = std::filesystem::directory_iterator(folder_);
  EXPECT_EQ(std::distance(begin(files), end(files)), 1);
}

TEST_F(Files, TellsMissingFromTooLarge) {
  EXPECT_EQ(read_file(folder_ / "none", 10).error().code, ErrorCode::kNotFound);
  ASSERT_TRUE(write_file(folder_ / "big", "12345678901"));
  EXPECT_EQ(read_file(folder_ / "big", 10).error().code, ErrorCode::kTooLarge);
  EXPECT_TRUE(read_file(folder_ / "big", 11));
}

TEST_F(Files, SaysWhichFolderIsNotThere) {
  const auto written = write_file(folder_ / "no" / "a.txt", "one");
  ASSERT_FALSE(written);
  EXPECT_NE(written.error().message.find("a.txt"), std::string::npos);
}

}  // namespace
}  // namespace tearsheet
