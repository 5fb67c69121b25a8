// What an extraction costs: decoding, parsing and extracting a page, beside Gumbo alone on the same
// raw page (the floor).
//
// Pages: *.html and *.html.gz below the folder in TEARSHEET_BENCH_PAGES, or a generated one. The
// last line is the ratio of both, taken from interleaved passes.
#include <benchmark/benchmark.h>
#include <gumbo.h>
#include <sys/resource.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include "cli/page_file.h"
#include "extract/extract.h"
#include "text/text.h"

namespace tearsheet {
namespace {

namespace fs = std::filesystem;

std::string generated_page() {
  std::string page = "<!DOCTYPE html><html lang=en><head><title>Tides rise - The Lamp</title>";
  for (int i = 0; i < 12; ++i) {
    page += "<script>";
    for (int j = 0; j < 60; ++j)
      page += "window.a=function(b){if(b<" + std::to_string(j) + "){return \"<p>\"+b}};\n";
    page += "</script>";
  }
  page += "</head><body><nav><ul>";
  for (int i = 0; i < 60; ++i)
    page +=
        "<li class=\"menu-item\"><a href=\"/section/" + std::to_string(i) + "\">Section</a></li>";
  page += "</ul></nav><article class=\"story\"><h1>Tides rise</h1><div class=\"story-body\">";
  for (int i = 0; i < 30; ++i) {
    page +=
        "<p>The water came up over the quay in the morning, and <a href=\"/p\">people</a> who live "
        "by the harbour carried their boats inland before the wind "
        "turned, as they have done every year since the wall fell.</p>";
  }
  page += "</div></article><aside class=\"related\">";
  for (int i = 0; i < 40; ++i)
    page += "<div class=\"card\"><a href=\"/news/" + std::to_string(i) +
            "\"><h3>Another story of some words</h3></a><time>2024-05-17</time></div>";
  return page + "</aside></body></html>";
}

std::vector<std::string> load_pages() {
  std::vector<std::string> pages;
  if (const char* folder = std::getenv("TEARSHEET_BENCH_PAGES")) {
    std::vector<fs::path> paths;
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
      const std::string name = entry.path().filename().string();
      if (name.ends_with(".html") || name.ends_with(".html.gz")) paths.push_back(entry.path());
    }
    std::sort(paths.begin(), paths.end());
    const std::size_t step = std::max<std::size_t>(1, paths.size() / 200);
    for (std::size_t i = 0; i < paths.size(); i += step) {
      if (auto bytes = cli::read_maybe_gzipped(paths[i].string(), 10'000'000))
        pages.push_back(std::move(*bytes));
    }
  }
  if (pages.empty()) pages.push_back(generated_page());
  return pages;
}

void extract_one(const std::string& bytes) {
  auto decoded = text::decode(bytes);
  const auto page = html::Document::parse(std::move(decoded.utf8));
  if (page) benchmark::DoNotOptimize(extract::extract_article(*page, {}));
}

void gumbo_one(const std::string& bytes) {
  GumboOptions options = kGumboDefaultOptions;
  options.max_errors = 0;
  GumboOutput* output = gumbo_parse_with_options(&options, bytes.data(), bytes.size());
  benchmark::DoNotOptimize(output);
  gumbo_destroy_output(&options, output);
}

double cpu_seconds() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
         static_cast<double>(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

void BM_ExtractBesideGumbo(benchmark::State& state) {
  const auto pages = load_pages();
  double extracting = 0, parsing = 0;
  for (auto _ : state) {
    for (const auto& page : pages) {
      const double start = cpu_seconds();
      extract_one(page);
      const double middle = cpu_seconds();
      gumbo_one(page);
      extracting += middle - start;
      parsing += cpu_seconds() - middle;
    }
  }
  const double count = static_cast<double>(pages.size()) * static_cast<double>(state.iterations());
  state.counters["extract_ms"] = 1000 * extracting / count;
  state.counters["gumbo_ms"] = 1000 * parsing / count;
  state.counters["ratio"] = extracting / parsing;  // goal: at most 1
}
BENCHMARK(BM_ExtractBesideGumbo)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace tearsheet
