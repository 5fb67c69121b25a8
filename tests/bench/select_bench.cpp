// What selectors cost beside the parse of the page that they are run on: forty CSS selectors as
// site files have them, the look-ups of the page included, must stay below 15 % of Document::parse.
//
// Pages: the *.html files of the folder in TEARSHEET_BENCH_PAGES (searched to any depth), or a
// generated one.
#include <benchmark/benchmark.h>
#include <zlib.h>

#include <algorithm>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <string>
#include <vector>

#include "base/handle.h"
#include "select/select.h"

namespace tearsheet::select {
namespace {

namespace fs = std::filesystem;

constexpr const char* kSelectors[] = {
    "article h1",
    "h1.article-title, h1.entry-title, h1[itemprop=headline]",
    "meta[property='og:title']::attr(content)",
    "meta[name=description]::attr(content)",
    "meta[property='article:published_time']::attr(content)",
    "time[datetime]::attr(datetime)",
    "time[itemprop=datePublished], .published, .post-date",
    "link[rel=canonical]::attr(href)",
    "link[type='application/rss+xml']::attr(href)",
    ".byline a[rel=author]::text",
    "[itemprop=author] [itemprop=name]::text",
    "article .content > p",
    "div.article-body p:not(.caption):not([class*=promo])",
    "[itemprop=articleBody]",
    "#content .post-content",
    "main article > div:first-child",
    "figure img::attr(src)",
    "figure > figcaption",
    ".related, .recommended, .newsletter-signup",
    "aside, nav, footer, form",
    "script, style, noscript, iframe",
    "[class*=share], [class*=social]",
    "[id^=comment], .comments",
    "ul.tags li a",
    "a[rel~=tag]",
    ".breadcrumb li:last-child a",
    "div.list > div.item h3 a::attr(href)",
    "a.next::attr(href), a[rel=next]::attr(href)",
    "h2 a[href*='/20']::attr(href)",
    "table.data tr:nth-child(odd) td:nth-child(2)",
    "p:has(> strong:only-child)",
    "div:has(> h2) + div p",
    ".sidebar .widget:nth-of-type(3) li",
    "section:not(.ad) > h2 ~ p",
    "blockquote p, .quote",
    "img[srcset]::attr(srcset)",
    "video source::attr(src), audio source::attr(src)",
    ":is(h2, h3).subtitle",
    "p.lead, p.summary, p.intro, .standfirst",
    "body *::attr(data-id)",
};
static_assert(std::size(kSelectors) == 40);

constexpr const char* kExpressions[] = {"//article//h1", "//meta[@property='og:title']/@content",
                                        "//div[contains(concat(' ', @class, ' '), ' content ')]//p",
                                        "//a[@rel='next']/@href",
                                        "//*[starts-with(normalize-space(.), 'Date:')]"};

std::string generated_page() {
  std::string page =
      "<!DOCTYPE html><html lang=en><head><title>A page</title><meta property='og:title' "
      "content=x></head><body>";
  for (int i = 0; i < 200; ++i) {
    const std::string number = std::to_string(i);
    page += "<div class=\"item item-" + number + "\" data-id='" + number +
            "'><a href='/news/2025/11/story-" + number +
            ".html' class=link><span>A headline of some words</span></a><p class=summary>The first "
            "paragraph says what "
            "happened, where and to whom; the second says why anybody should care.</p><img "
            "src='/i/1.jpg' alt=''></div>\n";
  }
  return page + "</body></html>";
}

std::string read_page(const fs::path& path) {
  std::string page;
  const Handle<gzFile_s, gzclose> file(gzopen(path.c_str(), "rb"));  // reads plain files too
  char buffer[65536];
  for (int got = 0; file != nullptr && (got = gzread(file.get(), buffer, sizeof buffer)) > 0;) {
    page.append(buffer, static_cast<std::size_t>(got));
  }
  return page;
}

const std::vector<std::string>& pages() {
  static const std::vector<std::string> loaded = [] {
    std::vector<std::string> texts;
    std::vector<fs::path> paths;
    if (const char* folder = std::getenv("TEARSHEET_BENCH_PAGES")) {
      for (const auto& entry : fs::recursive_directory_iterator(folder)) {
        const std::string name = entry.path().filename().string();
        if (name.ends_with(".html") || name.ends_with(".html.gz")) paths.push_back(entry.path());
      }
    }
    std::sort(paths.begin(), paths.end());
    const std::size_t step = std::max<std::size_t>(1, paths.size() / 100);  // enough to be typical
    for (std::size_t i = 0; i < paths.size(); i += step) {
      texts.push_back(read_page(paths[i]));
    }
    if (texts.empty()) texts.push_back(generated_page());
    return texts;
  }();
  return loaded;
}

const std::vector<html::Document>& documents() {
  static const std::vector<html::Document> parsed = [] {
    std::vector<html::Document> all;
    for (const std::string& page : pages()) {
      if (auto document = html::Document::parse(page)) all.push_back(std::move(*document));
    }
    return all;
  }();
  return parsed;
}

std::vector<Query> compile_all() {
  std::vector<Query> queries;
  for (const char* selector : kSelectors) {
    if (auto query = Query::css(selector)) queries.push_back(std::move(*query));
  }
  return queries;
}

// The floor: what the page costs anyway.
void BM_Parse(benchmark::State& state) {
  for (auto step : state) {
    for (const std::string& page : pages()) benchmark::DoNotOptimize(html::Document::parse(page));
  }
}

double cpu_seconds() {
  timespec time{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
}

// The figure that counts: page by page, as a crawl does it, right behind the parse. "share" is what
// the selectors cost as a part of what the parse costs.
void share_of_parse(benchmark::State& state, const std::vector<Query>& queries) {
  double parsing = 0;
  double selecting = 0;
  for (auto step : state) {
    for (const std::string& page : pages()) {
      std::string text = page;
      const double start = cpu_seconds();
      const auto document = html::Document::parse(std::move(text));
      const double parsed = cpu_seconds();
      Evaluator evaluator(*document);
      for (const Query& query : queries) benchmark::DoNotOptimize(evaluator.all(query));
      selecting += cpu_seconds() - parsed;
      parsing += parsed - start;
    }
  }
  state.counters["share"] = selecting / parsing;
}

void BM_ShareOfFortySelectors(benchmark::State& state) {
  share_of_parse(state, compile_all());
}
void BM_ShareOfFiveXPaths(benchmark::State& state) {
  std::vector<Query> queries;
  for (const char* expression : kExpressions) queries.push_back(*Query::xpath(expression));
  share_of_parse(state, queries);
}
void BM_ShareOfOneXPath(benchmark::State& state) {
  share_of_parse(state, {*Query::xpath("//article//h1")});
}

void BM_FortySelectors(benchmark::State& state) {
  const auto queries = compile_all();
  if (queries.size() != std::size(kSelectors))
    return state.SkipWithError("a selector does not compile");
  for (auto step : state) {
    for (const html::Document& document : documents()) {
      Evaluator evaluator(document);
      for (const Query& query : queries) benchmark::DoNotOptimize(evaluator.all(query));
    }
  }
}

// Without the strings of the matches: what containers and strip rules cost.
void BM_FortySelectorsNodes(benchmark::State& state) {
  const auto queries = compile_all();
  for (auto step : state) {
    for (const html::Document& document : documents()) {
      Evaluator evaluator(document);
      for (const Query& query : queries)
        benchmark::DoNotOptimize(evaluator.nodes(query, document.root()));
    }
  }
}

// The look-ups alone.
void BM_FirstSelector(benchmark::State& state) {
  const auto query = Query::css("h6.none");
  for (auto step : state) {
    for (const html::Document& document : documents())
      benchmark::DoNotOptimize(Evaluator(document).all(*query));
  }
}

void BM_OneSelector(benchmark::State& state) {
  const auto queries = compile_all();
  const Query& query = queries[static_cast<std::size_t>(state.range(0))];
  std::vector<std::unique_ptr<Evaluator>> evaluators;
  for (const html::Document& document : documents()) {
    evaluators.push_back(std::make_unique<Evaluator>(document));
    benchmark::DoNotOptimize(evaluators.back()->all(*Query::css("h6.none")));
  }
  for (auto step : state) {
    for (const auto& evaluator : evaluators) benchmark::DoNotOptimize(evaluator->all(query));
  }
  state.SetLabel(query.source());
}

void BM_Compile(benchmark::State& state) {
  for (auto step : state) benchmark::DoNotOptimize(compile_all());
}

BENCHMARK(BM_Parse)->Unit(benchmark::kMillisecond);
BENCHMARK(BM_ShareOfFortySelectors)->Unit(benchmark::kMillisecond);
BENCHMARK(BM_ShareOfOneXPath)->Unit(benchmark::kMillisecond);
BENCHMARK(BM_ShareOfFiveXPaths)->Unit(benchmark::kMillisecond);
BENCHMARK(BM_FirstSelector)->Unit(benchmark::kMillisecond);
BENCHMARK(BM_FortySelectors)->Unit(benchmark::kMillisecond);
BENCHMARK(BM_FortySelectorsNodes)->Unit(benchmark::kMillisecond);
BENCHMARK(BM_Compile)->Unit(benchmark::kMicrosecond);
BENCHMARK(BM_OneSelector)
    ->DenseRange(0, static_cast<int>(std::size(kSelectors)) - 1)
    ->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace tearsheet::select
