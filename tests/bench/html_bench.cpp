// What a parse costs: the pre-scan alone, the whole of Document::parse, and Gumbo alone as the
// floor to compare with.
//
// Pages: the files of the folder in TEARSHEET_BENCH_PAGES (searched to any depth; *.html and
// *.html.gz), or a generated page in the proportions of news pages.
#include <benchmark/benchmark.h>
#include <gumbo.h>
#include <zlib.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include "html/html.h"
#include "html/prescan.h"

namespace tearsheet::html {
namespace {

namespace fs = std::filesystem;

// Half markup and text, half scripts, styles, drawings and comments, as was measured on news pages.
std::string generated_page() {
  std::string page =
      "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>A page &amp; its "
      "title</title>";
  for (int i = 0; i < 12; ++i) {
    page += "<meta property=\"og:tag" + std::to_string(i) +
            "\" content=\"Some value of a tag\"><script>";
    for (int j = 0; j < 60; ++j)
      page += "window.a=function(b){if(b<" + std::to_string(j) + "){return \"<p>\"+b}};\n";
    page += "</script><style>";
    for (int j = 0; j < 30; ++j)
      page += ".c" + std::to_string(j) + ">p{margin:0 auto;color:#123456}\n";
    page += "</style>";
  }
  page += "</head><body>";
  for (int i = 0; i < 120; ++i) {
    page += "<div class=\"item item-" + std::to_string(i) + "\" data-id='" + std::to_string(i) +
            "'><!-- an item --><a href=\"/news/2025/11/15/story-" + std::to_string(i) +
            ".html\" class=\"link\"><svg viewBox=\"0 0 24 24\"><path d=\"M12 2C6.5 2 2 6.5 2 "
            "12s4.5 10 10 10z\"/></svg>"
            "<span>A headline of some words</span></a><p>The first paragraph says what happened, "
            "where &mdash; and to "
            "whom; the second says why anybody should care about it at all.</p><img "
            "src=\"/i/1.jpg\" alt=\"\"></div>\n";
  }
  return page + "</body></html>";
}

std::string read_page(const fs::path& path) {
  std::string page;
  const gzFile file = gzopen(path.c_str(), "rb");  // reads plain files too
  if (file == nullptr) return page;
  char buffer[65536];
  for (int got = 0; (got = gzread(file, buffer, sizeof buffer)) > 0;)
    page.append(buffer, static_cast<std::size_t>(got));
  gzclose(file);
  return page;
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
    // Every nth: enough to be typical, few enough to be quick.
    const std::size_t step = std::max<std::size_t>(1, paths.size() / 200);
    for (std::size_t i = 0; i < paths.size(); i += step) pages.push_back(read_page(paths[i]));
  }
  if (pages.empty()) pages.push_back(generated_page());
  return pages;
}

const std::vector<std::string>& pages() {
  static const std::vector<std::string> loaded = load_pages();
  return loaded;
}

void count_bytes(benchmark::State& state) {
  std::size_t bytes = 0;
  for (const std::string& page : pages()) bytes += page.size();
  state.SetBytesProcessed(static_cast<std::int64_t>(bytes) * state.iterations());
  state.counters["pages/s"] = benchmark::Counter(static_cast<double>(pages().size()),
                                                 benchmark::Counter::kIsIterationInvariantRate);
}

// Copying the page is part of every measurement of ours: the parse takes its bytes.
void copy_only(benchmark::State& state) {
  for (auto _ : state) {
    for (const std::string& page : pages()) {
      std::string copy = page;
      benchmark::DoNotOptimize(copy.data());
    }
  }
  count_bytes(state);
}
BENCHMARK(copy_only);

void pre_scan(benchmark::State& state) {
  for (auto _ : state) {
    for (const std::string& page : pages()) {
      benchmark::DoNotOptimize(prescan(page, {}).html.size());
    }
  }
  count_bytes(state);
}
BENCHMARK(pre_scan);

void document_parse(benchmark::State& state) {
  const ParseLimits limits{.max_bytes = 1U << 30, .max_time = std::chrono::hours(1)};
  for (auto _ : state) {
    for (const std::string& page : pages()) {
      const auto document = Document::parse(page, limits);
      benchmark::DoNotOptimize(document->size());
    }
  }
  count_bytes(state);
}
BENCHMARK(document_parse);

// The floor: the library as it comes, but for its list of errors.
void gumbo_alone(benchmark::State& state) {
  GumboOptions options = kGumboDefaultOptions;
  options.max_errors = 0;
  for (auto _ : state) {
    for (const std::string& page : pages()) {
      GumboOutput* output = gumbo_parse_with_options(&options, page.data(), page.size());
      benchmark::DoNotOptimize(output->root);
      gumbo_destroy_output(&options, output);
    }
  }
  count_bytes(state);
}
BENCHMARK(gumbo_alone);

void gumbo_after_pre_scan(benchmark::State& state) {
  GumboOptions options = kGumboDefaultOptions;
  options.max_errors = 0;
  std::vector<std::string> scanned;
  for (const std::string& page : pages()) scanned.push_back(prescan(page, {}).html);
  for (auto _ : state) {
    for (const std::string& page : scanned) {
      GumboOutput* output = gumbo_parse_with_options(&options, page.data(), page.size());
      benchmark::DoNotOptimize(output->root);
      gumbo_destroy_output(&options, output);
    }
  }
  count_bytes(state);
}
BENCHMARK(gumbo_after_pre_scan);

template <class Work>
void on_documents(benchmark::State& state, Work work) {
  std::vector<Document> documents;
  for (const std::string& page : pages()) {
    if (auto document = Document::parse(page)) documents.push_back(std::move(*document));
  }
  for (auto _ : state) {
    for (const Document& document : documents) work(document);
  }
  count_bytes(state);
}

void visible_text_of_body(benchmark::State& state) {
  on_documents(state, [](const Document& document) {
    benchmark::DoNotOptimize(visible_text(document.body()).size());
  });
}
BENCHMARK(visible_text_of_body);

void text_content_of_each_element(benchmark::State& state) {
  on_documents(state, [](const Document& document) {
    for (std::uint32_t i = 0; i < document.size(); ++i) {
      const Node node = document.node(i);
      if (node.is_element() && node.end() - i < 64)
        benchmark::DoNotOptimize(text_content(node).size());
    }
  });
}
BENCHMARK(text_content_of_each_element);

void attribute_of_each_element(benchmark::State& state) {
  on_documents(state, [](const Document& document) {
    for (std::uint32_t i = 0; i < document.size(); ++i) {
      const Node node = document.node(i);
      if (node.is_element()) benchmark::DoNotOptimize(node.attribute("class"));
      if (node.is_element()) benchmark::DoNotOptimize(node.id());
    }
  });
}
BENCHMARK(attribute_of_each_element);

}  // namespace
}  // namespace tearsheet::html
