#include "records/records.h"

#include <gtest/gtest.h>

#include <set>
#include <string>

namespace tearsheet::records {
namespace {

TEST(PageKindName, IsStableBecauseItIsStored) {
  EXPECT_STREQ(to_string(PageKind::kArticle), "article");
  EXPECT_STREQ(to_string(PageKind::kLoginWall), "login-wall");
  EXPECT_STREQ(to_string(PageKind::kScriptShell), "script-shell");
  EXPECT_STREQ(to_string(PageKind::kPage), "page");
  EXPECT_STREQ(to_string(PageKind::kOther), "other");
}

TEST(PageKindName, TellsEveryKindApart) {
  std::set<std::string> names;
  for (int kind = 0; kind <= static_cast<int>(PageKind::kOther); ++kind) {
    names.insert(to_string(static_cast<PageKind>(kind)));
  }
  EXPECT_EQ(names.size(), static_cast<std::size_t>(PageKind::kOther) + 1);
}

TEST(IsByRule, IsWhatTheSourcesOfAFieldSay) {
  Article article;
  article.sources = {{"title", "rule", "h1", "A title", 1}, {"date", "json-ld", "", "2024", 1}};
  EXPECT_TRUE(is_by_rule(article, "title"));
  EXPECT_FALSE(is_by_rule(article, "date"));
  EXPECT_FALSE(is_by_rule(article, "body"));
}

}  // namespace
}  // namespace tearsheet::records
