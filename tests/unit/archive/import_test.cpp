// What of an archive is taken for a page, and what is made of it; nothing is stored here (the
// end-to-end tests do that).
#include <gtest/gtest.h>

#include "archive/archive.h"
#include "archive/hint_fields.h"

namespace tearsheet::archive {
namespace {

const std::string kStory =
    "<html lang=en><head><title>Ferry line opens a second pier</title></head><body><article>"
    "<h1>Ferry line opens a second pier</h1><p>The ferry line opened its second pier on Friday, "
    "two "
    "years after the storm that had broken the first one. The mayor cut a ribbon, and a band "
    "played.</p><p>Tickets cost as much as before, the company said, and the boats go twice an "
    "hour "
    "until midnight. In winter there will be fewer of them.</p></article></body></html>";

struct Parts {
  std::string type = "response", uri = "https://news.example/a/1", date = "2025-11-15T08:30:00Z";
  std::string status = "200 OK", headers = "Content-Type: text/html\r\n", body = kStory;
  std::string content_type = "application/http; msgtype=response", more{};
};

std::string record(const Parts& parts) {
  const std::string block = parts.type == "response" ? "HTTP/1.1 " + parts.status + "\r\n" +
                                                           parts.headers + "\r\n" + parts.body
                                                     : parts.body;
  return "WARC/1.1\r\nWARC-Type: " + parts.type + "\r\nWARC-Target-URI: " + parts.uri +
         "\r\nWARC-Date: " + parts.date + "\r\nContent-Type: " + parts.content_type + "\r\n" +
         parts.more + "Content-Length: " + std::to_string(block.size()) + "\r\n\r\n" + block +
         "\r\n\r\n";
}

ImportReport import(const std::string& bytes, ImportOptions options = {}) {
  auto reader = warc::Reader::over(bytes);
  const FakeClock clock;
  auto report = import_archive(nullptr, *reader, options, clock, {}, {}, {});
  EXPECT_TRUE(report);
  return report ? *report : ImportReport{};
}

struct Case {
  const char* name;
  Parts parts;
  const char* skipped;  ///< Null: it is an article.
};
void PrintTo(const Case& test, std::ostream* out) {
  *out << test.name;
}
class ARecord : public testing::TestWithParam<Case> {};

TEST_P(ARecord, IsAnArticleOrSkippedForAReason) {
  const ImportReport report = import(record(GetParam().parts));
  EXPECT_EQ(report.records, 1);
  std::map<std::string, std::int64_t> expected;
  if (GetParam().skipped != nullptr) expected[GetParam().skipped] = 1;
  EXPECT_EQ(report.skipped, expected);
  EXPECT_EQ(report.stored, GetParam().skipped == nullptr ? 1 : 0);
}

const std::string kHtml = "Content-Type: text/html\r\n";

INSTANTIATE_TEST_SUITE_P(
    Cases, ARecord,
    testing::Values(
        Case{"Response", {}, nullptr},
        Case{"Resource", {.type = "resource", .content_type = "text/html"}, nullptr},
        Case{"Conversion", {.type = "conversion", .content_type = "text/html; x=y"}, nullptr},
        Case{"PlainTextConversion",
             {.type = "conversion", .content_type = "text/plain"},
             "not HTML"},
        Case{"Revisit", {.type = "revisit"}, "revisit: nothing new in it"},
        Case{"Redirect", {.status = "301 Moved"}, "status 3xx"},
        Case{"NotFound", {.status = "404 Not Found"}, "status 4xx"},
        Case{"ServerError", {.status = "503 Busy"}, "status 5xx"},
        Case{"PartialContent", {.status = "206 Partial Content"}, "another status"},
        Case{"Nonsense", {.status = "abc"}, "no HTTP answer in it"},
        Case{"Image", {.headers = "Content-Type: image/png\r\n"}, "not HTML"},
        Case{"Feed", {.headers = "Content-Type: application/rss+xml\r\n"}, "not HTML"},
        Case{"NoType", {.headers = ""}, nullptr},
        Case{"NoTypeAndNoPage", {.headers = "", .body = "%PDF-1.5"}, "not HTML"},
        Case{"NoTypeAndAFeed", {.headers = "", .body = "<?xml version='1.0'?><rss/>"}, "not HTML"},
        Case{"DnsRecord", {.uri = "dns:news.example"}, "no web address"},
        Case{"Credentials", {.uri = "https://u:p@news.example/a"}, "not an article's address"},
        Case{"FrontPage", {.uri = "https://news.example/"}, "not an article's address"},
        Case{"NoDate", {.date = "yesterday"}, "no date"},
        Case{"DateBeforeTheWeb", {.date = "1901-01-01T00:00:00Z"}, "no date"},
        Case{"Truncated", {.more = "WARC-Truncated: length\r\n"}, "truncated by who archived it"},
        Case{"DamagedGzip",
             {.headers = kHtml + "Content-Encoding: gzip\r\n", .body = "\x1f\x8b\x08junk"},
             "damaged coding"},
        Case{"DecodedButLabelledGzip", {.headers = kHtml + "Content-Encoding: gzip\r\n"}, nullptr},
        Case{"DecodedButLabelledBrotli", {.headers = kHtml + "Content-Encoding: br\r\n"}, nullptr},
        Case{"LabelledChunkedButIsNot",
             {.headers = kHtml + "Transfer-Encoding: chunked\r\n"},
             nullptr}),
    [](const auto& test) { return std::string(test.param.name); });

TEST(AnImport, TakesNoPageThatIsTooLarge) {
  Parts parts;
  parts.body = kStory + std::string(400'000, ' ');
  ImportOptions options;
  options.max_page = 100'000;
  EXPECT_EQ(import(record(parts), options).skipped["too large"], 1);
}

TEST(AnImport, CountsPagesThatAreNoArticlesByKind) {
  const Parts noindex{.headers = kHtml + "X-Robots-Tag: noindex\r\n"};
  const Parts empty{.uri = "https://news.example/a/2", .body = "<html><body></body></html>"};
  const ImportReport report = import(record(noindex) + record(empty));
  EXPECT_EQ(report.not_articles.at("noindex"), 1);
  EXPECT_EQ(report.not_articles.size(), 2U);
  EXPECT_EQ(report.stored, 0);
}

TEST(AnImport, StopsAtItsLimit) {
  ImportOptions options;
  options.limit = 2;
  std::string bytes;
  for (int i = 0; i < 5; ++i) {
    Parts parts;
    parts.uri += std::to_string(i);
    bytes += record(parts);
  }
  const ImportReport report = import(bytes, options);
  EXPECT_EQ(report.pages, 2);
  EXPECT_TRUE(report.at_limit);
}

TEST(AnImport, HoldsNoMoreThanItsLimitAndStillTakesLargerPages) {
  ImportOptions options;
  options.max_held = 1;  // every page is larger: one at a time
  options.threads = 3;
  std::string bytes;
  for (int i = 0; i < 50; ++i) {
    Parts parts;
    parts.uri += std::to_string(i);
    bytes += record(parts);
  }
  EXPECT_EQ(import(bytes, options).stored, 50);
}

TEST(HintFields, ComeBackAsTheyWere) {
  store::Hint hint;
  hint.origin = "feed";
  hint.title = "A title: with\r\nline ends";
  hint.summary = "x";
  hint.published = dates::parse_iso8601("2025-11-14T09:30+09:00");
  hint.modified = dates::parse_iso8601("2025-11-15");
  hint.authors = {"A. Author", "B. Author"};
  const PageFacts facts =
      facts_of(warc::parse_fields(to_fields(hint, "https://news.example/asked")));
  EXPECT_EQ(facts.asked_url, "https://news.example/asked");
  EXPECT_EQ(facts.hint.title, "A title: with  line ends");
  EXPECT_EQ(facts.hint.summary, "x");
  EXPECT_EQ(facts.hint.published, hint.published);
  EXPECT_EQ(facts.hint.modified, hint.modified);
  EXPECT_EQ(facts.hint.authors, hint.authors);
}

}  // namespace
}  // namespace tearsheet::archive
