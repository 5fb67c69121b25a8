// What finding the story of an article costs where it is kept in a database: fingerprint, look-up,
// links and rows, articles and their texts being there already. The floor is the same in memory.
#include <SQLiteCpp/SQLiteCpp.h>
#include <benchmark/benchmark.h>
#include <unistd.h>

#include <filesystem>
#include <string>

#include "crawl/copies.h"
#include "store/store.h"

namespace tearsheet::crawl {
namespace {

constexpr std::int64_t kArticles = 10'000;

/// 300 words out of 5,000, the frequent ones often, as in prose; every fourth repeats another.
std::string made_text(std::uint64_t seed) {
  std::string text;
  std::uint64_t random = (seed % 4 == 3 ? seed - 3 : seed) * 0x9E37'79B9'7F4A'7C15 + 1;
  for (int i = 0; i < 300; ++i) {
    random = random * 6'364'136'223'846'793'005 + 1'442'695'040'888'963'407;
    const std::uint64_t rank = (random >> 40) % 5000 * ((random >> 20) % 5000) / 5000;
    text += (i == 0 ? "" : i % 40 == 0 ? ".\n\n" : " ") + std::string("w") + std::to_string(rank);
  }
  return text;
}

const std::filesystem::path& file() {
  static const std::filesystem::path path = [] {
    std::string pattern =
        (std::filesystem::temp_directory_path() / "tearsheet-stories.XXXXXX").string();
    return std::filesystem::path(::mkdtemp(pattern.data())) / "news.db";
  }();
  return path;
}

Result<void> fill(store::Store& store) {
  const SysTime now{std::chrono::seconds{1'763'164'800}};
  if (auto run = store.begin_run(now, "bench"); !run) return fail(run.error());
  const auto site = store.site_id({"harbour", "Harbour Times", "en", "r1"}, now);
  if (!site) return fail(site.error());
  if (auto begun = store.begin(); !begun) return begun;
  for (std::int64_t i = 1; i <= kArticles; ++i) {
    const auto number = static_cast<std::uint64_t>(i);
    store::FoundUrl url;
    url.key = number;
    url.site = *site;
    url.url = "https://harbour.example/" + std::to_string(i);
    const auto id = store.add_url(url);
    if (!id) return fail(id.error());
    store::PageRecord page;
    page.url_id = *id;
    page.site = *site;
    page.visit.visited_at = now;
    store::ArticleRecord& record = page.article.emplace();
    record.article.url = url.url;
    record.article.title = "Story " + std::to_string(i) + " of the harbour and the sea";
    record.article.body = made_text(number);
    record.keys = {number};
    if (auto put = store.put(page); !put) return fail(put.error());
  }
  return store.commit();
}

/// Of the fingerprints' table and its index, whole pages counted.
double bytes_on_disk() {
  SQLite::Database database(file().string());
  return database
      .execAndGet("SELECT sum(pgsize) FROM dbstat WHERE name LIKE '\\_fingerprint%' ESCAPE '\\'")
      .getDouble();
}

void in_memory_floor(benchmark::State& state) {
  for (auto _ : state) {
    dedup::Clusters clusters;
    for (std::int64_t i = 1; i <= kArticles; ++i) {
      const std::string text = made_text(static_cast<std::uint64_t>(i));
      const std::string title = "Story " + std::to_string(i) + " of the harbour and the sea";
      const dedup::Story story{.title = title, .text = text, .host = "harbour.example"};
      clusters.add(i, clusters.without_boilerplate(story, dedup::fingerprint(story)), std::nullopt);
    }
  }
  state.SetItemsProcessed(state.iterations() * kArticles);
}
BENCHMARK(in_memory_floor)->Unit(benchmark::kMillisecond);

void in_database(benchmark::State& state) {
  std::filesystem::remove(file());
  auto store = store::open_store(file(), store::Access::kRun);
  if (!store) return state.SkipWithError(store.error().message.c_str());
  if (auto filled = fill(**store); !filled)
    return state.SkipWithError(filled.error().message.c_str());
  for (auto _ : state) {
    const auto done = rebuild_stories(**store, {});
    if (!done) return state.SkipWithError(done.error().message.c_str());
    // The first of the made copies has no original here.
    if (done->copies != kArticles / 4 - 1)
      return state.SkipWithError(("copies: " + std::to_string(done->copies)).c_str());
  }
  store->reset();
  state.SetItemsProcessed(state.iterations() * kArticles);
  state.counters["bytes_per_document"] = bytes_on_disk() / static_cast<double>(kArticles);
  std::filesystem::remove_all(file().parent_path());
}
BENCHMARK(in_database)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace tearsheet::crawl
