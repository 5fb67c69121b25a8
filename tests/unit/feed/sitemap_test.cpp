#include <gtest/gtest.h>
#include <zlib.h>

#include "../../fuzz/feed_fuzz.h"
#include "feed/feed.h"

namespace tearsheet::feed {
namespace {

struct ReadSitemap {
  SitemapSummary summary;
  std::vector<SitemapUrl> urls;
};
ReadSitemap read(std::string_view bytes, std::size_t max_urls = 50'000) {
  FeedOptions options;
  options.url = "https://news.example/sitemap.xml";
  options.max_urls = max_urls;
  ReadSitemap result;
  auto summary = parse_sitemap(bytes, options, [&result](SitemapUrl&& url) {
    result.urls.push_back(std::move(url));
    return true;
  });
  EXPECT_TRUE(summary) << (summary ? "" : summary.error().message);
  if (summary) result.summary = std::move(*summary);
  return result;
}
std::string listed(const ReadSitemap& sitemap) {
  std::string all;
  for (const auto& url : sitemap.urls) all += url.url + "\n";
  for (const auto& child : sitemap.summary.children) all += "> " + child.url + "\n";
  return all;
}

TEST(SitemapIndex, NamesTheNewestFirstAndEachOnce) {
  FeedOptions options;
  options.url = "https://news.example/sitemap.xml";
  options.now = dates::parse_iso8601("2026-03-10")->to_sys();
  const auto summary = parse_sitemap(
      "<sitemapindex><sitemap><loc>/1</loc><lastmod>2010-01-01</lastmod></sitemap>"
      "<sitemap><loc>/2</loc></sitemap><sitemap><loc>/3</loc><lastmod>2026-03-09</lastmod>"
      "</sitemap><sitemap><loc>/4</loc></sitemap><sitemap><loc>/5</loc>"
      "<lastmod>2026-03-09T10:00:00Z</lastmod></sitemap><sitemap><loc>/3</loc></sitemap>"
      "<sitemap><loc>/6</loc><lastmod>2026-02-01</lastmod></sitemap></sitemapindex>",
      options, [](SitemapUrl&&) { return true; });
  ASSERT_TRUE(summary);
  std::string order;
  for (const SitemapChild& child : summary->children) order += child.url.back();
  EXPECT_EQ(order, "532461");
}

struct SitemapCase {
  const char* name;
  std::string_view bytes;
  std::string_view format;
  std::string_view urls;
};
class Sitemaps : public testing::TestWithParam<SitemapCase> {};
TEST_P(Sitemaps, AreRead) {
  const auto sitemap = read(GetParam().bytes);
  EXPECT_EQ(sitemap.summary.format, GetParam().format);
  EXPECT_EQ(listed(sitemap), GetParam().urls);
  const auto packed = read(gzipped(GetParam().bytes));
  EXPECT_EQ(listed(packed), GetParam().urls);
}
INSTANTIATE_TEST_SUITE_P(
    Cases, Sitemaps,
    testing::Values(
        SitemapCase{"Urls",
                    "<urlset><url><loc>https://news.example/1</loc></url><url><loc> /2 "
                    "</loc></url></urlset>",
                    "sitemap", "https://news.example/1\nhttps://news.example/2\n"},
        SitemapCase{"NothingOfImages",
                    "<urlset><url><loc>/1</loc><image:image><image:loc>/i.png</image:loc></"
                    "image:image><xhtml:link href='/de'/></url></urlset>",
                    "sitemap", "https://news.example/1\n"},
        SitemapCase{
            "EmptyOnesLeftOut",
            "<urlset><url><loc></loc></url><url/><url><loc>javascript:x</loc></url></urlset>",
            "sitemap", ""},
        SitemapCase{"SeveralLocations", "<urlset><url><loc>/1</loc><loc>/2</loc></url></urlset>",
                    "sitemap", "https://news.example/1\nhttps://news.example/2\n"},
        SitemapCase{"WrappedLocation",
                    "<urlset><url><loc><url>https://news.example/1</url></loc></url></urlset>",
                    "sitemap", "https://news.example/1\n"},
        SitemapCase{"LocationMissing",
                    "<sitemapindex><sitemap>\nhttps://news.example/1\n</sitemap></sitemapindex>",
                    "sitemapindex", "> https://news.example/1\n"},
        SitemapCase{"IndexEachOnce",
                    "<sitemapindex><sitemap><loc>/b</loc></sitemap><sitemap><loc>/a</loc></"
                    "sitemap><sitemap><loc>/b</loc></sitemap></sitemapindex>",
                    "sitemapindex", "> https://news.example/b\n> https://news.example/a\n"},
        SitemapCase{"Text",
                    "\xEF\xBB\xBFhttps://news.example/1\r\n# no\r\n\r\nhttps://news.example/2",
                    "text", "https://news.example/1\nhttps://news.example/2\n"},
        SitemapCase{"TextBehindAComment", "# list\nhttps://news.example/1\tnote\n", "text",
                    "https://news.example/1\n"},
        SitemapCase{"Rss",
                    "<rss><channel><item><link>/1</link></item><item><title>none</title></item></"
                    "channel></rss>",
                    "rss", "https://news.example/1\n"},
        SitemapCase{
            "Atom",
            "<feed xmlns='http://www.w3.org/2005/Atom'><entry><link href='/1'/></entry></feed>",
            "atom", "https://news.example/1\n"},
        SitemapCase{"Cut", "<urlset><url><loc>/1</loc></url><url><loc>/2</lo", "sitemap",
                    "https://news.example/1\nhttps://news.example/2\n"},
        SitemapCase{"CutInAnAddress", "<urlset><url><loc>/1</loc></url><url><loc>/2026/sto",
                    "sitemap", "https://news.example/1\n"},
        SitemapCase{"CutInALocationMissing",
                    "<sitemapindex><sitemap>/1</sitemap><sitemap>/2026/sto", "sitemapindex",
                    "> https://news.example/1\n"}),
    [](const auto& test) { return std::string(test.param.name); });

TEST(NewsSitemaps, CarryTitleDateAndLanguage) {
  const auto sitemap = read(
      "<urlset><url><loc>/1</loc><lastmod>2025-11-14T10:00:00+09:00</"
      "lastmod><news:news><news:publication><news:name>N</news:name>"
      "<news:language>ko</news:language></news:publication><news:publication_date>2025-11-13</"
      "news:publication_date>"
      "<news:title><![CDATA[A &amp; B]]></news:title></news:news></url></urlset>");
  const auto& url = sitemap.urls.at(0);
  EXPECT_EQ(url.news_title, "A & B");
  EXPECT_EQ(url.news_language, "ko");
  EXPECT_EQ(url.news_published->to_iso8601(), "2025-11-13");
  EXPECT_EQ(url.last_modified->to_iso8601(), "2025-11-14T10:00:00+09:00");
}

TEST(SitemapLimits, CutTheListAndSaySo) {
  const auto sitemap = read(
      "<urlset><url><loc>/1</loc></url><url><loc>/2</loc></url><url><loc>/3</loc></url></urlset>",
      2);
  EXPECT_EQ(sitemap.urls.size(), 2U);
  EXPECT_TRUE(sitemap.summary.truncated);
}

TEST(SitemapLimits, CountWhatIsUnpacked) {
  FeedOptions options;
  options.max_bytes = 1'000'000;
  const auto bomb = gzipped("<urlset>" + std::string(20'000'000, ' '));
  const auto summary = parse_sitemap(bomb, options, [](SitemapUrl&&) { return true; });
  ASSERT_FALSE(summary);
  EXPECT_EQ(summary.error().code, ErrorCode::kTooLarge);
}

TEST(SitemapReading, StopsWhenNobodyWantsMore) {
  std::size_t seen = 0;
  const auto summary = parse_sitemap(
      "<urlset><url><loc>https://a.example/1</loc></url><url><loc>https://a.example/2</loc></url></"
      "urlset>",
      {}, [&seen](SitemapUrl&&) { return ++seen < 1; });
  ASSERT_TRUE(summary);
  EXPECT_EQ(seen, 1U);
}

}  // namespace
}  // namespace tearsheet::feed
