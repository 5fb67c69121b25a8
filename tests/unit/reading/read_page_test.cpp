// From a page to a verdict and a record, and which pages an article's reader asks for.
#include "reading/read_page.h"

#include <gtest/gtest.h>

#include "reading/article_reader.h"

namespace tearsheet::reading {
namespace {

const url::Url kUrl = *url::Url::parse("https://news.example/a/1");

std::string page(const std::string& head, const std::string& title = "The pier is repaired") {
  std::string text;
  for (int i = 0; i < 6; ++i) {
    text += "<p>The harbour board said for the " + std::to_string(i) +
            ". time that the pier would be repaired before winter, whatever it costs.</p>";
  }
  return "<html lang=en><head>" + (title.empty() ? "" : "<title>" + title + "</title>") + head +
         "<meta property=og:type content=article></head><body><article>" +
         (title.empty() ? "" : "<h1>" + title + "</h1>") + text + "</article></body></html>";
}

Reading read(const std::string& bytes, const fetch::Headers& headers,
             const site::SiteDefinition* site = nullptr) {
  const store::Hint hint;
  store::Packer packer(nullptr);
  return read_arrival({.bytes = bytes, .headers = headers, .url = kUrl, .at = SysTime{}}, site,
                      {hint, {7}}, &packer);
}

TEST(Verdict, OfAFeedOrSitemapIsThatItIsNoArticle) {
  const std::string item =
      "<title>The harbour board met again</title><description>It said that the "
      "pier would be repaired before winter, whatever it costs.</description>";
  std::string rss = "<?xml version='1.0'?><rss><channel>";
  for (int i = 0; i < 9; ++i) rss += "<item>" + item + "</item>";
  for (const std::string& bytes :
       {rss,
        "\xEF\xBB\xBF<feed xmlns='http://www.w3.org/2005/Atom'><entry>" + item + "</entry></feed>",
        std::string("<urlset><url><loc>https://news.example/a</loc></url></urlset>")}) {
    const Reading got = read(bytes, {{"content-type", "text/html"}});
    EXPECT_EQ(got.verdict.state, store::VisitState::kNotArticle);
    EXPECT_NE(got.verdict.why_not.find("which is no article"), std::string::npos)
        << got.verdict.why_not;
  }
}

struct VerdictRow {
  const char* name;
  std::string bytes;
  fetch::Headers headers;
  store::VisitState state;
  const char* why_not;
  std::size_t kept;
};
void PrintTo(const VerdictRow& row, std::ostream* out) {
  *out << row.name;
}
class ReadPage : public testing::TestWithParam<VerdictRow> {};

TEST_P(ReadPage, SaysWhatIsStoredAndWhatIsKept) {
  const Reading reading = read(GetParam().bytes, GetParam().headers);
  EXPECT_EQ(reading.verdict.state, GetParam().state);
  EXPECT_EQ(reading.verdict.why_not.substr(0, 40), GetParam().why_not);
  EXPECT_EQ(reading.pages.size(), GetParam().kept);
  EXPECT_NE(reading.record.article.body.find("harbour board"), std::string::npos)
      << "the record says what is on the page, whatever the verdict";
  store::PageRecord record;
  Reading handed = reading;
  hand_over(handed, record);
  EXPECT_EQ(record.raw.has_value(), GetParam().kept == 1);
  EXPECT_EQ(record.article.has_value(), GetParam().state == store::VisitState::kStored);
}

INSTANTIATE_TEST_SUITE_P(
    Rows, ReadPage,
    testing::Values(VerdictRow{"Article", page(""), {}, store::VisitState::kStored, "", 1},
                    VerdictRow{
                        "NoTitle", page("", ""), {}, store::VisitState::kNotArticle, "no title", 1},
                    VerdictRow{"NoindexInThePage",
                               page("<meta name=robots content=noindex>"),
                               {},
                               store::VisitState::kDenied,
                               "the page asks not to be indexed (noindex",
                               0},
                    VerdictRow{"NoindexInAHeader",
                               page(""),
                               {{"x-robots-tag", "noindex"}},
                               store::VisitState::kDenied,
                               "the page asks not to be indexed (noindex",
                               0},
                    VerdictRow{"NoarchiveInAHeader",
                               page(""),
                               {{"x-robots-tag", "noarchive"}},
                               store::VisitState::kStored,
                               "",
                               0}),
    [](const auto& row) { return row.param.name; });

struct NextRow {
  const char* name;
  const char* next;    // that the page names
  const char* domain;  // of the site file; empty: it is nobody's site
  const char* wanted;  // empty: none
};
void PrintTo(const NextRow& row, std::ostream* out) {
  *out << row.name;
}
class NextPage : public testing::TestWithParam<NextRow> {};

TEST_P(NextPage, IsAskedForWithinTheSite) {
  site::SiteDefinition site;
  site.domains = {GetParam().domain};
  const bool is_nobodys = *GetParam().domain == '\0';
  const std::string bytes = page(std::string("<link rel=next href=\"") + GetParam().next + "\">");
  ArticleReader reader(read(bytes, {}, is_nobodys ? nullptr : &site), is_nobodys ? nullptr : &site,
                       bytes.size());
  EXPECT_EQ(reader.next() != nullptr ? reader.next()->href() : "", GetParam().wanted);
}

INSTANTIATE_TEST_SUITE_P(
    Rows, NextPage,
    testing::Values(NextRow{"Own", "/a/1?page=2", "news.example",
                            "https://news.example/a/1?page=2"},
                    NextRow{"NobodysSite", "/a/1?page=2", "", "https://news.example/a/1?page=2"},
                    NextRow{"OfAnotherSite", "/a/1?page=2", "other.example", ""}),
    [](const auto& row) { return row.param.name; });

}  // namespace
}  // namespace tearsheet::reading
