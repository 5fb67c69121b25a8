// What a page says under its lead image, by source and by the ways an address can be written.
#include <gtest/gtest.h>

#include <algorithm>

#include "extract/extract.h"
#include "extract/image_caption.h"

namespace tearsheet::extract {
namespace {

constexpr const char* kGraph = "<meta property=og:image content='/i/quay.jpg'>";

struct Case {
  const char* name;
  std::string head, figure;
  const char* caption;
  const char* source;  // empty: no caption
};

records::Article read(const std::string& head, const std::string& figure,
                      const site::SiteDefinition* site = nullptr) {
  std::string text;
  for (int i = 0; i < 9; ++i)
    text += "<p>The water came up over the quay, and people carried their boats inland.</p>";
  const auto page = html::Document::parse("<html lang=en><head><title>Tides come up</title>" +
                                          head + "</head><body><article><h1>Tides come up</h1>" +
                                          figure + text + "</article></body></html>");
  EXPECT_TRUE(page);
  PageContext context;
  context.url = *url::Url::parse("https://lamp.example/2024/05/17/tides");
  context.site = site;
  return extract_article(*page, context);
}

std::string figure(const std::string& image) {
  return "<figure>" + image + "<figcaption>The <b>quay</b> at\n six.</figcaption></figure>";
}

std::string linked(const std::string& image) {
  return R"(<script type=application/ld+json>{"@type":"NewsArticle","headline":"Tides come up","image":)" +
         image + "}</script>";
}

class ImageCaption : public testing::TestWithParam<Case> {};

TEST_P(ImageCaption, IsThatOfTheLeadImage) {
  const records::Article article = read(GetParam().head, GetParam().figure);
  EXPECT_EQ(article.image_caption, GetParam().caption) << article.image;
  const auto source = std::find_if(article.sources.begin(), article.sources.end(),
                                   [](const auto& one) { return one.field == "image_caption"; });
  EXPECT_EQ(source == article.sources.end() ? "" : source->source, GetParam().source);
}

INSTANTIATE_TEST_SUITE_P(
    Sources, ImageCaption,
    testing::Values(
        Case{"Figure", kGraph, figure("<img src=/i/quay.jpg>"), "The quay at six.", "figcaption"},
        Case{"OtherFigure", kGraph, figure("<img src=/i/boat.jpg>"), "", ""},
        Case{"FigureWithoutCaption", kGraph, "<figure><img src=/i/quay.jpg></figure>", "", ""},
        Case{"CaptionOfAnOuterFigureOnly", kGraph,
             "<figure><figure><img src=/i/quay.jpg></figure><figcaption>All.</figcaption></figure>",
             "", ""},
        Case{"FigureBeforeAll",
             std::string(kGraph) + "<meta property=og:image:alt content='A wall'>" +
                 linked(R"({"url":"/i/quay.jpg","caption":"Linked"})"),
             figure("<img src=/i/quay.jpg alt=Stones>"), "The quay at six.", "figcaption"},
        Case{"Linked",
             std::string(kGraph) + "<meta property=og:image:alt content='A wall'>" +
                 linked(R"([{"@type":"ImageObject","url":"/i/quay.jpg","caption":"A &amp; B"}])"),
             "<img src=/i/quay.jpg alt=Stones>", "A & B", "json-ld"},
        Case{"LinkedOfAnotherImage",
             std::string(kGraph) + linked(R"({"url":"/i/boat.jpg","caption":"A boat"})"), "", "",
             ""},
        Case{"OpenGraph", std::string(kGraph) + "<meta property=og:image:alt content=' A  wall '>",
             "<img src=/i/quay.jpg alt=Stones>", "A wall", "opengraph"},
        Case{"TwitterCardOfTheSame",
             std::string(kGraph) + "<meta name=twitter:image content=/i/quay.jpg?w=800>"
                                   "<meta name=twitter:image:alt content='A wall'>",
             "", "A wall", "meta"},
        Case{"TwitterCardWithoutAnImage",
             std::string(kGraph) + "<meta name=twitter:image:alt content='A wall'>", "", "A wall",
             "meta"},
        Case{"TwitterCardOfAnother",
             std::string(kGraph) + "<meta name=twitter:image content=/i/boat.jpg>"
                                   "<meta name=twitter:image:alt content='A boat'>",
             "", "", ""},
        Case{"Alternative", kGraph, "<img src=/i/quay.jpg alt='Stones &amp; water'>",
             "Stones & water", "alt"},
        Case{"AlternativeOfAnother", kGraph, "<img src=/i/boat.jpg alt=Boat>", "", ""},
        Case{"AlternativeThatIsAFileName", kGraph, "<img src=/i/quay.jpg alt=IMG_2041.JPG>", "",
             ""},
        Case{"NoImage", "<meta property=og:image:alt content='A wall'>", "", "", ""}),
    [](const auto& one) { return one.param.name; });

INSTANTIATE_TEST_SUITE_P(
    Addresses, ImageCaption,
    testing::Values(
        Case{"Absolute", kGraph, figure("<img src='https://lamp.example/i/quay.jpg'>"),
             "The quay at six.", "figcaption"},
        Case{"OtherScheme", "<meta property=og:image content='http://lamp.example/i/quay.jpg'>",
             figure("<img src='//lamp.example/i/quay.jpg'>"), "The quay at six.", "figcaption"},
        Case{"OtherHost", kGraph, figure("<img src='https://other.example/i/quay.jpg'>"), "", ""},
        Case{"OtherWidth", "<meta property=og:image content='/i/quay.jpg?w=1200&h=630'>",
             figure("<img src='/i/quay.jpg?w=640'>"), "The quay at six.", "figcaption"},
        Case{"OtherSizeOfTheFile", "<meta property=og:image content=/i/quay-1200x630.jpg>",
             figure("<img src=/i/quay.jpg>"), "The quay at six.", "figcaption"},
        Case{"NumberThatIsNoSize", "<meta property=og:image content=/i/quay-2.jpg>",
             figure("<img src=/i/quay-3.jpg>"), "", ""},
        Case{"QueryThatNamesIt", "<meta property=og:image content='/image.php?id=5'>",
             figure("<img src='/image.php?id=6'>"), "", ""},
        Case{"SameQuery", "<meta property=og:image content='/image.php?id=5'>",
             figure("<img src='/image.php?id=5'>"), "The quay at six.", "figcaption"},
        Case{"Escaped", "<meta property=og:image content='/i/qu%C3%A4y.jpg'>",
             figure("<img src='/i/quäy.jpg'>"), "The quay at six.", "figcaption"},
        Case{"Lazy", kGraph, figure("<img src='data:image/gif;base64,R0' data-src=/i/quay.jpg>"),
             "The quay at six.", "figcaption"},
        Case{"Set", kGraph, figure("<img srcset='/i/boat.jpg 320w,\n/i/quay.jpg 640w'>"),
             "The quay at six.", "figcaption"},
        Case{"SetWithoutDescriptors", kGraph, figure("<img srcset='/i/boat.jpg, /i/quay.jpg, '>"),
             "The quay at six.", "figcaption"},
        Case{"SetWithACommaInAnAddress", kGraph,
             figure("<img srcset='/i/a,b.jpg 1x, /i/quay.jpg 2x'>"), "The quay at six.",
             "figcaption"},
        Case{"Picture", kGraph,
             figure("<picture><source srcset='/i/quay.jpg 2x'><img src=/i/small.jpg></picture>"),
             "The quay at six.", "figcaption"}),
    [](const auto& one) { return one.param.name; });

TEST(Captions, IsOneLineOfBoundedLength) {
  EXPECT_EQ(caption_of(" A \n\t b\x7F "), "A b");
  std::string words;
  for (int i = 0; i < 200; ++i) words += "海 water ";
  EXPECT_LE(caption_of(words).size(), 500U * 3);
  EXPECT_TRUE(words.starts_with(caption_of(words)));
  EXPECT_EQ(
      read(kGraph, "<figure><img src=/i/quay.jpg><figcaption>" + words + "</figcaption></figure>")
          .image_caption,
      caption_of(words));
}

TEST(Captions, ComesFromASiteFilesRuleFirst) {
  const auto site = site::parse_site(
      "version = 1\nid = \"lamp\"\ndomains = [\"lamp.example\"]\n"
      "[[source]]\nkind = \"feed\"\nurl = \"https://lamp.example/feed\"\n"
      "[article]\nimage_caption = \".credit\"\n",
      "lamp.toml");
  ASSERT_TRUE(site);
  const std::string body = figure("<img src=/i/quay.jpg>");
  const auto ruled = read(kGraph, "<p class=credit>By the harbour master</p>" + body, &*site);
  EXPECT_EQ(ruled.image_caption, "By the harbour master");
  EXPECT_EQ(read(kGraph, body, &*site).image_caption, "The quay at six.");
}

}  // namespace
}  // namespace tearsheet::extract
