// Pages made to hurt: fields without end are cut or dropped, and a page that takes too long is
// given up with a reason.
#include <gtest/gtest.h>

#include "extract/extract.h"
#include "extract/page/bounds.h"
#include "extract/page/facts.h"

namespace tearsheet::extract {
namespace {

std::string repeated(std::string_view piece, std::size_t times) {
  std::string text;
  text.reserve(piece.size() * times);
  for (std::size_t i = 0; i < times; ++i) text += piece;
  return text;
}

html::Document parsed(std::string page) {
  return *html::Document::parse(std::move(page));
}

PageContext lamp() {
  PageContext context;
  context.url = *url::Url::parse("https://lamp.example/news/2024/05/17/tides");
  return context;
}

TEST(Beginning, CutsBetweenCharacters) {
  EXPECT_EQ(beginning("abc", 3), "abc");
  EXPECT_EQ(beginning("abc", 2), "ab");
  EXPECT_EQ(beginning("a\u6771b", 2), "a");
  EXPECT_EQ(beginning("a\u6771b", 4), "a\u6771");
  EXPECT_EQ(beginning("\u6771", 0), "");
}

TEST(FieldsWithoutEnd, AreCutBeforeAnythingIsDoneWithThem) {
  const auto page = parsed("<title>" + repeated("a | ", 60'000) +
                           "</title><meta name=description content=\"" + repeated("tide ", 60'000) +
                           "\"><script type=application/ld+json>{\"@type\":\"NewsArticle\","
                           "\"headline\":\"" +
                           repeated("a | ", 60'000) + "\",\"articleBody\":\"" +
                           repeated("tide ", 60'000) + "\"}</script>");
  const Facts facts = gather_facts(page);
  EXPECT_LE(facts.title.size(), kLongestTitle);
  ASSERT_EQ(facts.metas.size(), 1U);
  EXPECT_LE(facts.metas[0].value.size(), kLongestValue);
  ASSERT_EQ(facts.linked.articles.size(), 1U);
  EXPECT_LE(facts.linked.articles[0].headline.size(), kLongestValue);
  EXPECT_EQ(facts.linked.articles[0].article_body.size(), 300'000U) << "this one is the text";
}

TEST(Addresses, ALinkWithoutEndIsNotWrittenIntoEveryParagraph) {
  const auto page = parsed("<h1>The tide rises over the harbour</h1><a href=\"/" +
                           repeated("x", 100'000) + "\">" +
                           repeated("<p>The harbour board voted on Tuesday to close the pier for "
                                    "eleven months, after divers found hollow piles.</p>",
                                    20) +
                           "</a>");
  const auto article = extract_article(page, lamp());
  std::size_t markup = 0;
  for (const auto& block : article.blocks) markup += block.html.size();
  EXPECT_LT(markup, 100'000U);
}

TEST(Addresses, ABaseWithoutEndIsNone) {
  const auto page = parsed("<base href=\"https://lamp.example/" + repeated("x/", 50'000) +
                           "\"><a href=one-two-three-four>The tide rises over the harbour</a>");
  const auto listing = extract_listing(page, lamp(), nullptr);
  ASSERT_TRUE(listing);
  ASSERT_EQ(listing->items.size(), 1U);
  EXPECT_EQ(listing->items[0].url.href(),
            "https://lamp.example/news/2024/05/17/one-two-three-four");
}

TEST(TimeOfAPage, ThatIsOverEndsItsReading) {
  const auto page = parsed(repeated("<p>The tide rises.</p>", 20'000));
  PageContext context = lamp();
  context.max_time = std::chrono::milliseconds{0};
  const auto article = extract_article(page, context);
  EXPECT_EQ(article.kind, records::PageKind::kOther);
  EXPECT_EQ(article.kind_reason, "reading it took more than 0 ms of computing time");
  EXPECT_EQ(article.canonical_url, "https://lamp.example/news/2024/05/17/tides");
  EXPECT_TRUE(article.body.empty());

  const auto links = parsed(repeated("<a href=one-two-three-four>The tide rises.</a>", 20'000));
  const auto listing = extract_listing(links, context, nullptr);
  ASSERT_FALSE(listing);
  EXPECT_EQ(listing.error().code, ErrorCode::kTimeout);
}

TEST(TimeOfAPage, IsEnoughForARealOne) {
  std::string text;
  for (int day = 0; day < 500; ++day) {
    text +=
        "<p>On day " + std::to_string(day) +
        " the harbour board voted to keep the pier closed, after divers found hollow piles.</p>";
  }
  const auto article = extract_article(parsed("<h1>The tide rises</h1>" + text), lamp());
  EXPECT_GT(article.body.size(), text.size() / 2);
}

}  // namespace
}  // namespace tearsheet::extract
