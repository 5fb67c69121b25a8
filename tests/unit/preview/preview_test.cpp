// A look at what is read from a page.
#include "preview/preview.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "preview/blame.h"

namespace tearsheet::preview {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

constexpr const char* kSite =
    "version = 1\nid = \"harbour\"\ndomains = [\"harbour.example\"]\n"
    "[[source]]\nurl = \"https://harbour.example/\"\n"
    "[urls]\narticle = [\"/.*\"]\n[[article]]\ntitle = \"h1\"\nauthor = \".nobody\"\n";

constexpr const char* kPage =
    "<title>The pier - Harbour Times</title><script>document.title = 'RAN'</script>"
    "<h1 onclick='x()'>The pier is open</h1><p>The pier was opened on Friday, a year late, before"
    " two hundred guests who had come by ferry, and the mayor thanked all who had built it.</p>"
    "<p>It has room for four ferries at once, where there was room for two, and a roof under which"
    " people wait for them out of the rain, which falls here on two days of three.</p>"
    "<img src='https://elsewhere.example/a.png' alt='Guests'>";

class Preview : public testing::Test {
 protected:
  void SetUp() override {
    auto site = site::parse_site(kSite, "harbour.toml");
    ASSERT_TRUE(site) << site.error().message;
    site_ = std::move(*site);
    auto page = reading::open_page(kPage, {}, url_, &site_);
    ASSERT_TRUE(page) << page.error().message;
    page_.emplace(std::move(*page));
  }
  const url::Url url_ = *url::Url::parse("https://harbour.example/pier");
  site::SiteDefinition site_;
  std::optional<reading::Page> page_;
};

TEST_F(Preview, HasTheFieldsAndTheirStages) {
  const std::string html = preview_of({.page = *page_, .asked = url_, .name = "the pier"});
  EXPECT_THAT(html, AllOf(HasSubstr("<h1>the pier</h1>"), HasSubstr("site file: harbour"),
                          HasSubstr("The pier is open"), HasSubstr("failed: rule"),
                          HasSubstr("ts-title&quot; data-ts=&quot;title")));
  EXPECT_THAT(html, Not(HasSubstr(">Back</a>")));
}

TEST_F(Preview, LetsNothingRunAndAsksForNothing) {
  const std::string html = preview_of({.page = *page_, .asked = url_, .name = "<script>"});
  EXPECT_THAT(html, AllOf(HasSubstr("default-src 'none'"), HasSubstr("<iframe sandbox"),
                          HasSubstr("[picture] Guests")));
  for (const char* const bad : {"<script", "lt;script&gt;document", "onclick", "src=&quot;"})
    EXPECT_THAT(html, Not(HasSubstr(bad))) << bad;
}

TEST_F(Preview, LeadsBackToWhereOneCameFrom) {
  const std::string html =
      preview_of({.page = *page_, .asked = url_, .name = "a", .back = "/article/7/page?a=1&b=2"});
  EXPECT_THAT(html, HasSubstr("<a href=\"/article/7/page?a=1&amp;b=2\">Back</a>"));
}

TEST_F(Preview, OfAListShowsItsItemsAlone) {
  const std::string html =
      preview_of({.page = *page_, .asked = url_, .name = "a", .is_listing = true});
  EXPECT_THAT(html, AllOf(HasSubstr("items of the listing"), Not(HasSubstr("<h2>date"))));
}

TEST(PreviewOfFailure, SaysTheStage) {
  EXPECT_THAT(preview_of_failure("a", "fetch", "no <answer>"),
              AllOf(HasSubstr("failed: fetch"), HasSubstr("no &lt;answer&gt;")));
}

TEST_F(Preview, BlameNamesTheRuleOrThePlace) {
  const records::Article article =
      extract::extract_article(page_->tree, reading::context_of(*page_));
  Blame blame(&site_, *page_, article);
  EXPECT_EQ(blame.stage_of("title", article.title).name, "rule");
  EXPECT_TRUE(blame.stage_of("authors", "").failed) << "its rule found nobody";
  EXPECT_EQ(blame.stage_of("summary", article.summary).name, "automatic");
  EXPECT_EQ(blame.stage_of("body", "K\xEF\xBF\xBDste").name, "decode");
}

}  // namespace
}  // namespace tearsheet::preview
