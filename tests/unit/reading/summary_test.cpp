#include "reading/summary.h"

#include <gtest/gtest.h>

namespace tearsheet::reading {
namespace {

TEST(SummaryMemory, TellsADescriptionOfAllFromThatOfAStory) {
  SummaryMemory memory;
  records::Article article;
  article.blocks = {{records::Block::Kind::kParagraph, 0, false,
                     "The water came up over the quay in the morning, people said.", "", ""}};
  const auto settle = [&](const std::string& title, const std::string& summary,
                          const store::Hint& hint) {
    article.title = title;
    article.summary = summary;
    article.sources = {{"summary", "meta", "", summary, 1}};
    settle_summary(1, hint, memory, article);
    return article.summary;
  };
  const std::string of_all = "All the news of the harbour, every day";
  const std::string teaser = "Boats were carried inland before the wind turned";
  // One story at many addresses says nothing of the site; five stories do.
  for (int i = 0; i < 5; ++i) EXPECT_EQ(settle("Tides", of_all, {}), of_all);
  for (const char* title : {"Boats", "Quay", "Gulls"}) EXPECT_EQ(settle(title, of_all, {}), of_all);
  store::Hint hint;
  hint.origin = "listing";
  hint.summary = teaser;
  EXPECT_EQ(settle("Wind", of_all, hint), teaser);
  EXPECT_EQ(settle("Rain", of_all, {}), article.blocks[0].text);
  EXPECT_EQ(settle("Snow", "The snow of the year, by our own hand", hint),
            "The snow of the year, by our own hand");
  // A feed's own words come first, unless they were cut.
  hint.origin = "feed";
  EXPECT_EQ(settle("Sun", "The sun of the year, by our own hand", hint), teaser);
  hint.summary += " […]";
  EXPECT_EQ(settle("Fog", "The fog of the year, by our own hand", hint),
            "The fog of the year, by our own hand");
  // Another site's words are its own.
  EXPECT_FALSE(memory.is_of_site(2, of_all));
}

}  // namespace
}  // namespace tearsheet::reading
