// Dates a second. The floor: strptime with the format known, on the same RFC 822 date.
#include <benchmark/benchmark.h>

#include <ctime>
#include <string>

#include "dates/dates.h"

namespace tearsheet::dates {
namespace {

void strptime_floor(benchmark::State& state) {
  const std::string text = "Fri, 14 Nov 2025 10:11:12 +0900";
  for (auto _ : state) {
    std::tm fields{};
    benchmark::DoNotOptimize(strptime(text.c_str(), "%a, %d %b %Y %H:%M:%S %z", &fields));
    benchmark::DoNotOptimize(fields);
  }
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(strptime_floor);

void parse(benchmark::State& state, std::string_view text, std::string_view language) {
  const DateOptions options{.now = SysTime{std::chrono::seconds{1'763'121'600}},
                            .language = language};
  for (auto _ : state) {
    auto time = parse_date(text, options);
    benchmark::DoNotOptimize(time);
  }
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK_CAPTURE(parse, iso8601, "2025-11-14T10:11:12+09:00", "");
BENCHMARK_CAPTURE(parse, rfc822, "Fri, 14 Nov 2025 10:11:12 +0900", "");
BENCHMARK_CAPTURE(parse, rfc822_gmt, "Fri, 14 Nov 2025 10:11:12 GMT", "");
BENCHMARK_CAPTURE(parse, english, "November 14, 2025", "en");
BENCHMARK_CAPTURE(parse, english_label, "Posted on 14 November 2025 by Kim", "");
BENCHMARK_CAPTURE(parse, german_numbers, "14.11.2025, 10.11 Uhr", "de");
BENCHMARK_CAPTURE(parse, korean, "2025년 11월 14일 금요일 오전 10시 11분", "ko");
BENCHMARK_CAPTURE(parse, russian_ago, "2 часа назад", "ru");
BENCHMARK_CAPTURE(parse, no_date,
                  "a line of text that has no date in it, as most candidates of a page", "");

void print_utc(benchmark::State& state) {
  const auto time = *parse_iso8601("2025-11-14T10:11:12+09:00");
  for (auto _ : state) benchmark::DoNotOptimize(time.to_utc_iso8601());
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(print_utc);

}  // namespace
}  // namespace tearsheet::dates
