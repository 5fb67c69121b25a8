// Reading a feed and a sitemap of a megabyte. The floor: libxml2's SAX2 parser over the same bytes,
// with handlers that do nothing.
#include <benchmark/benchmark.h>
#include <libxml/parser.h>

#include <string>

#include "feed/feed.h"
#include "feed/html_text.h"

namespace tearsheet::feed {
namespace {

constexpr std::size_t kBytes = 1'000'000;
constexpr std::string_view kContent =
    "<p>Trade talks would resume in the capital next week, the minister said. "
    "\xD0\x9D\xD0\xBE\xD0\xB2\xD0\xBE\xD1\x81\xD1\x82\xD0\xB8.</p>"
    "<p onclick='x()'>More at <a href=\"/x\">the site</a> &amp; "
    "elsewhere.</p><ul><li>One<li>Two</ul>";

const std::string& rss() {
  static const std::string text = [] {
    std::string xml =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><rss version=\"2.0\" "
        "xmlns:dc=\"http://purl.org/dc/elements/1.1/\" "
        "xmlns:content=\"http://purl.org/rss/1.0/modules/content/\"><channel><title>T</"
        "title><link>https://news.example/</link>";
    for (int i = 0; xml.size() < kBytes; ++i) {
      const auto n = std::to_string(i);
      xml += "<item><title>Ferry &amp;amp; fog " + n + "</title><link>https://news.example/" + n +
             "</link><guid isPermaLink=\"false\">id-" + n +
             "</guid><pubDate>Fri, 14 Nov 2025 10:11:12 "
             "+0900</pubDate><dc:creator>Kim</dc:creator><description>Short text</description>"
             "<content:encoded><![CDATA[";
      for (int repeat = 0; repeat < 4; ++repeat) xml += kContent;
      xml += "]]></content:encoded></item>\n";
    }
    return xml + "</channel></rss>";
  }();
  return text;
}

const std::string& sitemap() {
  static const std::string text = [] {
    std::string xml =
        "<?xml version=\"1.0\"?><urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">";
    for (int i = 0; xml.size() < kBytes; ++i) {
      xml += "<url><loc>https://news.example/2025/11/14/story-" + std::to_string(i) +
             "</loc><lastmod>2025-11-14T10:11:12Z</lastmod></url>\n";
    }
    return xml + "</urlset>";
  }();
  return text;
}

void sax_floor(benchmark::State& state, const std::string& xml) {
  xmlSAXHandler handler{};
  handler.initialized = XML_SAX2_MAGIC;
  handler.startElementNs = [](void*, const xmlChar*, const xmlChar*, const xmlChar*, int,
                              const xmlChar**, int, int, const xmlChar**) {};
  for (auto _ : state) {
    benchmark::DoNotOptimize(
        xmlSAXUserParseMemory(&handler, nullptr, xml.data(), static_cast<int>(xml.size())));
  }
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(xml.size()));
}
BENCHMARK_CAPTURE(sax_floor, rss, rss());
BENCHMARK_CAPTURE(sax_floor, sitemap, sitemap());

void parse_rss(benchmark::State& state) {
  FeedOptions options;
  options.url = "https://news.example/rss.xml";
  for (auto _ : state) {
    auto feed = parse_feed(rss(), options);
    benchmark::DoNotOptimize(feed);
  }
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(rss().size()));
}
BENCHMARK(parse_rss);

void parse_urlset(benchmark::State& state) {
  for (auto _ : state) {
    auto summary = parse_sitemap(sitemap(), {}, [](SitemapUrl&&) { return true; });
    benchmark::DoNotOptimize(summary);
  }
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(sitemap().size()));
}
BENCHMARK(parse_urlset);

void sanitise_content(benchmark::State& state) {
  const Links links("https://news.example/");
  for (auto _ : state) {
    auto html = sanitise_html(kContent, links, links.document());
    benchmark::DoNotOptimize(html);
  }
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(kContent.size()));
}
BENCHMARK(sanitise_content);

}  // namespace
}  // namespace tearsheet::feed
