#include "store/article_columns.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <sstream>
#include <string>
#include <vector>

#include "base/files.h"
#include "store/store.h"
#include "temporary_folder.h"

namespace tearsheet::store {
namespace {

std::string section_of_documentation() {
  const auto path = std::filesystem::path(TEARSHEET_TESTS_DIR).parent_path() / "docs/database.md";
  const std::string text = read_file(path, 1'000'000).value_or("");
  const auto begin = text.find("## Fields of an article");
  return text.substr(begin, text.find("\n## ", begin + 1) - begin);
}

const char* word_for(Form form) {
  switch (form) {
    case Form::kText:
      return "text";
    case Form::kDate:
      return "date";
    case Form::kList:
      return "list";
    case Form::kObject:
      return "object";
    case Form::kFlag:
      return "flag";
    case Form::kNumber:
      return "number";
  }
  return "";
}

TEST(ArticleColumns, AreReadFromThePageOrSelected) {
  for (const ColumnSpec& spec : kArticleColumnTable) {
    EXPECT_EQ(spec.read == nullptr, spec.is_ours()) << spec.name;
    EXPECT_EQ(spec.sql != nullptr, spec.is_ours()) << spec.name;
  }
}

TEST(ArticleColumns, AreDocumentedInTheirOrder) {
  std::vector<std::string> expected, found;
  for (const ColumnSpec& spec : kArticleColumnTable) {
    expected.push_back("`" + std::string(spec.name) + "` | " + word_for(spec.form) + " | " +
                       (spec.is(kExported) ? "exports" : "table"));
  }
  std::istringstream lines(section_of_documentation());
  for (std::string line; std::getline(lines, line);) {
    if (!line.starts_with("| `")) continue;
    const auto form = line.find(" | ", line.find(" | ") + 1), where = line.rfind(" | ");
    found.push_back(line.substr(2, form - 2) + " | " +
                    (line.find("exports", where) != std::string::npos ? "exports" : "table"));
  }
  EXPECT_EQ(found, expected);
}

TEST(ArticleColumns, OfTheDatabaseAreAllDocumented) {
  const testing_support::TemporaryFolder folder;
  const std::filesystem::path file = folder / "news.db";
  ASSERT_TRUE(open_store(file, Access::kRun));
  SQLite::Database database(file.string());
  SQLite::Statement rows(database, "SELECT name FROM pragma_table_info('articles')");
  const std::string documentation = section_of_documentation();
  while (rows.executeStep()) {
    const std::string name = rows.getColumn(0).getString();
    EXPECT_THAT(documentation, testing::HasSubstr("`" + name + "`"));
  }
}

}  // namespace
}  // namespace tearsheet::store
