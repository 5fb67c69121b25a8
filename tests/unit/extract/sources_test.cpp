// Where a field came from is shown to people: a page's control characters go no further.
#include <gtest/gtest.h>

#include "extract/extract.h"
#include "extract/page/candidates.h"
#include "text/text.h"

namespace tearsheet::extract {
namespace {

bool is_fit_to_show(std::string_view text) {
  if (!text::is_valid_utf8(text)) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    if (c < 0x20 || c == 0x7F) return false;
    // U+0080 to U+009F: C2 80 to C2 9F.
    if (c == 0xC2 && i + 1 < text.size() && static_cast<unsigned char>(text[i + 1]) < 0xA0)
      return false;
  }
  return true;
}

std::size_t characters(std::string_view text) {
  std::size_t out = 0;
  for (const char c : text) out += (static_cast<unsigned char>(c) & 0xC0) != 0x80 ? 1 : 0;
  return out;
}

struct Case {
  const char* name;
  std::string given, shown;
};

class ShownSource : public testing::TestWithParam<Case> {};

TEST_P(ShownSource, IsCleanAndShort) {
  records::FieldSource source{"title", "meta", GetParam().given, GetParam().given, 0.5};
  clean_source(source);
  EXPECT_EQ(source.raw, GetParam().shown);
  EXPECT_EQ(source.locator, GetParam().shown);
  EXPECT_EQ(source.field, "title");
  EXPECT_EQ(source.confidence, 0.5);
}

std::string times(int count, const std::string& text) {
  std::string out;
  for (int i = 0; i < count; ++i) out += text;
  return out;
}

INSTANTIATE_TEST_SUITE_P(Sources, ShownSource,
                         testing::Values(Case{"Plain", "meta[name=author]", "meta[name=author]"},
                                         Case{"Delete", "Ann\x7F Lee", "Ann Lee"},
                                         Case{"Escape", "\x1B[31mred", "[31mred"},
                                         Case{"C1",
                                              "a\xC2\x9B"
                                              "31mb",
                                              "a31mb"},
                                         Case{"Null", std::string("a\0b", 3), "ab"},
                                         Case{"Lines", " a\n\tb ", "a b"},
                                         Case{"Long", times(300, "x"), times(200, "x")},
                                         Case{"LongWide", times(300, "海"), times(200, "海")}),
                         [](const auto& one) { return one.param.name; });

TEST(Sources, OfAPageFullOfControlCharactersAreClean) {
  // As references: of bytes as they stand the parser lets none through.
  const std::string bad = "&#127;&#x81;&#x1B;";
  const auto page = html::Document::parse(
      "<html lang='en" + bad + "'><head><title>Ti" + bad + "des come up</title>" +
      "<meta name='author' content='Ann" + bad + " Lee'>" +
      "<meta property='og:title' content='Ti" + bad +
      "des come up'><meta property='og:image' content='/a" + bad + ".jpg'>" +
      "<meta property='article:published_time' content='2024-05-17" + bad + "'>" +
      "<meta property='article:section' content='Sea" + bad + "'>" +
      "<meta name='keywords' content='tide" + bad + ",sea'>" +
      "<link rel='canonical' href='/tides" + bad + "'></head><body><h1 id='h" + bad +
      "'>Tides come up</h1><div id='b" + bad + "' class='story'><p>" +
      times(9, "The water came up over the quay, and people carried their boats inland. ") +
      "</p></div></body></html>");
  ASSERT_TRUE(page);
  PageContext context;
  context.url = *url::Url::parse("https://lamp.example/2024/05/17/tides");
  std::vector<Explanation> explanations;
  const auto article = extract_article(*page, context, &explanations);
  EXPECT_GE(article.sources.size(), 6U);
  for (const auto& source : article.sources) {
    EXPECT_TRUE(is_fit_to_show(source.raw)) << source.field;
    EXPECT_TRUE(is_fit_to_show(source.locator)) << source.field;
    EXPECT_LE(characters(source.raw), 200U) << source.field;
    EXPECT_LE(characters(source.locator), 200U) << source.field;
  }
  EXPECT_FALSE(explanations.empty());
  for (const auto& one : explanations) {
    EXPECT_TRUE(is_fit_to_show(one.value)) << one.field;
    EXPECT_TRUE(is_fit_to_show(one.locator)) << one.field;
  }
}

}  // namespace
}  // namespace tearsheet::extract
