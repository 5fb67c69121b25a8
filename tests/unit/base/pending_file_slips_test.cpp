// What a slip of the keyboard must not destroy, and what a file keeps when it is replaced.
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "base/files.h"
#include "base/pending_file.h"

namespace tearsheet {
namespace {

class Replacing : public testing::Test {
 protected:
  Replacing() { std::filesystem::create_directories(folder_); }
  ~Replacing() override { std::filesystem::remove_all(folder_); }

  void put(const std::string& name, std::string_view bytes) {
    std::ofstream(folder_ / name, std::ios::binary) << bytes;
  }
  void put_database(const std::string& name) {
    put(name, std::string("SQLite format 3\0", 16) + std::string(84, 'x'));
  }
  [[nodiscard]] std::string text_of(const std::string& name) const {
    return read_file(folder_ / name, 1000).value_or("none");
  }
  [[nodiscard]] unsigned mode_of(const std::string& name) const {
    struct stat info {};
    ::stat((folder_ / name).c_str(), &info);
    return info.st_mode & 07777U;
  }

  std::filesystem::path folder_ =
      std::filesystem::path(testing::TempDir()) / ("replacing-" + std::to_string(::getpid()));
};

TEST_F(Replacing, RefusesADatabaseAndWhatBelongsToIt) {
  put_database("news.db");
  for (const char* name :
       {"news.db", "news.db-wal", "news.db-shm", "news.db-journal", "news.db.lock"}) {
    const auto before = text_of(name);
    const auto written = write_file(folder_ / name, "text");
    ASSERT_FALSE(written) << name;
    EXPECT_EQ(written.error().code, ErrorCode::kInvalid) << name;
    EXPECT_NE(written.error().message.find(name), std::string::npos) << written.error().message;
    EXPECT_EQ(text_of(name), before);
  }
  EXPECT_TRUE(write_file(folder_ / "other.db-wal", "text")) << "there is no such database";
}

TEST_F(Replacing, KeepsTheRightsOfWhatWasThere) {
  put("news.jsonl", "old");
  for (const unsigned mode : {0640U, 0600U, 0664U}) {
    ASSERT_EQ(::chmod((folder_ / "news.jsonl").c_str(), mode), 0);
    ASSERT_TRUE(write_file(folder_ / "news.jsonl", "new"));
    EXPECT_EQ(mode_of("news.jsonl"), mode);
  }
}

TEST_F(Replacing, GivesANewFileTheRightsOfTheUmask) {
  const mode_t before = ::umask(027);
  const auto written = write_file(folder_ / "news.jsonl", "new");
  ::umask(before);
  ASSERT_TRUE(written);
  EXPECT_EQ(mode_of("news.jsonl"), 0640U);
}

TEST_F(Replacing, WritesThroughALink) {
  put("target", "old");
  std::filesystem::create_symlink("target", folder_ / "link");
  ASSERT_TRUE(write_file(folder_ / "link", "new"));
  EXPECT_TRUE(std::filesystem::is_symlink(folder_ / "link"));
  EXPECT_EQ(text_of("target"), "new");
}

}  // namespace
}  // namespace tearsheet
