// Sites without a file.
#include <gtest/gtest.h>

#include "site/site.h"

namespace tearsheet::site {
namespace {

url::Url url(const char* text) {
  return *url::Url::parse(text);
}

TEST(Address, NamesTheSiteByItsHost) {
  const std::pair<const char*, const char*> rows[] = {
      {"https://www.lamp.example/", "lamp.example"},
      {"http://lamp.example/feed.xml", "lamp.example"},
      {"https://sport.lamp.example/", "sport.lamp.example"},
      {"http://127.0.0.1:8080/", "127.0.0.1-8080"},
      {"http://[::1]/", "--1"},
      {"http://www.example/", "www.example"},
  };
  for (const auto& [address, id] : rows) EXPECT_EQ(id_of_address(url(address)), id) << address;
}

TEST(Address, MakesASiteOfItsSources) {
  const SiteDefinition site =
      site_of_addresses({url("https://www.lamp.example/"), url("https://lamp.example/feed.xml")});
  EXPECT_TRUE(site.by_address);
  EXPECT_EQ(site.id, "lamp.example");
  EXPECT_EQ(site.domains, std::vector<std::string>{"lamp.example"});
  ASSERT_EQ(site.sources.size(), 2U);
  EXPECT_EQ(site.sources[1].url.path(), "/feed.xml");
  EXPECT_TRUE(site.hash.empty());
}

TEST(Address, OwnsTheDomainThatItLeadsTo) {
  const SiteDefinition site = site_of_addresses({url("https://lamp.example/")});
  const url::Url moved = url("https://www.reef.example/");
  EXPECT_TRUE(site.owns(url("https://lamp.example/a"), moved));
  EXPECT_TRUE(site.owns(url("https://news.reef.example/a"), moved));
  EXPECT_FALSE(site.owns(url("https://other.example/a"), moved));
  SiteDefinition by_file = site;
  by_file.by_address = false;
  EXPECT_FALSE(by_file.owns(url("https://news.reef.example/a"), moved));
}

}  // namespace
}  // namespace tearsheet::site
