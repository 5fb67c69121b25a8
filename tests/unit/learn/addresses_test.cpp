#include "learn/rules/addresses.h"

#include <gtest/gtest.h>

#include "site/site.h"

namespace tearsheet::learn {
namespace {

std::vector<url::Url> urls(const std::vector<std::string>& paths) {
  std::vector<url::Url> out;
  for (const std::string& path : paths)
    out.push_back(*url::Url::parse("https://news.example" + path));
  return out;
}

bool takes(const AddressPatterns& found, const std::string& path) {
  for (const std::string& one : found.patterns) {
    if (site::Pattern::compile(one)->found_in("https://news.example" + path)) return true;
  }
  return false;
}

struct Case {
  std::vector<std::string> articles, others, also, never;
};

TEST(Addresses, TakesArticlesNotSeenAndLeavesOtherPages) {
  const Case kCases[] = {
      {{"/2025/11/02/rain-in-town.html", "/2025/11/03/a-new-bridge.html",
        "/2024/01/30/ferry-is-late.html", "/2025/10/13/wood.html", "/2025/10/14/glass.html"},
       {"/", "/world/", "/about/1.html"},
       {"/2026/02/28/snow.html", "/2026/02/28/snow.html?utm_source=x"},
       {"/2026/02/", "/calendar/2026/02/28/"}},
      {{"/world/rain-in-town-1201", "/culture/opera-1202", "/world/strike-1203", "/sport/cup-1204",
        "/economy/grain-1205"},
       {"/", "/world/", "/culture/", "/about/3.html"},
       {"/science/moon-99"},
       {"/world/", "/photo/1200", "/about/2.html"}},
      {{"/news/1201/", "/news/1202/", "/news/1203/", "/news/1250/", "/news/1260/"},
       {"/", "/world/", "/news/"},
       {"/news/7/"},
       {"/news/", "/photo/1201", "/author/1/"}},
      {{"/article.php?id=12", "/article.php?id=13", "/article.php?id=15", "/article.php?id=19"},
       {"/", "/list.php?page=2", "/list.php"},
       {"/article.php?sid=a&id=20"},
       {"/article.php", "/list.php?id=20"}},
      {{"/rain-falls-in-town/", "/a-new-bridge-is-built/", "/the-ferry-is-late/",
        "/wood-and-glass-for-all/", "/nobody-came-to-the-fair/"},
       {"/world/", "/culture/", "/about/", "/contact-us/"},
       {"/snow-closes-the-port/"},
       {"/sport/", "/contact-us/"}}};
  for (const Case& one : kCases) {
    const AddressPatterns found = address_patterns(urls(one.articles), urls(one.others));
    ASSERT_FALSE(found.patterns.empty()) << one.articles.front();
    EXPECT_EQ(found.taken, one.articles.size()) << found.patterns.front();
    EXPECT_EQ(found.mistaken, 0U) << found.patterns.front();
    for (const std::string& path : one.articles) EXPECT_TRUE(takes(found, path)) << path;
    for (const std::string& path : one.also)
      EXPECT_TRUE(takes(found, path)) << path << ' ' << found.patterns.front();
    for (const std::string& path : one.never)
      EXPECT_FALSE(takes(found, path)) << path << ' ' << found.patterns.front();
  }
}

TEST(Addresses, SaysNothingWithoutArticles) {
  EXPECT_TRUE(address_patterns({}, urls({"/", "/a/"})).patterns.empty());
}

}  // namespace
}  // namespace tearsheet::learn
