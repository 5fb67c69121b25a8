// A folder with other people's files beside ours: which is for which host, and what they become as
// TOML.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "site/site.h"

namespace tearsheet::site {
namespace {

namespace fs = std::filesystem;

class FtrFiles : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::path(testing::TempDir()) /
              testing::UnitTest::GetInstance()->current_test_info()->name();
    fs::remove_all(folder_);
    fs::create_directories(folder_);
  }
  void TearDown() override { fs::remove_all(folder_); }

  void write(const std::string& name, std::string_view text) const {
    std::ofstream(folder_ / name, std::ios::binary) << text;
  }
  [[nodiscard]] SiteSet load() const {
    auto set = load_sites(folder_);
    EXPECT_TRUE(set.has_value());
    return set ? std::move(*set) : SiteSet{};
  }

  fs::path folder_;
};

std::string id_for(const SiteSet& set, const std::string& host) {
  const SiteDefinition* site = set.for_url(*url::Url::parse("https://" + host + "/"));
  return site == nullptr ? "none" : site->id;
}

TEST_F(FtrFiles, AreFoundByTheHost) {
  write("a.example.txt", "body: //p\n");
  write(".a.example.txt", "body: //div\n");
  write("sport.a.example.txt", "body: //i\n");
  const SiteSet set = load();
  EXPECT_EQ(id_for(set, "a.example"), "a.example");
  EXPECT_EQ(id_for(set, "www.a.example"), "a.example");
  EXPECT_EQ(id_for(set, "WWW.A.Example"), "a.example");
  EXPECT_EQ(id_for(set, "sport.a.example"), "sport.a.example");
  EXPECT_EQ(id_for(set, "x.y.a.example"), "below.a.example");
  EXPECT_EQ(id_for(set, "xa.example"), "none");
}

TEST_F(FtrFiles, GiveWayToASiteOfOurs) {
  write("a.example.txt", "body: //p\n");
  write("ours.toml",
        "version = 1\nid = \"ours\"\ndomains = [\"a.example\"]\n[[source]]\nkind = \"auto\"\n"
        "url = \"https://a.example/\"\n");
  EXPECT_EQ(id_for(load(), "a.example"), "ours");
}

TEST_F(FtrFiles, TakeRulesForAllSitesBehindTheirOwn) {
  write("global.txt", "title: //h1\nstrip: //aside\n");
  write("a.example.txt", "title: //h2\n");
  write("b.example.txt", "title: //h3\nautodetect_on_failure: no\n");
  const SiteSet set = load();
  EXPECT_EQ(id_for(set, "c.example"), "global");
  const SiteDefinition* a = set.find("a.example");
  const SiteDefinition* b = set.find("b.example");
  ASSERT_TRUE(a != nullptr && b != nullptr);
  ASSERT_EQ(a->articles[0].title.size(), 2U);
  EXPECT_EQ(a->articles[0].title[0].query->source(), "//h2");
  EXPECT_EQ(a->articles[0].title[0].line, 1);
  EXPECT_EQ(a->articles[0].title[1].line, 0);
  EXPECT_EQ(a->edits.strip.size(), 1U);
  EXPECT_EQ(b->articles[0].title.size(), 1U);
  EXPECT_TRUE(b->edits.strip.empty());
}

TEST_F(FtrFiles, SayWhatIsNotUsedWithoutBeingErrors) {
  write("a.example.txt", "requires_login: yes\nbody: //p\n");
  write("..txt", "body: //p\n");
  write("a.b c.txt", "body: //p\n");
  write("notes.txt", "nothing of ours\n");
  const SiteSet set = load();
  EXPECT_TRUE(set.errors.empty());
  ASSERT_EQ(set.notices.size(), 2U);
  EXPECT_NE(set.notices[0].find("is not named for a host"), std::string::npos);
  const SiteDefinition* a = set.find("a.example");
  ASSERT_NE(a, nullptr);
  EXPECT_NE(a->notice.find("a.example.txt: not obeyed: login"), std::string::npos) << a->notice;
}

TEST_F(FtrFiles, BecomeTomlThatMeansTheSame) {
  write("global.txt", "strip_id_or_class: share\n");
  write("a.example.txt",
        "title: //h1[contains(., \"it's\")]\ndate: //time/@datetime\nbody: //article | //div\n"
        "strip: //aside\nreplace_string(<x \"y\">): 'z'\nwrap_in(h2): //b\n"
        "next_page_link: //a[@rel='next']\nif_page_contains: //nav\nhttp_header(cookie): x\n"
        "test_url: https://a.example/1\ntest_contains: \"quoted\"\n");
  const auto toml = import_site(folder_ / "a.example.txt");
  ASSERT_TRUE(toml.has_value()) << toml.error().message;
  EXPECT_NE(toml->find("# Not carried over: http_header(cookie)"), std::string::npos);
  const auto again = parse_site(*toml, folder_ / "a.toml");
  ASSERT_TRUE(again.has_value()) << again.error().message;
  const SiteSet set = load();
  const SiteDefinition* before = set.find("a.example");
  ASSERT_NE(before, nullptr);
  EXPECT_EQ(again->hash, before->hash);
  EXPECT_EQ(again->domains, before->domains);
  EXPECT_EQ(again->edits.strip_id_or_class, before->edits.strip_id_or_class);
  EXPECT_EQ(again->edits.replace[0].with, before->edits.replace[0].with);
  EXPECT_EQ(again->articles[0].title[0].query->source(),
            before->articles[0].title[0].query->source());
  EXPECT_EQ(again->articles[0].next_page[0].when->source(), "//nav");
  EXPECT_EQ(again->tests[0].body_contains, before->tests[0].body_contains);
}

TEST_F(FtrFiles, NeedAHostToBecomeToml) {
  write("notes.txt", "body: //p\n");
  const auto toml = import_site(folder_ / "notes.txt");
  ASSERT_FALSE(toml.has_value());
  EXPECT_NE(toml.error().message.find("is not named for a host"), std::string::npos);
}

TEST(PageEdits, ReplaceTextWithinBounds) {
  PageEdits edits;
  edits.replace = {{"<x>", "<p>"}, {"a", std::string(100'000, 'b')}, {"c", ""}};
  EXPECT_EQ(edits.replaced("<x>c<x>"), "<p><p>");
  const std::string page(1000, 'a');
  EXPECT_EQ(edits.replaced(page), page);
}

}  // namespace
}  // namespace tearsheet::site
