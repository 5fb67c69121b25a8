// Files of ftr-site-config: what each directive becomes, and what is refused in words.
#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "site/ftr/lines.h"
#include "site/ftr/rules.h"
#include "site/ftr/toml.h"
#include "site/site.h"

namespace tearsheet::site {
namespace {

SiteDefinition site_of(std::string_view text) {
  const FtrToml toml = to_toml(read_ftr_rules(text), "a.example", "a.example", "host.txt");
  auto site = parse_site(toml.text, "a.example.txt");
  EXPECT_TRUE(site.has_value()) << site.error().message << '\n' << toml.text;
  return site ? std::move(*site) : SiteDefinition{};
}

std::string sources(const Rules& rules) {
  std::string out;
  for (const Rule& rule : rules) {
    out += rule.query->source();
    if (rule.when) out += " when " + rule.when->source();
    out += ';';
  }
  return out;
}

TEST(FtrLines, SplitsAtTheFirstColonButForBrackets) {
  struct Case {
    const char *line, *name, *argument, *value;
  };
  const Case cases[] = {
      {"body: //a/following-sibling::b", "body", "", "//a/following-sibling::b"},
      {"  tidy:no ", "tidy", "", "no"},
      {"body :\t//p", "body", "", "//p"},
      {"replace_string(<a b=\"c:d\">): <i>", "replace_string", "<a b=\"c:d\">", "<i>"},
      {"replace_string(f(x)): y", "replace_string", "f(x)", "y"},
      {"replace_string(,\"v\":): ,\"w\":", "replace_string", ",\"v\":", ",\"w\":"},
      {"replace_string(x):", "replace_string", "x", ""},
      {"says nothing", "", "", "says nothing"},
      {"// no: name", "", "", "// no: name"},
  };
  for (const Case& one : cases) {
    const auto lines = read_ftr_lines(one.line);
    ASSERT_EQ(lines.size(), 1U) << one.line;
    EXPECT_EQ(lines[0].name, one.name) << one.line;
    EXPECT_EQ(lines[0].argument, one.argument) << one.line;
    EXPECT_EQ(lines[0].value, one.value) << one.line;
  }
}

TEST(FtrLines, CountsLinesOfEveryKind) {
  const auto lines = read_ftr_lines("\xEF\xBB\xBF# x\r\na: 1\r\n\n\n b: 2\rc: 3");
  ASSERT_EQ(lines.size(), 3U);
  EXPECT_EQ(lines[0].number, 2);
  EXPECT_EQ(lines[1].number, 5);
  EXPECT_EQ(lines[2].number, 6);
}

TEST(FtrRules, BecomeRulesOfASite) {
  const auto site = site_of(
      "title: //h1\ntitle: //title\nbody: id('x')\ndate: //time/@datetime\nauthor: //b\n"
      "prune: no\ntidy: yes\nparser: libxml\n");
  EXPECT_TRUE(site.rules_only);
  ASSERT_EQ(site.articles.size(), 1U);
  EXPECT_EQ(sources(site.articles[0].title), "//h1;//title;");
  EXPECT_EQ(sources(site.articles[0].body), "id('x');");
  EXPECT_EQ(sources(site.articles[0].date), "//time/@datetime;");
  EXPECT_EQ(sources(site.articles[0].author), "//b;");
  EXPECT_EQ(site.articles[0].min_chars, 0U);
  EXPECT_TRUE(site.articles[0].may_guess("body"));
  EXPECT_TRUE(site.articles[0].may_guess("next_page"));
}

TEST(FtrRules, BecomeEditsOfThePage) {
  const auto site = site_of(
      "strip: //aside\nstrip_attr: //img/@srcset\nstrip_id_or_class: 'promo'\n"
      "strip_image_src: \"/ad/\"\ndissolve: //a\nwrap_in(blockquote): //q\nskip_json_ld: yes\n"
      "src_lazy_load_attr: data-full\nfind_string: a\nreplace_string: 'b\"\\\n"
      "replace_string(c): d\n");
  const PageEdits& edits = site.edits;
  ASSERT_EQ(edits.strip.size(), 2U);
  EXPECT_EQ(edits.strip[1].source(), "//img/@srcset");
  EXPECT_EQ(edits.strip_id_or_class, std::vector<std::string>{"promo"});
  EXPECT_EQ(edits.strip_image, std::vector<std::string>{"/ad/"});
  EXPECT_EQ(edits.lazy_images, std::vector<std::string>{"data-full"});
  ASSERT_EQ(edits.dissolve.size(), 1U);
  ASSERT_EQ(edits.wrap.size(), 1U);
  EXPECT_EQ(edits.wrap[0].element, "blockquote");
  EXPECT_FALSE(edits.linked_data);
  ASSERT_EQ(edits.replace.size(), 2U);
  EXPECT_EQ(edits.replace[0].find, "a");
  EXPECT_EQ(edits.replace[0].with, "'b\"\\");
  EXPECT_EQ(edits.replace[1].with, "d");
}

TEST(FtrRules, BindAConditionToTheLinkBeforeIt) {
  const auto site = site_of(
      "single_page_link: //a[1]\nsingle_page_link: //a[2]\nnext_page_link: //a[3]\n"
      "if_page_contains: //i\n");
  EXPECT_EQ(sources(site.articles[0].single_page), "//a[1];//a[2] when //i;");
  EXPECT_EQ(sources(site.articles[0].next_page), "//a[3];");
  EXPECT_FALSE(site.articles[0].may_guess("next_page"));
}

TEST(FtrRules, GuessOnlyWhereTheyMay) {
  const auto none = site_of("title: //h1\nbody: //p\nautodetect_on_failure: no\n");
  EXPECT_FALSE(none.articles[0].may_guess("title"));
  EXPECT_FALSE(none.articles[0].may_guess("body"));
  const auto paging = site_of("autodetect_next_page: no\nbody: //p\n");
  EXPECT_FALSE(paging.articles[0].may_guess("next_page"));
  EXPECT_TRUE(paging.articles[0].may_guess("body"));
}

TEST(FtrRules, KeepTestsForLivePages) {
  const auto site = site_of(
      "test_url: https://a.example/1\ntest_contains: one\ntest_contains: two\n"
      "test_url: nonsense\n");
  ASSERT_EQ(site.tests.size(), 1U);
  EXPECT_TRUE(site.tests[0].file.empty());
  EXPECT_EQ(site.tests[0].url.href(), "https://a.example/1");
  EXPECT_EQ(site.tests[0].body_contains, (std::vector<std::string>{"one", "two"}));
}

TEST(FtrRules, SayWhatTheyRefuse) {
  struct Case {
    const char *text, *says;
  };
  const Case cases[] = {
      {"http_header(User-Agent): Mozilla/5.0 (Windows)", "http_header(user-agent): a browser's"},
      {"http_header(user-agent): Mozilla/5.0 (compatible; Googlebot/2.1)", "a search engine's"},
      {"http_header(user-agent): PHP/7.4", "another program's"},
      {"http_header(Referer): https://www.google.com/", "http_header(referer)"},
      {"http_header(Cookie): a=b", "http_header(cookie)"},
      {"login_uri: https://a.example/login", "login: "},
      {"requires_login: yes", "login: "},
      {"move_into(body): //p", "move_into"},
      {"strip: //div[@class='", "strip (line 1): "},
      {"wrap_in(script): //p", "\"script\" is no element"},
      {"favourite_colour: blue", "\"favourite_colour\" (line 1)"},
      {"if_page_contains: //p", "stands before the link"},
      {"find_string: a", "1 and 0 lines make no pairs"},
      {"strip_attr: //img", "names no attribute"},
      {"body: //p[contains(., '\xFF')]", "is not UTF-8"},
  };
  for (const Case& one : cases) {
    const FtrRules rules = read_ftr_rules(one.text);
    ASSERT_EQ(rules.refused.size(), 1U) << one.text;
    EXPECT_NE(rules.refused[0].find(one.says), std::string::npos) << rules.refused[0];
    // The other lines of the file hold all the same.
    EXPECT_EQ(sources(site_of(std::string(one.text) + "\nbody: //main").articles[0].body),
              "//main;");
  }
}

TEST(FtrRules, SayEachRefusalOnceAndNotTooMany) {
  std::string text = "login_uri: x\nlogin_uri: y\nrequires_login: yes\n";
  EXPECT_EQ(read_ftr_rules(text).refused.size(), 1U);
  for (int i = 0; i < 50; ++i) text += "strip: //[" + std::to_string(i) + "\n";
  EXPECT_EQ(read_ftr_rules(text).refused.size(), 11U);
}

TEST(FtrRules, BoundWhatAFileMayAskFor) {
  std::string text;
  for (int i = 0; i < 5000; ++i) text += "strip: //p[contains(., '" + std::to_string(i) + "')]\n";
  text += "body: " + std::string(3000, '(') + "\ntitle: " + std::string(1'000'000, 'x') + "\n";
  const FtrRules rules = read_ftr_rules(text);
  EXPECT_EQ(rules.strip.size(), 1000U);
  EXPECT_NE(rules.refused.back().find("what follows line 1001"), std::string::npos);
}

TEST(FtrToml, KeepsRefusalsAsComments) {
  const FtrToml toml = to_toml(read_ftr_rules("http_header(cookie): a\nx\x01y: 1\nbody: //p\n"),
                               "a.example", "a.example", "host.txt");
  EXPECT_NE(toml.text.find("# Not carried over: http_header(cookie)"), std::string::npos);
  EXPECT_EQ(toml.lines.size(),
            static_cast<std::size_t>(std::count(toml.text.begin(), toml.text.end(), '\n')));
}

}  // namespace
}  // namespace tearsheet::site
