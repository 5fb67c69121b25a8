// The table of keys is what the reader takes; here: that it takes each, and that the words are whole.
#include "site/keys.h"

#include <gtest/gtest.h>

#include <set>

namespace tearsheet::site {
namespace {

TEST(Keys, AreNamedOnceInTheirTableAndExplained) {
  for (const KeyTable& table : key_tables()) {
    std::set<std::string_view> names;
    for (const Key& key : table.keys) {
      EXPECT_TRUE(names.insert(key.name).second) << table.name << "." << key.name;
      EXPECT_FALSE(key.meaning.empty()) << table.name << "." << key.name;
      EXPECT_FALSE(key.type.empty()) << table.name << "." << key.name;
    }
  }
}

TEST(Keys, AreThoseOfTheTableAskedFor) {
  EXPECT_EQ(known_keys("edit.replace"), (std::vector<std::string_view>{"find", "with"}));
  EXPECT_TRUE(known_keys("nothing").empty());
}

}  // namespace
}  // namespace tearsheet::site
