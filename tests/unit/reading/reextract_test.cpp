// An article out of its stored pages (reading/reextract.h): the parts that were read are joined again.
#include "reading/reextract.h"

#include <gtest/gtest.h>

namespace tearsheet::reading {
namespace {

const std::string kFirst = "https://news.example/a/1", kSecond = "https://news.example/a/1?page=2";

std::string page(int number, const std::string& next) {
  std::string text;
  for (int i = 0; i < 6; ++i) {
    text += "<p>On page " + std::to_string(number) + " the harbour board said for the " +
            std::to_string(i) +
            ". time that the pier would be repaired before winter, whatever it costs.</p>";
  }
  return "<html lang=en><head><title>The pier is repaired at last</title>" +
         (next.empty() ? "" : "<link rel=next href=\"" + next + "\">") +
         "<meta property=og:type content=article></head><body><article><h1>The pier is repaired at "
         "last</h1>" +
         text + "</article></body></html>";
}

struct PartsRow {
  const char* name;
  std::vector<std::pair<std::string, std::string>> pages;  // where they were found, and their next
  const char* incomplete;                                  // as stored
  std::size_t parts;
  const char* incomplete_now;
};
void PrintTo(const PartsRow& row, std::ostream* out) {
  *out << row.name;
}
class StoredParts : public testing::TestWithParam<PartsRow> {};

TEST_P(StoredParts, AreJoinedAsTheCrawlJoinedThem) {
  site::SiteDefinition site;
  site.domains = {"news.example"};
  const store::Hint hint;
  KeptPages kept{site, {}, hint, 7, GetParam().incomplete};
  int number = 0;
  for (const auto& [address, next] : GetParam().pages) {
    kept.pages.push_back(
        {*url::Url::parse(address), {{"content-type", "text/html"}}, page(++number, next), {}});
  }
  const Reading reading = reextract_article(kept);
  ASSERT_TRUE(reading.verdict.is_article()) << reading.verdict.why_not;
  const records::Article& article = reading.record.article;
  EXPECT_EQ(article.parts.size(), GetParam().parts);
  EXPECT_EQ(article.incomplete, GetParam().incomplete_now);
  EXPECT_EQ(article.body.find("On page 2") != std::string::npos, GetParam().parts > 1);
  EXPECT_EQ(reading.record.keys.front(), 7U) << "the address that was asked for comes first";
  EXPECT_EQ(reading.record.exact, reading.fingerprint.exact);
}

INSTANTIATE_TEST_SUITE_P(
    Rows, StoredParts,
    testing::Values(
        PartsRow{"One", {{kFirst, ""}}, "", 0, ""},
        PartsRow{"Two", {{kFirst, kSecond}, {kSecond, ""}}, "", 2, ""},
        PartsRow{"TheSecondWasReachedByARedirect",
                 {{kFirst, kSecond}, {"https://news.example/a/1/second", ""}},
                 "",
                 2,
                 ""},
        PartsRow{"TheSecondIsNotKept",
                 {{kFirst, kSecond}},
                 "",
                 0,
                 "page 2 is missing: https://news.example/a/1?page=2: its raw page is not kept"},
        PartsRow{"TheSecondWasNeverRead",
                 {{kFirst, kSecond}},
                 "page 2 is missing: https://news.example/a/1?page=2: 404 Not Found",
                 0,
                 "page 2 is missing: https://news.example/a/1?page=2: 404 Not Found"}),
    [](const auto& row) { return row.param.name; });

}  // namespace
}  // namespace tearsheet::reading
