#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "site/site.h"

namespace tearsheet::site {
namespace {

constexpr std::string_view kSmallest = R"(version = 1
id = "example"
domains = ["news.example"]
[[source]]
kind = "auto"
url = "https://news.example/"
)";

std::string with(std::string_view more) {
  return std::string(kSmallest) + std::string(more);
}

TEST(SiteFile, NeedsLittle) {
  const auto site = parse_site(kSmallest, "example.toml");
  ASSERT_TRUE(site) << site.error().message;
  EXPECT_EQ(site->id, "example");
  EXPECT_EQ(site->name, "example");
  EXPECT_TRUE(site->enabled);
  ASSERT_EQ(site->sources.size(), 1U);
  EXPECT_EQ(site->sources[0].kind, SourceKind::kAuto);
  EXPECT_EQ(site->sources[0].url.href(), "https://news.example/");
  EXPECT_TRUE(site->articles.empty());
}

TEST(SiteFile, HoldsEveryKeyOfTheFormat) {
  const auto site = parse_site(R"toml(version = 1
id = "full"
name = "Full"
domains = ["news.example", "*.News.Example"]
language = "en"
timezone = "Asia/Pyongyang"
enabled = false
[politeness]
delay = 2.5
max_pages = 50
timeout = 30
retries = 2
authorization_file = "secret"
[urls]
article = ['/newstream/\d+']
exclude = ['print=']
keep_params = ["bbs"]
drop_params = ["from"]
same_host = true
[[source]]
kind = "listing"
url = "https://news.example/list/"
item = "#list > div"
link = "h4 a::attr(href)"
title = ["h4 img::attr(alt)", "h4 a::text"]
date = { css = "p.date", format = ["%B %d, %Y"] }
summary = "p.teaser"
next = "a.next::attr(href)"
max_depth = 3
stop_when_known = 7
[article]
canonical = "link[rel=canonical]::attr(href)"
title = ["h1.title", { css = "meta[property='og:title']", attr = "content" }]
date = [{ xpath = "//*[starts-with(., 'Date:')]", regex = 'Date: (\d+)', format = ["%d/%m/%Y"] }]
author = []
body = ["div.body", { auto = true }]
paragraphs = "p"
strip = [".share", { xpath = "//aside" }]
strip_from = [{ text = '^More From ', element = "h3" }, { text = '^Tags' }]
strip_text = ['^-0-$']
min_chars = 10
valid_until = 2026-01-01
[[test]]
file = "tests/full/1.html"
url = "https://news.example/newstream/1"
title = "A title"
body_excludes = ["More From"]
paragraphs = 7
)toml",
                               "sites/full.toml");
  ASSERT_TRUE(site) << site.error().message;
  EXPECT_FALSE(site->enabled);
  EXPECT_EQ(site->politeness.delay, std::chrono::milliseconds(2500));
  EXPECT_EQ(site->politeness.retries, 2);
  EXPECT_EQ(site->key_rules.keep_params, std::vector<std::string>{"bbs"});
  EXPECT_TRUE(site->same_host);
  const Source& source = site->sources.at(0);
  EXPECT_EQ(source.title.size(), 2U);
  EXPECT_EQ(source.date.at(0).formats, std::vector<std::string>{"%B %d, %Y"});
  EXPECT_EQ(source.max_depth, 3);
  EXPECT_EQ(source.stop_when_known, 7);
  const ArticleRules& article = site->articles.at(0);
  EXPECT_EQ(article.title.at(1).attribute, "content");
  EXPECT_TRUE(article.date.at(0).query->is_xpath());
  EXPECT_EQ(article.date.at(0).regex->capture("on Date: 42 ."), "42");
  ASSERT_EQ(article.author.size(), 1U);
  EXPECT_TRUE(article.author[0].nothing) << "an empty list means none";
  EXPECT_TRUE(article.image.empty());
  EXPECT_TRUE(article.body.at(1).automatic);
  EXPECT_EQ(article.strip.size(), 2U);
  EXPECT_TRUE(article.strip_from.at(0).element.has_value());
  EXPECT_FALSE(article.strip_from.at(1).element.has_value());
  EXPECT_EQ(article.min_chars, 10U);
  EXPECT_EQ(article.valid_until->year, 2026);
  EXPECT_EQ(site->tests.at(0).file, std::filesystem::path("sites/tests/full/1.html"));
  EXPECT_EQ(site->tests.at(0).paragraphs, 7);
}

struct WrongCase {
  const char* name;
  std::string toml;
  const char* message;  ///< Begins with the place.
};
class WrongSiteFile : public testing::TestWithParam<WrongCase> {};

TEST_P(WrongSiteFile, SaysWhereAndWhatWasMeant) {
  const auto site = parse_site(GetParam().toml, "x.toml");
  ASSERT_FALSE(site);
  EXPECT_NE(site.error().message.find(GetParam().message), std::string::npos)
      << site.error().message;
}

INSTANTIATE_TEST_SUITE_P(
    Cases, WrongSiteFile,
    testing::Values(
        WrongCase{"UnknownKey", with("[article]\ntitel = \"h1\"\n"),
                  "x.toml:8:1: unknown key \"titel\" in [article], did you mean \"title\"?"},
        WrongCase{"KeyOfTheFileBelowATable", with("[politeness]\nenabled = false\n"),
                  "x.toml:8:1: \"enabled\" belongs to the file, above its first [table]"},
        WrongCase{"UnknownZone", "timezone = \"Asia/Pyongjang\"\n" + with(""),
                  "\"Asia/Pyongjang\" is no time zone"},
        WrongCase{"UnknownLanguage", "language = \"english\"\n" + with(""),
                  "\"english\" is no language"},
        WrongCase{"UnknownLetter",
                  with("[article]\ndate = { css = \"time\", format = \"%d.%q.%Y\" }\n"),
                  "\"%q\" in \"%d.%q.%Y\" is no part of a date"},
        WrongCase{"LetterMissing",
                  with("[article]\ndate = { css = \"time\", format = \"%d.%\" }\n"),
                  "ends in a '%' without its letter"},
        WrongCase{"RulesWithoutItem",
                  with("[[source]]\nurl = \"https://a.example/\"\nlink = \"a\"\ntitle = \"h2\"\n"),
                  "relative to its \"item\", which is missing"},
        WrongCase{"UnknownTable", with("[artikle]\n"), "did you mean \"article\"?"},
        WrongCase{"BadSelector", with("[article]\ntitle = \"h1 >> a\"\n"), "x.toml:8:"},
        WrongCase{"BadSelectorIsNamed", with("[article]\ntitle = \"h1 >> a\"\n"),
                  "bad selector \"h1 >> a\""},
        WrongCase{"BadXPath", with("[article]\ntitle = { xpath = \"//h1[\" }\n"),
                  "bad XPath \"//h1[\""},
        WrongCase{"BadPattern", with("[urls]\narticle = ['(']\n"),
                  "x.toml:8:12: \"urls.article\": bad pattern"},
        WrongCase{"UnknownKind",
                  with("[[source]]\nkind = \"sitmap\"\nurl = \"https://a.example/\"\n"),
                  "x.toml:8:8: unknown kind \"sitmap\", did you mean \"sitemap\"?"},
        WrongCase{"BadUrl", with("[[source]]\nurl = \"ftp://a.example/\"\n"),
                  "x.toml:8:7: \"source.url\""},
        WrongCase{"WrongType", with("[politeness]\ndelay = \"slow\"\n"),
                  "x.toml:8:9: \"politeness.delay\" must be a number"},
        WrongCase{"NegativeDelay", with("[politeness]\ndelay = -1.0\n"), "from 0 to"},
        WrongCase{"RuleOfTwoKinds", with("[article]\ntitle = { css = \"a\", xpath = \"//a\" }\n"),
                  "both css and xpath"},
        WrongCase{"RuleOfNothing", with("[article]\ntitle = { attr = \"x\" }\n"),
                  "needs css, xpath or auto"},
        WrongCase{
            "RulesOnAFeed",
            with("[[source]]\nkind = \"feed\"\nurl = \"https://a.example/f\"\nitem = \"div\"\n"),
            "for kind = \"listing\" alone"},
        WrongCase{"SyntaxError", "version = = 1\n", "x.toml:1:"},
        WrongCase{"NoVersion", "id = \"a\"\n", "\"version = 1\" is missing"},
        WrongCase{"LaterVersion", "version = 2\nid = \"a\"\n", "version 1 is the only one"},
        WrongCase{"NoDomains", "version = 1\nid = \"a\"\n", "\"domains\" is missing"},
        WrongCase{"DomainWithPath", "version = 1\nid = \"a\"\ndomains = [\"a.example/x\"]\n",
                  "is no host name"},
        WrongCase{"NoSource", "version = 1\nid = \"a\"\ndomains = [\"a.example\"]\n",
                  "no [[source]]"},
        WrongCase{"TestWithoutFile", with("[[test]]\ntitle = \"x\"\n"), "needs a \"file\""}),
    [](const auto& test) { return std::string(test.param.name); });

TEST(SiteFile, PointsIntoTheSelector) {
  const auto site = parse_site(with("[article]\ntitle = \"h1:nope\"\n"), "x.toml");
  ASSERT_FALSE(site);
  const auto query = select::Query::css("h1:nope");
  ASSERT_FALSE(query);
  // The quote stands in column 9, so column c of the selector is column 9 + c of the line.
  EXPECT_EQ(site.error().column, 9 + query.error().column) << site.error().message;
}

TEST(SiteDefinition, OwnsItsHostsAndSubdomains) {
  SiteDefinition site;
  site.domains = {"news.example", "*.press.example"};
  EXPECT_TRUE(site.owns_host("news.example"));
  EXPECT_TRUE(site.owns_host("www.news.example"));
  EXPECT_TRUE(site.owns_host("news.example."));
  EXPECT_FALSE(site.owns_host("old.news.example"));
  EXPECT_TRUE(site.owns_host("a.b.press.example"));
  EXPECT_FALSE(site.owns_host("press.example"));
  EXPECT_FALSE(site.owns_host("xpress.example"));
  EXPECT_FALSE(site.owns_host("www.press.example"));
}

TEST(SiteSet, TheNameAsItIsWrittenGoesFirst) {
  SiteSet set;
  set.sites.resize(2);
  set.sites[0].domains = {"news.example"};
  set.sites[1].domains = {"www.news.example"};
  EXPECT_EQ(set.for_url(*url::Url::parse("https://news.example/1")), &set.sites[0]);
  EXPECT_EQ(set.for_url(*url::Url::parse("https://www.news.example/1")), &set.sites[1]);
  set.sites.pop_back();
  EXPECT_EQ(set.for_url(*url::Url::parse("https://www.news.example/1")), &set.sites[0]);
}

TEST(SiteSet, TheNearestNameWins) {
  SiteSet set;
  set.sites.resize(6);
  set.sites[0].domains = {"*"};
  set.sites[0].rules_only = true;
  set.sites[1].domains = {"*.example"};
  set.sites[2].domains = {"*.news.example"};
  set.sites[2].rules_only = true;
  set.sites[3].domains = {"*.news.example"};
  set.sites[4].domains = {"old.news.example"};
  set.sites[4].rules_only = true;
  set.sites[5].domains = {"www.old.news.example"};
  const std::pair<const char*, int> cases[] = {{"http://elsewhere.test/", 0},
                                               {"http://a.example/", 1},
                                               {"http://a.b.news.example/", 3},
                                               {"http://old.news.example/", 4},
                                               {"http://www.old.news.example/", 5}};
  for (const auto& [address, site] : cases)
    EXPECT_EQ(set.for_url(*url::Url::parse(address)), &set.sites[static_cast<std::size_t>(site)])
        << address;
}

TEST(SiteDefinition, WwwAloneIsNoPrefix) {
  SiteDefinition site;
  site.domains = {"www.example"};
  EXPECT_TRUE(site.owns_host("www.example"));
  EXPECT_FALSE(site.owns_host("example"));
}

TEST(SiteFile, ReadsDomainsAsAddressesHaveThem) {
  const auto site = parse_site(
      "version = 1\nid = \"a\"\ndomains = [\"b\u00FCcher.example\", \"*.K\u00F6ln.example\", "
      "\"news.example.\"]\n[[source]]\nurl = \"https://news.example/\"\n",
      "x.toml");
  ASSERT_TRUE(site) << site.error().message;
  EXPECT_EQ(site->domains, (std::vector<std::string>{"xn--bcher-kva.example",
                                                     "*.xn--kln-sna.example", "news.example"}));
}

TEST(SiteDefinition, DecidesWhatCountsAsAnArticle) {
  const auto site =
      parse_site(with("[urls]\narticle = ['/story/']\nexclude = ['print=']\n"), "x.toml");
  ASSERT_TRUE(site) << site.error().message;
  const auto counts = [&](std::string_view address) {
    return site->is_article(*url::Url::parse(address));
  };
  EXPECT_TRUE(counts("https://news.example/story/1"));
  EXPECT_FALSE(counts("https://news.example/about"));
  EXPECT_FALSE(counts("https://news.example/story/1?print=1"));
  EXPECT_FALSE(counts("https://elsewhere.example/story/1"));
}

class SiteFolder : public testing::Test {
 protected:
  SiteFolder() { std::filesystem::create_directories(folder_); }
  ~SiteFolder() override { std::filesystem::remove_all(folder_); }
  void write(const char* name, std::string_view text) { std::ofstream(folder_ / name) << text; }
  const std::filesystem::path folder_ =
      std::filesystem::path(testing::TempDir()) /
      testing::UnitTest::GetInstance()->current_test_info()->name();
};

TEST_F(SiteFolder, LoadsTheGoodFilesAndNamesTheBad) {
  write("a.toml", kSmallest);
  write("b.toml", "version = 1\nid = ");
  write("c.toml", kSmallest);  // the same id again
  write("notes.txt", "no site file");
  const auto set = load_sites(folder_);
  ASSERT_TRUE(set);
  ASSERT_EQ(set->sites.size(), 1U);
  ASSERT_EQ(set->errors.size(), 2U);
  EXPECT_NE(set->errors[0].message.find("b.toml:2:"), std::string::npos);
  EXPECT_NE(set->errors[1].message.find("is taken by"), std::string::npos);
  EXPECT_NE(set->find("example"), nullptr);
  EXPECT_EQ(set->find("other"), nullptr);
  EXPECT_NE(set->for_url(*url::Url::parse("https://news.example/x")), nullptr);
}

TEST_F(SiteFolder, SaysThatItIsNotThere) {
  const auto set = load_sites(folder_ / "none");
  ASSERT_FALSE(set);
  EXPECT_EQ(set.error().code, ErrorCode::kNotFound);
}

}  // namespace
}  // namespace tearsheet::site
