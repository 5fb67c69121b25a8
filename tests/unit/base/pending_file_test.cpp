#include "base/pending_file.h"

#include <gtest/gtest.h>

#include <fstream>

#include "base/files.h"

namespace tearsheet {
namespace {

namespace fs = std::filesystem;

class PendingFiles : public testing::Test {
 protected:
  PendingFiles() { fs::create_directories(folder_); }
  ~PendingFiles() override { fs::remove_all(folder_); }
  [[nodiscard]] long files() const {
    const auto all = fs::directory_iterator(folder_);
    return std::distance(begin(all), end(all));
  }
  static std::string text_of(const fs::path& path) { return read_file(path, 100).value_or("none"); }

  const fs::path folder_ =
      fs::path(testing::TempDir()) /
      ("tearsheet-pending-" +
       std::string(testing::UnitTest::GetInstance()->current_test_info()->name()));
  const fs::path path_ = folder_ / "a.txt", temporary_ = folder_ / ".a.txt.part";
};

TEST_F(PendingFiles, TakeTheirNameWithCommitAlone) {
  ASSERT_TRUE(write_file(path_, "old"));
  auto file = PendingFile::create(path_);
  ASSERT_TRUE(file);
  ASSERT_TRUE(file->write("new"));
  EXPECT_EQ(text_of(path_), "old");
  ASSERT_TRUE(file->commit());
  EXPECT_EQ(text_of(path_), "new");
  EXPECT_EQ(fs::status(path_).permissions(), fs::perms(0644));
  EXPECT_EQ(files(), 1);
}

TEST_F(PendingFiles, LeaveNothingWithoutCommit) {
  {
    auto file = PendingFile::create(path_);
    ASSERT_TRUE(file);
    const PendingFile moved = std::move(*file);
    ASSERT_EQ(files(), 1);
  }
  EXPECT_EQ(files(), 0);
}

TEST_F(PendingFiles, TakeThePlaceOfWhatAKilledRunLeft) {
  std::ofstream(temporary_) << "much that was left";
  auto file = PendingFile::create(path_, temporary_);
  ASSERT_TRUE(file);
  ASSERT_TRUE(file->write("new"));
  ASSERT_TRUE(file->commit(PendingFile::Sync::kByCaller));
  EXPECT_EQ(text_of(path_), "new");
  EXPECT_EQ(files(), 1);
}

TEST_F(PendingFiles, AreNotWrittenThroughALink) {
  ASSERT_TRUE(write_file(path_, "mine"));
  fs::create_symlink(path_, temporary_);
  EXPECT_FALSE(PendingFile::create(folder_ / "b.txt", temporary_));
  EXPECT_EQ(text_of(path_), "mine");
}

TEST_F(PendingFiles, OfOthersFindNothingInTheirPlaceAndTakeTheName) {
  std::ofstream(temporary_) << "left";
  auto file = PendingFile::made_by_others(path_, temporary_);
  EXPECT_FALSE(fs::exists(temporary_));
  std::ofstream(temporary_) << "new";
  ASSERT_TRUE(file.commit());
  EXPECT_EQ(text_of(path_), "new");
}

TEST_F(PendingFiles, ThatNobodyMadeAreAnErrorThatNamesTheFile) {
  const auto done = PendingFile::made_by_others(path_, temporary_).commit();
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().code, ErrorCode::kNotFound);
  EXPECT_NE(done.error().message.find("a.txt: "), std::string::npos);
}

TEST_F(PendingFiles, SayWhatTheDeviceSays) {
  auto full = PendingFile::open_device("/dev/full");
  ASSERT_TRUE(full);
  const auto written = full->write("x");
  ASSERT_FALSE(written);
  EXPECT_NE(written.error().message.find("/dev/full: "), std::string::npos);
}

}  // namespace
}  // namespace tearsheet
