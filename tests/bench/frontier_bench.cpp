// What an address of the frontier costs: CPU to store it, bytes on disk, and how long a run with
// many of them takes to start, in what memory. TEARSHEET_FRONTIER_URLS says how many (a million).
// The floor is a bare table of key and address in the same library.
#include <SQLiteCpp/SQLiteCpp.h>
#include <benchmark/benchmark.h>
#include <sys/resource.h>
#include <unistd.h>

#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <string>

#include "base/log.h"
#include "crawl/crawl.h"
#include "site/site.h"
#include "store/store.h"

namespace tearsheet::crawl {
namespace {

constexpr std::int64_t kBatch = 10'000;  // a sitemap is one transaction

std::int64_t url_count() {
  const char* text = std::getenv("TEARSHEET_FRONTIER_URLS");
  return text == nullptr ? 1'000'000 : std::atoll(text);
}

double cpu_seconds() {
  timespec time{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
}

double peak_mib() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) / 1024;
}

const std::filesystem::path& folder() {
  static const std::filesystem::path path = [] {
    std::string pattern =
        (std::filesystem::temp_directory_path() / "tearsheet-frontier.XXXXXX").string();
    return std::filesystem::path(::mkdtemp(pattern.data()));
  }();
  return path;
}

// 64 bytes, as news addresses are.
std::string address(std::int64_t number) {
  std::string digits = std::to_string(number);
  return "https://harbour.example/2025/11/15/a-story-of-the-sea-" +
         std::string(10 - std::min<std::size_t>(digits.size(), 10), '0') + digits;
}

std::uint64_t key(std::int64_t number) {
  std::uint64_t z = static_cast<std::uint64_t>(number) * 0x9e3779b97f4a7c15;  // SplitMix64
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
  z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
  return z ^ (z >> 31);
}

void bare_table_floor(benchmark::State& state) {
  for (auto _ : state) {
    const auto file = folder() / "floor.db";
    double used = 0;
    {
      SQLite::Database database(file.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
      database.exec("PRAGMA journal_mode = WAL");
      database.exec("CREATE TABLE url(id INTEGER PRIMARY KEY, key INTEGER, url TEXT)");
      SQLite::Statement insert(database, "INSERT INTO url(key, url) VALUES (?, ?)");
      const double before = cpu_seconds();
      const std::int64_t urls = url_count();
      for (std::int64_t i = 0; i < urls; ++i) {
        if (i % kBatch == 0) database.exec("BEGIN");
        const std::string url = address(i);
        insert.bind(1, static_cast<std::int64_t>(key(i)));
        insert.bindNoCopy(2, url);
        insert.exec();
        insert.reset();
        if (i % kBatch == kBatch - 1) database.exec("COMMIT");
      }
      if (urls % kBatch != 0) database.exec("COMMIT");
      used = cpu_seconds() - before;
    }
    const auto count = static_cast<double>(url_count());
    state.counters["insert_us"] = used / count * 1e6;
    state.counters["bytes_per_url"] = static_cast<double>(std::filesystem::file_size(file)) / count;
    std::filesystem::remove(file);
  }
}
BENCHMARK(bare_table_floor)->Iterations(1)->Unit(benchmark::kSecond);

void frontier(benchmark::State& state) {
  store::forgo_memory_count();  // as a crawl does
  const SystemClock clock;
  Log log({.level = LogLevel::kError, .format = LogFormat::kText, .out = stderr});
  const auto site = site::parse_site(
      "version = 1\nid = \"harbour\"\ndomains = [\"harbour.example\"]\n"
      "[[source]]\nkind = \"listing\"\nurl = \"https://harbour.example/\"\n",
      "harbour.toml");
  if (!site) return state.SkipWithError(site.error().message.c_str());
  const auto file = folder() / "news.db";
  for (auto _ : state) {
    auto store = store::open_store(file, store::Access::kRun);
    if (!store) return state.SkipWithError(store.error().message.c_str());
    // What a run makes before it asks for anything: the site and its source.
    auto first = Crawler(**store, {&*site}, {}, clock, log).due();
    auto run = (*store)->begin_run(clock.now(), "bench");
    store::UrlHash source = 0;
    auto read = (*store)->each_url([&](store::KnownUrl&& known) { source = known.url.key; });
    if (!first || !run || !read) return state.SkipWithError("no database");

    const std::int64_t urls = url_count();
    double before = cpu_seconds();
    for (std::int64_t i = 0; i < urls; ++i) {
      if (i % kBatch == 0 && !(*store)->begin()) return state.SkipWithError("begin");
      store::FoundUrl found;
      found.key = key(i);
      found.site = 1;
      found.source = source;
      found.url = address(i);
      if (!(*store)->add_url(found)) return state.SkipWithError("add_url");
      if ((i % kBatch == kBatch - 1 || i + 1 == urls) && !(*store)->commit())
        return state.SkipWithError("commit");
    }
    const auto count = static_cast<double>(url_count());
    state.counters["insert_us"] = (cpu_seconds() - before) / count * 1e6;
    if (!(*store)->end_run(clock.now(), "done", {}, {})) return state.SkipWithError("end_run");
    store->reset();
    state.counters["bytes_per_url"] = static_cast<double>(std::filesystem::file_size(file)) / count;

    store = store::open_store(file, store::Access::kRun);
    if (!store) return state.SkipWithError(store.error().message.c_str());
    before = cpu_seconds();
    const auto due = Crawler(**store, {&*site}, {}, clock, log).due();
    if (!due || due->empty()) return state.SkipWithError("nothing is due");
    state.counters["start_s"] = cpu_seconds() - before;
    state.counters["peak_MiB"] = peak_mib();
  }
  std::filesystem::remove_all(folder());
}
BENCHMARK(frontier)->Iterations(1)->Unit(benchmark::kSecond);

}  // namespace
}  // namespace tearsheet::crawl
