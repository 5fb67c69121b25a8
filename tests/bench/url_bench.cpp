// Parsing the links of a page. The floor: copying the text of each link into a string of its own.
#include <benchmark/benchmark.h>

#include <array>

#include "url/url.h"

namespace tearsheet::url {
namespace {

constexpr auto kLinks = std::to_array<std::string_view>({
    "https://www.example.com/world/2025/11/15/a-story-with-a-long-title-about-something-12345678",
    "/politics/2025/11/15/another-story-of-the-same-day?page=2",
    "../sport/index.html",
    "https://www.example.com/",
    "#comments",
    "/search?q=b%C3%BCcher&sort=date",
    "story.html?utm_source=front&utm_medium=teaser&id=31231",
    "//static.example.com/img/logo.svg",
});

const Url& base() {
  static const Url url = *Url::parse("https://www.example.com/world/europe/index.html");
  return url;
}

void copy_floor(benchmark::State& state) {
  for (auto _ : state) {
    for (const std::string_view link : kLinks) {
      std::string copy(base().href().substr(0, 24));
      copy += link;
      benchmark::DoNotOptimize(copy);
    }
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(kLinks.size()));
}
BENCHMARK(copy_floor);

void parse_links(benchmark::State& state) {
  for (auto _ : state) {
    for (const std::string_view link : kLinks) {
      auto url = Url::parse(link, &base());
      benchmark::DoNotOptimize(url);
    }
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(kLinks.size()));
}
BENCHMARK(parse_links);

void key_of_links(benchmark::State& state) {
  std::vector<Url> urls;
  for (const std::string_view link : kLinks) urls.push_back(*Url::parse(link, &base()));
  for (auto _ : state) {
    for (const Url& url : urls) {
      auto key = dedup_key(url);
      benchmark::DoNotOptimize(key);
    }
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(kLinks.size()));
}
BENCHMARK(key_of_links);

}  // namespace
}  // namespace tearsheet::url
