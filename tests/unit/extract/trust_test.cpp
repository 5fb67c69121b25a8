// What a page says of a site's rules, and what becomes of a rule that is not believed.
#include "extract/trust.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "extract/extract.h"

namespace tearsheet::extract {
namespace {

const url::Url kUrl = *url::Url::parse("https://quay.example/story/7");

std::string story(const std::string& before, const std::string& day, const std::string& after) {
  std::string text;
  for (int i = 0; i < 5; ++i) {
    text += "<p>The harbour board said for the " + std::to_string(i) +
            ". time that the pier would be repaired before winter, whatever it costs.</p>";
  }
  return "<!DOCTYPE html><html lang=en><head><title>The pier is repaired - Quay Post</title></head>"
         "<body><div class=site>Quay Post</div><article><h1>The pier is repaired</h1>" +
         day + before + "<div class=text>" + text + "</div>" + after + "</article></body></html>";
}

std::string teasers() {
  std::string text = "<div class=more>";
  for (int i = 0; i < 5; ++i) {
    text += "<p><a href=/story/" + std::to_string(i) + ">Dredger number " + std::to_string(i) +
            " sold</a>. The buyer, a company from the north, has paid for it and will move it.</p>";
  }
  return text + "</div>";
}

struct Read {
  records::Article article;
  std::vector<RuleFinding> findings;

  [[nodiscard]] const RuleFinding& of(RuledField field) const {
    return *std::find_if(findings.begin(), findings.end(),
                         [&](const auto& one) { return one.field == field; });
  }
  [[nodiscard]] std::string source(std::string_view field) const {
    for (const auto& one : article.sources) {
      if (one.field == field) return one.source;
    }
    return {};
  }
};

FieldSet only(RuledField field) {
  FieldSet set;
  set.add(field);
  return set;
}

FieldSet everywhere() {
  FieldSet set;
  for (const RuledField field : {RuledField::kTitle, RuledField::kBody, RuledField::kDate})
    set.add(field);
  return set;
}

struct Asked {
  FieldSet compared = everywhere();
  url::Url url = kUrl;
};

Read read(const std::string& html, const std::string& rules, FieldSet doubted = {},
          const char* announced = "", const char* changed = "", const char* title = "",
          const Asked& asked = {}) {
  const auto page = *html::Document::parse(html);
  const auto site = site::parse_site(
      "version = 1\nid = \"quay\"\ndomains = [\"quay.example\"]\n[[source]]\nkind = \"auto\"\n"
      "url = \"https://quay.example/\"\n[article]\n" +
          rules,
      "quay.toml");
  EXPECT_TRUE(site) << site.error().message;
  records::ListingItem hint;
  hint.title = title;
  hint.published = dates::parse_iso8601(announced);
  const RuleTrust trust{.doubted = doubted, .compared = asked.compared};
  Read read;
  PageContext context;
  context.url = asked.url;
  context.site = &*site;
  context.hint = &hint;
  context.changed = dates::parse_iso8601(changed);
  context.now = dates::parse_iso8601("2025-06-20T12:00:00Z")->to_sys();
  context.trust = &trust;
  context.findings = &read.findings;
  read.article = extract_article(page, context);
  return read;
}

TEST(RuleFindings, TellWhetherARuleFindsAnythingAndSaysWhatOthersSay) {
  const std::string page = story("", "<time datetime=2025-06-01>1 June 2025</time>", "");
  const Read fits = read(page, "title = \"h1\"\ndate = \"time\"\nbody = \"div.text\"\n");
  ASSERT_EQ(fits.findings.size(), 3U);
  for (const RuleFinding& finding : fits.findings) {
    EXPECT_TRUE(finding.is_found && finding.is_elsewhere);
    EXPECT_TRUE(finding.agrees.value_or(false)) << spec_of(finding.field).name;
    EXPECT_EQ(finding.lie, "");
  }
  const Read empty = read(page, "title = \"h2\"\nsection = \"b\"\nbody = \"div.old\"\n");
  EXPECT_FALSE(empty.of(RuledField::kTitle).is_found);
  EXPECT_TRUE(empty.of(RuledField::kTitle).is_elsewhere);
  EXPECT_FALSE(empty.of(RuledField::kSection).is_elsewhere) << "the page has none";
  EXPECT_TRUE(empty.of(RuledField::kBody).is_elsewhere);
}

TEST(RuleFindings, AreComparedWhereThatIsAskedForAndOnFewPagesElse) {
  constexpr int kPages = 64;
  const std::string page = story("", "<time datetime=2025-06-01>1 June 2025</time>", "");
  int bodies = 0, dates = 0;
  for (int i = 0; i < kPages; ++i) {
    const Asked asked{only(RuledField::kBody),
                      *url::Url::parse("https://quay.example/story/" + std::to_string(i))};
    const Read got = read(page, "date = \"time\"\nbody = \"div.text\"\n", {}, "", "", "", asked);
    bodies += got.of(RuledField::kBody).agrees.has_value() ? 1 : 0;
    dates += got.of(RuledField::kDate).agrees.has_value() ? 1 : 0;
  }
  EXPECT_EQ(bodies, kPages);
  EXPECT_GT(dates, 0);
  EXPECT_LT(dates, kPages / 4);
}

TEST(RuleFindings, ADayIsALieWhereItsSourcesContradictIt) {
  const struct {
    const char *day, *announced, *changed;
    bool is_lie;
  } cases[] = {
      {"2025-06-01", "2025-06-01", "2025-06-02", false},
      {"2025-06-01", "2025-06-02", "", false},  // the same day elsewhere
      {"2025-06-20", "2025-06-01", "", true},
      {"2025-05-20", "2025-06-01", "", false},  // all of the page says so
      {"2025-06-20", "", "2025-06-01", true},
      {"2025-05-01", "", "2025-06-01", false},  // changed later
      {"2025-06-20", "", "", false},
  };
  for (const auto& one : cases) {
    SCOPED_TRACE(std::string(one.day) + " " + one.announced + " " + one.changed);
    const Read got = read(story("", "<b class=d>" + std::string(one.day) + "</b>", ""),
                          "date = \"b.d\"\n", {}, one.announced, one.changed);
    EXPECT_EQ(!got.of(RuledField::kDate).lie.empty(), one.is_lie);
  }
}

TEST(RuleFindings, TheOrderOfDayAndMonthIsNoDisagreement) {
  std::string page = story("", "<b class=d>05/06/2025</b>", "");
  page.replace(page.find("lang=en"), 7, "lang=en-US");
  const char* rule = "date = { css = \"b.d\", format = [\"%d/%m/%Y\"] }\n";
  EXPECT_FALSE(read(page, rule).of(RuledField::kDate).agrees.has_value());
  EXPECT_EQ(read(page, rule, {}, "2025-06-05").of(RuledField::kDate).agrees, true);
}

TEST(RuleFindings, ATitleThatItsSourceAndHeadlineDoNotHaveIsALie) {
  const Read got =
      read(story("", "", ""), "title = \"div.site\"\n", {}, "", "", "The pier is repaired");
  EXPECT_NE(got.of(RuledField::kTitle).lie, "");
  EXPECT_EQ(read(story("", "", ""), "title = \"div.site\"\n").of(RuledField::kTitle).lie, "")
      << "the headline alone may err";
}

TEST(RuleFindings, ABodyOfTeasersIsALie) {
  const Read got = read(story(teasers(), "", ""), "body = \"div.more\"\n");
  EXPECT_EQ(got.of(RuledField::kBody).agrees, false);
  EXPECT_NE(got.of(RuledField::kBody).lie, "");
  EXPECT_NE(got.article.body.find("Dredger"), std::string::npos) << "who reads it decides";
}

TEST(DoubtedRules, AreStoodInForByTheAutomaticExtraction) {
  const std::string page = story(teasers(), "", "");
  const Read body =
      read(page, "title = \"div.site\"\nbody = \"div.more\"\n", only(RuledField::kBody));
  EXPECT_EQ(body.article.body.find("Dredger"), std::string::npos);
  EXPECT_NE(body.article.body.find("the pier would be repaired"), std::string::npos);
  EXPECT_NE(body.source("body"), "rule");
  EXPECT_EQ(body.source("title"), "rule");
  EXPECT_TRUE(body.of(RuledField::kBody).is_found) << "it is watched all the same";
  EXPECT_EQ(body.of(RuledField::kBody).agrees, false);
  const Read title = read(page, "title = \"div.site\"\n", only(RuledField::kTitle));
  EXPECT_EQ(title.article.title, "The pier is repaired");
  EXPECT_NE(title.source("title"), "rule");
}

TEST(DoubtedRules, ADayThatIsTheVisitsIsBelievedOfNobodyElse) {
  const std::string visit = "<time datetime=2025-06-20>20 June 2025</time>";
  const Read got = read(story("", visit, "<span class=stamp>Published 3 June 2025</span>"),
                        "date = \"time\"\n", only(RuledField::kDate));
  ASSERT_TRUE(got.article.published);
  EXPECT_EQ(got.article.published->to_iso8601().substr(0, 10), "2025-06-03");
  const Read alone = read(story("", visit, ""), "date = \"time\"\n", only(RuledField::kDate));
  ASSERT_TRUE(alone.article.published) << "nobody names another one";
}

}  // namespace
}  // namespace tearsheet::extract
