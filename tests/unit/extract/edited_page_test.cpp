// Articles of pages that a site file edits: the text is what the edits leave, the other fields are
// read as the page came.
#include <gtest/gtest.h>

#include <string>

#include "extract/extract.h"
#include "html/html.h"
#include "site/site.h"

namespace tearsheet::extract {
namespace {

const std::string kFirst =
    "The harbour board agreed on Tuesday to rebuild the old pier, which a storm had damaged in the "
    "spring, and to open it again before the next season begins.";
const std::string kSecond =
    "Work is to start in March, said the board's chair, who expects the costs to stay within what "
    "the town had set aside for repairs along the water front.";
const std::string kOther =
    "Readers of the newsletter get the stories of the week every Friday morning, together with "
    "a column by the editor and letters that others have written to us.";

std::string page_of(std::string_view inside) {
  return "<!doctype html><html><head><title>Pier to be rebuilt</title></head><body><main>" +
         std::string(inside) + "</main></body></html>";
}

records::Article read(std::string_view rules, std::string_view inside) {
  const auto site =
      site::parse_site("version = 1\nid = \"a\"\ndomains = [\"a.example\"]\nrules_only = true\n" +
                           std::string(rules),
                       "a.toml");
  EXPECT_TRUE(site.has_value()) << site.error().message;
  auto page = html::Document::parse(site->edits.replaced(page_of(inside)));
  EXPECT_TRUE(page.has_value());
  PageContext context;
  context.url = *url::Url::parse("https://a.example/news/1");
  context.site = &*site;
  return extract_article(*page, context);
}

std::string paragraph(const std::string& text, std::string_view attributes = "") {
  return "<p" + std::string(attributes) + ">" + text + "</p>";
}

TEST(EditedPage, StripsBeforeTheTextIsLookedFor) {
  const auto article = read("[edit]\nstrip = ['.other']\n",
                            "<div class=other>" + paragraph(kOther) + paragraph(kOther + " More.") +
                                paragraph(kOther + " Still more.") + "</div><div>" +
                                paragraph(kFirst) + paragraph(kSecond) + "</div>");
  EXPECT_NE(article.body.find(kFirst), std::string::npos) << article.body;
  EXPECT_EQ(article.body.find(kOther), std::string::npos) << article.body;
}

TEST(EditedPage, ReadsFieldsFromWhatIsStripped) {
  const auto article = read(
      "[edit]\nstrip = ['.hed', 'time']\n[[article]]\ntitle = '.hed'\ndate = 'time::attr(datetime)'\n"
      "body = '.story'\n",
      "<div class=story><p class=hed>The pier comes back</p><time datetime=2021-03-14>then</time>" +
          paragraph(kFirst) + paragraph(kSecond) + "</div>");
  EXPECT_EQ(article.title, "The pier comes back");
  ASSERT_TRUE(article.published.has_value());
  EXPECT_TRUE(article.published->to_iso8601().starts_with("2021-03-14"));
  EXPECT_EQ(article.body, kFirst + "\n\n" + kSecond);
}

TEST(EditedPage, StripsTextsAttributesAndImages) {
  const auto article = read(
      "[edit]\nstrip = [{ xpath = '//div/text()' }, { xpath = '//img/@srcset' }]\n"
      "strip_id_or_class = ['promo']\nstrip_image = ['/ad/']\nlazy_images = ['data-full']\n"
      "[[article]]\nbody = '.story'\n",
      "<div class=story>" + paragraph(kFirst) + " Loose words that nobody wants to read here. " +
          paragraph(kOther, " class=the-promo-box") +
          "<p><img src=/ad/1.png width=600 height=400></p>" +
          "<figure><img src='data:,' data-full=/pix/2.jpg srcset='/pix/big.jpg 2x' width=600 "
          "height=400></figure>" +
          paragraph(kSecond) + "</div>");
  EXPECT_EQ(article.body, kFirst + "\n\n" + kSecond);
  const std::string html = render(article, BodyFormat::kHtml);
  EXPECT_NE(html.find("/pix/2.jpg"), std::string::npos) << html;
  EXPECT_EQ(html.find("/pix/big.jpg"), std::string::npos) << html;
  EXPECT_EQ(html.find("/ad/1.png"), std::string::npos) << html;
}

TEST(EditedPage, WrapsAndDissolves) {
  const auto article = read(
      "[edit]\nwrap = [{ what = '.q', in = \"blockquote\" }]\ndissolve = ['div.odd']\n"
      "[[article]]\nbody = '.story'\n",
      "<div class=story><div class=odd>" + paragraph(kFirst) + "</div><div class=q>" + kSecond +
          "</div></div>");
  EXPECT_NE(render(article, BodyFormat::kHtml).find("<blockquote"), std::string::npos);
  EXPECT_EQ(article.body, kFirst + "\n\n" + kSecond);
}

TEST(EditedPage, ReplacesInTheHtml) {
  const auto article = read(
      "[edit]\nreplace = [{ find = '<!--', with = '<div class=story>' }, { find = '-->', with = "
      "'</div>' }]\n[[article]]\nbody = '.story'\n",
      paragraph(kOther) + "<!--" + paragraph(kFirst) + paragraph(kSecond) + "-->");
  EXPECT_EQ(article.body, kFirst + "\n\n" + kSecond);
}

TEST(EditedPage, LeavesLinkedDataUnread) {
  const std::string data =
      "<script type='application/ld+json'>{\"@type\": \"NewsArticle\", \"headline\": \"Another\", "
      "\"datePublished\": \"2011-01-01\"}</script>";
  const std::string text = paragraph(kFirst) + paragraph(kSecond);
  const auto date = [&](std::string_view rules) {
    const auto article = read(rules, data + text);
    return article.published ? article.published->to_iso8601().substr(0, 10) : "none";
  };
  EXPECT_EQ(date(""), "2011-01-01");
  EXPECT_EQ(date("[edit]\nlinked_data = false\n"), "none");
}

TEST(OnlyRules, LeaveAFieldEmptyWhereTheyFindNothing) {
  const std::string text = "<h1>Pier to be rebuilt</h1>" + paragraph(kFirst) + paragraph(kSecond);
  const auto guessed = read("[[article]]\ntitle = '.none'\nbody = '.none'\n", text);
  EXPECT_EQ(guessed.title, "Pier to be rebuilt");
  EXPECT_FALSE(guessed.body.empty());
  const auto empty = read(
      "[[article]]\ntitle = '.none'\nbody = '.none'\nonly_rules = [\"title\", \"body\"]\n", text);
  EXPECT_EQ(empty.title, "");
  EXPECT_EQ(empty.body, "");
}

TEST(FurtherPages, AreWhereTheNamedLinksLead) {
  const std::string text = paragraph(kFirst) + paragraph(kSecond) +
                           "<a id=more href=/news/1/2>on</a><a id=all href='/print/1'>all</a>";
  const auto article =
      read("[[article]]\nnext_page = '#more'\nsingle_page = { css = '#all', when = 'p' }\n", text);
  EXPECT_EQ(article.next_pages, std::vector<std::string>{"https://a.example/news/1/2"});
  EXPECT_EQ(article.single_page, "https://a.example/print/1");
  const auto none = read(
      "[[article]]\nsingle_page = { css = '#all', when = 'table' }\n"
      "only_rules = [\"next_page\"]\n",
      text);
  EXPECT_EQ(none.single_page, "");
  EXPECT_TRUE(none.next_pages.empty());
}

}  // namespace
}  // namespace tearsheet::extract
