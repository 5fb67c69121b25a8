// Reading robots.txt and asking it. The floor of reading: one scan for line ends.
#include <benchmark/benchmark.h>

#include <algorithm>

#include "robots/robots.h"

namespace tearsheet::robots {
namespace {

constexpr std::string_view kPath =
    "/world/2025/11/15/a-story-with-a-long-title-about-something?page=2";

std::string file_of(int rules) {
  std::string file = "User-agent: *\nCrawl-delay: 5\n";
  for (int i = 0; i < rules; ++i) {
    file += i % 7 == 0 ? "Disallow: /*/private" : "Disallow: /s/";
    file += std::to_string(i * 7919 % 100000) + "\n";
  }
  return file.substr(0, RobotsPolicy::kMaxBytes);
}

void scan_floor(benchmark::State& state) {
  const std::string file = file_of(static_cast<int>(state.range(0)));
  for (auto _ : state) benchmark::DoNotOptimize(std::ranges::count(file, '\n'));
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(file.size()));
}
BENCHMARK(scan_floor)->Arg(50)->Arg(100'000);

void parse(benchmark::State& state) {
  const std::string file = file_of(static_cast<int>(state.range(0)));
  for (auto _ : state) {
    auto policy = RobotsPolicy::parse(file, "tearsheet");
    benchmark::DoNotOptimize(policy);
  }
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(file.size()));
}
BENCHMARK(parse)->Arg(50)->Arg(100'000);

void ask(benchmark::State& state) {
  const auto policy = RobotsPolicy::parse(file_of(static_cast<int>(state.range(0))), "tearsheet");
  for (auto _ : state) benchmark::DoNotOptimize(policy.allows_path(kPath));
}
BENCHMARK(ask)->Arg(50)->Arg(100'000);

}  // namespace
}  // namespace tearsheet::robots
