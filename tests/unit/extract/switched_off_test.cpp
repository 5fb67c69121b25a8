// `author = []` and its like: the field has no value, whatever the page or its source says.
#include <gtest/gtest.h>

#include <functional>

#include "extract/extract.h"

namespace tearsheet::extract {
namespace {

const std::string kPage =
    "<title>The tide rises over the harbour</title>"
    "<link rel=canonical href='https://lamp.example/tides'>"
    "<meta name=author content='Ann Lee'><meta name=description content='What the tide did to the "
    "quay on Monday.'><meta property=article:section content=Harbour><meta name=keywords "
    "content='tide, quay'><meta property=article:published_time content='2024-05-17'>"
    "<meta property=article:modified_time content='2024-05-18'>"
    "<meta property=og:image content='/quay.jpg'><meta property=og:image:alt content='The quay'>"
    "<h1>The tide rises over the harbour</h1><p>By Ann Lee</p>"
    "<p>The harbour board of Eastmere voted on Tuesday night to close the old grain pier.</p>"
    "<p>Divers found that a third of its timber piles had been eaten hollow by shipworm.</p>"
    "<a href='?page=2'>2</a><a href='?page=3'>3</a>";

records::Article read(const std::string& rules, std::vector<Explanation>* explain = nullptr) {
  const auto site = site::parse_site(
      "version = 1\nid = \"lamp\"\ndomains = [\"lamp.example\"]\n"
      "[[source]]\nurl = \"https://lamp.example/\"\n[article]\n" +
          rules,
      "lamp.toml");
  EXPECT_TRUE(site) << site.error().message;
  const auto page = html::Document::parse(kPage);
  records::ListingItem hint;
  hint.authors = {"Bo Ek"};
  hint.summary = "The teaser of the listing, which is long enough to be one.";
  PageContext context;
  context.url = *url::Url::parse("https://lamp.example/news/tides");
  context.site = &*site;
  context.hint = &hint;
  return extract_article(*page, context, explain);
}

struct OffCase {
  const char* key;
  const char* field;  ///< As the sources call it.
  std::function<bool(const records::Article&)> is_empty;
};
class SwitchedOff : public testing::TestWithParam<OffCase> {};

TEST_P(SwitchedOff, IsEmptyAndHasNoSource) {
  EXPECT_FALSE(GetParam().is_empty(read("title = \"h1\"\n"))) << "found automatically";
  const auto got = read(std::string(GetParam().key) + " = []\n");
  EXPECT_TRUE(GetParam().is_empty(got));
  for (const auto& source : got.sources) EXPECT_NE(source.field, GetParam().field);
  EXPECT_EQ(got.title, "The tide rises over the harbour") << "the others are found";
}

using Article = records::Article;
INSTANTIATE_TEST_SUITE_P(
    Cases, SwitchedOff,
    testing::Values(
        OffCase{"author", "authors", [](const Article& a) { return a.authors.empty(); }},
        OffCase{"date", "date", [](const Article& a) { return !a.published; }},
        OffCase{"updated", "updated", [](const Article& a) { return !a.updated; }},
        OffCase{"summary", "summary", [](const Article& a) { return a.summary.empty(); }},
        OffCase{"image", "image", [](const Article& a) { return a.image.empty(); }},
        OffCase{"image", "image_caption", [](const Article& a) { return a.image_caption.empty(); }},
        OffCase{"image_caption", "image_caption",
                [](const Article& a) { return a.image_caption.empty(); }},
        OffCase{"section", "section", [](const Article& a) { return a.section.empty(); }},
        OffCase{"tags", "tags", [](const Article& a) { return a.tags.empty(); }},
        OffCase{"canonical", "canonical_url",
                [](const Article& a) { return a.canonical_url == a.url; }},
        OffCase{"next_page", "next_pages", [](const Article& a) { return a.next_pages.empty(); }}));

TEST(SwitchedOffField, IsExplained) {
  std::vector<Explanation> explain;
  (void)read("author = []\n", &explain);
  std::size_t winners = 0;
  for (const auto& one : explain) {
    if (one.field != "authors" || !one.won) continue;
    ++winners;
    EXPECT_EQ(one.why, "the site file says that there is none");
  }
  EXPECT_EQ(winners, 1U);
}

TEST(SwitchedOffField, IsNeverTitleBodyOrLanguage) {
  for (const char* key : {"title", "body", "language"}) {
    const auto site = site::parse_site(
        "version = 1\nid = \"lamp\"\ndomains = [\"lamp.example\"]\n"
        "[[source]]\nurl = \"https://lamp.example/\"\n[article]\n" +
            std::string(key) + " = []\n",
        "lamp.toml");
    ASSERT_FALSE(site) << key;
    EXPECT_NE(site.error().message.find("cannot be []"), std::string::npos) << key;
  }
}

}  // namespace
}  // namespace tearsheet::extract
