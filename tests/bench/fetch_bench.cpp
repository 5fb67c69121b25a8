// What a request costs beyond libcurl itself. The floor: one easy handle on a multi handle, used
// again, its body appended to a string. Time is that of the calling thread; the server has its own.
#include <benchmark/benchmark.h>
#include <curl/curl.h>

#include "fetch/fetch.h"
#include "support/http_server.h"

namespace tearsheet::fetch {
namespace {

constexpr std::size_t kPageBytes = 31'000;  // the size of the shared crawl evaluation's pages

test::HttpServer& server() {
  static test::HttpServer server;
  static const bool is_ready = [] {
    server.on("/page", test::Response{.body = std::string(kPageBytes, 'x')});
    return true;
  }();
  benchmark::DoNotOptimize(is_ready);
  return server;
}

void bare_libcurl_floor(benchmark::State& state) {
  const std::string url = server().url("/page");
  CURLM* multi = curl_multi_init();
  CURL* easy = curl_easy_init();
  std::string body;
  curl_easy_setopt(easy, CURLOPT_URL, url.c_str());
  curl_easy_setopt(easy, CURLOPT_PROXY, "");
  curl_easy_setopt(easy, CURLOPT_WRITEDATA, &body);
  curl_easy_setopt(
      easy, CURLOPT_WRITEFUNCTION, +[](char* data, std::size_t size, std::size_t count, void* out) {
        static_cast<std::string*>(out)->append(data, size * count);
        return size * count;
      });
  for (auto _ : state) {
    body.clear();
    curl_multi_add_handle(multi, easy);
    for (int running = 1; running > 0;) {
      curl_multi_perform(multi, &running);
      if (running > 0) curl_multi_poll(multi, nullptr, 0, 1000, nullptr);
    }
    curl_multi_remove_handle(multi, easy);
    if (body.size() != kPageBytes) state.SkipWithError("incomplete");
  }
  curl_easy_cleanup(easy);
  curl_multi_cleanup(multi);
}
BENCHMARK(bare_libcurl_floor)->MinTime(2);

void gate_and_fetcher(benchmark::State& state) {
  const SystemClock clock;
  FetcherOptions options;
  options.addresses.allow_private = true;
  options.proxies.emplace();
  Fetcher fetcher(options, clock);
  polite::PaceLimits pace;
  pace.default_delay = pace.min_public_delay = std::chrono::milliseconds(0);
  polite::HostGate gate(clock, pace, "tearsheet", 1);
  const auto url = url::Url::parse(server().url("/page"));
  {
    polite::Answer first = gate.ask(*url);
    const polite::Permit& robots = std::get<polite::NeedRobots>(first).permit;
    gate.cancel(robots);
    gate.robots_answered(robots, 404, {});
  }
  for (auto _ : state) {
    polite::Answer answer = gate.ask(*url);
    auto* permit = std::get_if<polite::Permit>(&answer);
    if (permit == nullptr) {
      state.SkipWithError("no permit");
      break;
    }
    fetcher.start(std::move(*permit), {});
    auto done = fetcher.poll(std::chrono::seconds(5));
    if (done.size() != 1 || done[0].result.body.size() != kPageBytes) {
      state.SkipWithError("incomplete");
      break;
    }
    settle(gate, clock, done[0]);
    benchmark::DoNotOptimize(gate.take_changed());
  }
}
BENCHMARK(gate_and_fetcher)->MinTime(2);

}  // namespace
}  // namespace tearsheet::fetch
