// Which files are taken for a database of ours, and what is done to the others: nothing.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sqlite3.h>

#include <fstream>

#include "base/files.h"
#include "store/sqlite/database.h"
#include "store/store.h"
#include "temporary_folder.h"

namespace tearsheet::store {
namespace {

using testing::HasSubstr;
using testing_support::TemporaryFolder;

struct OpenStore : testing::Test {
  TemporaryFolder folder;
  std::filesystem::path file = folder / "news.db";

  void make(const std::string& sql) {
    SQLite::Database(file.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE).exec(sql);
  }
  std::string refused() {
    const std::string before = *read_file(file, 10'000'000);
    const auto opened = open_store(file, Access::kRun);
    EXPECT_FALSE(opened);
    EXPECT_EQ(*read_file(file, 10'000'000), before) << "the file was touched";
    if (opened) return {};
    EXPECT_EQ(opened.error().code, ErrorCode::kUnusable);
    return opened.error().message;
  }
};

TEST_F(OpenStore, GarbageIsLeftAsItIs) {
  std::ofstream(file) << std::string(5000, 'g');
  EXPECT_THAT(refused(), HasSubstr("not an SQLite database"));
}

TEST_F(OpenStore, AnotherProgramsDatabaseIsLeftAsItIs) {
  make("CREATE TABLE articles(wheel TEXT); PRAGMA application_id = 77; PRAGMA user_version = 1");
  EXPECT_THAT(refused(), HasSubstr("another program"));
}

TEST_F(OpenStore, ADatabaseWithoutAnIdIsForeignToo) {
  make("CREATE TABLE notes(text TEXT)");
  EXPECT_THAT(refused(), HasSubstr("another program"));
}

TEST_F(OpenStore, ANewerSchemaIsLeftAsItIs) {
  ASSERT_TRUE(open_store(file, Access::kRun));
  make("PRAGMA user_version = 9999");
  EXPECT_THAT(refused(), HasSubstr("newer version"));
}

TEST_F(OpenStore, AnEmptyFileBecomesADatabase) {
  std::ofstream(file).close();
  EXPECT_TRUE(open_store(file, Access::kRun));
}

TEST_F(OpenStore, TheFolderIsMade) {
  EXPECT_TRUE(open_store(folder / "a" / "news.db", Access::kRun));
}

TEST_F(OpenStore, ReadingNeedsAFile) {
  const auto opened = open_store(file, Access::kRead);
  ASSERT_FALSE(opened);
  EXPECT_THAT(opened.error().message, HasSubstr("no such database"));
  EXPECT_FALSE(std::filesystem::exists(file));
}

TEST_F(OpenStore, AReaderTakesNoMoreMemoryThanACommandMay) {
  ASSERT_TRUE(open_store(file, Access::kRun));
  const auto reader = open_store(file, Access::kRead);
  ASSERT_TRUE(reader) << reader.error().message;
  SQLite::Database database(":memory:", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
  EXPECT_THROW(database.exec("CREATE TABLE t AS SELECT zeroblob(400000000) AS b;"
                             "SELECT length(b || b) FROM t"),
               SQLite::Exception);
  const Error error = sqlite::to_error(SQLite::Exception("out of memory", SQLITE_NOMEM), file);
  EXPECT_EQ(error.code, ErrorCode::kTooLarge);
  EXPECT_THAT(error.message, HasSubstr("ask for less"));
}

TEST_F(OpenStore, ADatabaseThatIsCutOffIsToldAtOnce) {
  ASSERT_TRUE(open_store(file, Access::kRun));
  std::filesystem::resize_file(file, std::filesystem::file_size(file) / 2);
  EXPECT_THAT(refused(), HasSubstr("cut off"));
}

// A run makes room for so many before it reads the first.
TEST_F(OpenStore, AnIdThatDamageLeftCountsNoMoreAddressesThanFitInTheFile) {
  {
    const auto store = open_store(file, Access::kRun);
    ASSERT_TRUE(store);
    FoundUrl url;
    url.key = 1;
    url.site = *(*store)->site_id({"harbour", "Harbour Times", "en", "r1"}, SysTime{});
    url.url = "http://harbour.example/1";
    ASSERT_TRUE((*store)->add_url(url));
    EXPECT_EQ(*(*store)->url_count(), 1U);
  }
  for (const char* const id : {"4611686018427387904", "-7"}) {
    SQLite::Database(file, SQLite::OPEN_READWRITE).exec("UPDATE _url SET id = " + std::string(id));
    const auto store = open_store(file, Access::kRun);
    ASSERT_TRUE(store);
    EXPECT_LE(*(*store)->url_count(), std::filesystem::file_size(file)) << id;
  }
}

TEST_F(OpenStore, APublicCopyIsReadButIsNoDatabaseOfARun) {
  const auto copy = folder / "public.db";
  std::string identity;
  {
    const auto store = open_store(file, Access::kRun);
    ASSERT_TRUE(store);
    ASSERT_TRUE((*store)->export_public(copy, {}));
    identity = (*store)->origin_of({})->database;
  }
  const auto read = open_store(copy, Access::kReadArticles);
  ASSERT_TRUE(read);
  EXPECT_EQ((*read)->origin_of({})->database, identity) << "feeds of it are the database's";
  for (const Access access : {Access::kRead, Access::kRun}) {
    const auto opened = open_store(copy, access);
    ASSERT_FALSE(opened);
    EXPECT_THAT(opened.error().message, HasSubstr("public copy"));
  }
  EXPECT_FALSE(std::filesystem::exists(copy.string() + ".lock"));
}

TEST_F(OpenStore, TheSchemaNumberIsTheCountOfMigrations) {
  ASSERT_TRUE(open_store(file, Access::kRun));
  SQLite::Database database(file.string());
  EXPECT_EQ(database.execAndGet("PRAGMA user_version").getInt(), sqlite::newest_version());
  EXPECT_EQ(database.execAndGet("PRAGMA application_id").getInt(), sqlite::kApplicationId);
  EXPECT_EQ(database.execAndGet("PRAGMA integrity_check").getString(), "ok");
}

TEST_F(OpenStore, AServersAddressIsRefusedAndNothingIsMade) {
  const auto opened = open_store(folder / "postgresql://db.example/news", Access::kRun);
  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error().code, ErrorCode::kUnusable);
  EXPECT_FALSE(std::filesystem::exists(folder / "postgresql:"));
}

}  // namespace
}  // namespace tearsheet::store
