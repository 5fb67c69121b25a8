// Finding the copies of a story. The floor: folding its text and hashing it, which finds equal
// texts alone.
#include <benchmark/benchmark.h>
#include <xxhash.h>

#include <string>
#include <vector>

#include "dedup/dedup.h"
#include "text/text.h"

namespace tearsheet::dedup {
namespace {

/// 300 words out of 5,000, the frequent ones often, as in prose; every fourth repeats another.
std::string made_article(std::uint64_t seed) {
  std::string text;
  std::uint64_t random = (seed % 4 == 3 ? seed - 3 : seed) * 0x9E37'79B9'7F4A'7C15 + 1;
  for (int i = 0; i < 300; ++i) {
    random = random * 6'364'136'223'846'793'005 + 1'442'695'040'888'963'407;
    const std::uint64_t rank = (random >> 40) % 5000 * ((random >> 20) % 5000) / 5000;
    text += (i == 0 ? "" : i % 40 == 0 ? ".\n\n" : " ") + std::string("w") + std::to_string(rank);
  }
  return text;
}

const std::vector<std::string>& articles() {
  static const auto made = [] {
    std::vector<std::string> texts;
    for (std::uint64_t i = 0; i < 5000; ++i) texts.push_back(made_article(i));
    return texts;
  }();
  return made;
}

void hash_floor(benchmark::State& state) {
  for (auto _ : state) {
    for (const std::string& article : articles()) {
      const std::string folded = text::fold(article);
      benchmark::DoNotOptimize(XXH3_64bits(folded.data(), folded.size()));
    }
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(articles().size()));
}
BENCHMARK(hash_floor)->Unit(benchmark::kMillisecond);

void fingerprints(benchmark::State& state) {
  double bytes = 0;
  for (auto _ : state) {
    bytes = 0;
    for (const std::string& article : articles()) {
      bytes += static_cast<double>(
          fingerprint({.title = "A title of five words", .text = article, .host = "a.example"})
              .bytes.size());
    }
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(articles().size()));
  state.counters["bytes"] = bytes / static_cast<double>(articles().size());
}
BENCHMARK(fingerprints)->Unit(benchmark::kMillisecond);

void clusters_of_articles(benchmark::State& state) {
  for (auto _ : state) {
    Clusters clusters;
    std::int64_t id = 0;
    for (const std::string& article : articles()) {
      benchmark::DoNotOptimize(clusters.add(
          ++id, fingerprint({.title = "A title", .text = article, .host = "a.example"}), {}));
    }
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(articles().size()));
}
BENCHMARK(clusters_of_articles)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace tearsheet::dedup
