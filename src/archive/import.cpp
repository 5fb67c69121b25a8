// An archive into the database: one reader, workers that read pages, and a writer in the order of
// the file, so that the same file gives the same rows.
#include <algorithm>
#include <atomic>
#include <mutex>
#include <thread>
#include <unordered_map>
#include <utility>

#include "archive/archive.h"
#include "archive/archived_page.h"
#include "archive/importer.h"
#include "archive/known_pages.h"
#include "base/ordered_pipeline.h"
#include "crawl/crawl.h"
#include "reading/reading.h"

namespace tearsheet::archive {
namespace {

// One thread's: turns pages into records.
ReadPage read_page(ArchivedPage page, const ImportOptions& options, store::Packer& packer) {
  ReadPage read;
  const auto body = body_of(page, options.max_page);
  read.page = std::move(page);
  if (!body) {
    read.skipped = body.error().code == ErrorCode::kTooLarge ? "too large" : "damaged coding";
    return read;
  }
  const ArchivedPage& from = read.page;
  reading::Expectation expected{from.hint, {from.key}};
  expected.host = &from.host;
  read.reading = reading::read_arrival({.bytes = *body,
                                        .headers = from.headers,
                                        .url = from.url,
                                        .at = from.fetched_at,
                                        .address = from.address},
                                       from.site, expected, &packer);
  return read;
}

/// The reader's side: which records are pages that are not known yet.
class PageSource {
 public:
  PageSource(warc::Reader& reader, PageSelector& selector, const KnownPages& known,
             const ImportOptions& options, const std::stop_token& stop)
      : reader_(reader), selector_(selector), known_(known), options_(options), stop_(stop) {}

  std::optional<ArchivedPage> next() {
    while (!stop_.stop_requested() && !stopped_) {
      if (options_.limit && pages_ >= *options_.limit) {
        at_limit_ = true;
        return std::nullopt;
      }
      auto record = reader_.next();
      if (!record) return give_up(record.error());
      bytes = reader_.bytes_read();
      if (!*record) return std::nullopt;
      ++records;
      auto choice = selector_.choose(**record);
      if (!choice) return give_up(choice.error());
      if (choice->page && choice->page->revisit != 0) return std::move(choice->page);
      if (choice->page && !is_new(*choice->page)) choice->skipped = "known already";
      if (choice->skipped != nullptr) {
        ++skipped_[choice->skipped];
      } else if (choice->page) {
        ++pages_;
        return std::move(choice->page);
      }
    }
    return std::nullopt;
  }
  /// Any thread: no more pages are wanted.
  void stop() { stopped_ = true; }

  /// When next() gave the last.
  void report(ImportReport& report) const {
    report.records = records;
    report.pages = pages_;
    for (const auto& [reason, count] : skipped_) report.skipped[reason] += count;
    report.damage = reader_.damage();
    report.bytes = reader_.bytes_read();
    report.at_limit = at_limit_;
    report.stopped = stop_.stop_requested();
    report.broken = broken_;
  }

  std::atomic<std::int64_t> records = 0;  // for the progress line
  std::atomic<std::uint64_t> bytes = 0;

 private:
  std::optional<ArchivedPage> give_up(const Error& error) {
    broken_ = error;
    return std::nullopt;
  }
  // Later than its last visit, and than any capture before it in this file.
  bool is_new(const ArchivedPage& page) {
    auto [at, first] = taken_.try_emplace(page.key, page.fetched_at);
    if (first) return known_.visited(page.key) < page.fetched_at;
    if (page.fetched_at <= at->second) return false;
    at->second = page.fetched_at;
    return known_.visited(page.key) < page.fetched_at;
  }

  warc::Reader& reader_;
  PageSelector& selector_;
  const KnownPages& known_;
  const ImportOptions& options_;
  const std::stop_token stop_;
  std::atomic<bool> stopped_ = false;
  std::unordered_map<store::UrlHash, SysTime> taken_;
  std::map<std::string, std::int64_t> skipped_;
  std::int64_t pages_ = 0;
  bool at_limit_ = false;
  std::optional<Error> broken_;
};

}  // namespace

void ImportReport::add(const ImportReport& other) {
  records += other.records;
  pages += other.pages;
  stored += other.stored;
  updated += other.updated;
  unchanged += other.unchanged;
  copies += other.copies;
  aliases += other.aliases;
  revisits += other.revisits;
  for (const auto& [kind, count] : other.not_articles) not_articles[kind] += count;
  for (const auto& [reason, count] : other.skipped) skipped[reason] += count;
  damage.skipped_bytes += other.damage.skipped_bytes;
  damage.broken_heads += other.damage.broken_heads;
  damage.cut_records += other.damage.cut_records;
  damage.broken_parts += other.damage.broken_parts;
  bytes += other.bytes;
  stopped = stopped || other.stopped;
  at_limit = at_limit || other.at_limit;
  if (!broken) broken = other.broken;
}

Result<ImportReport> import_archive(
    store::Store* store, warc::Reader& reader, const ImportOptions& options, const Clock& clock,
    const std::stop_token& stop, const std::function<void(const Progress&)>& progress,
    const std::function<void(std::string_view url, std::string_view why_not)>& each) {
  ImportReport report;
  const site::SiteDefinition automatic;
  KnownPages known;
  if (store != nullptr) {
    if (auto run = store->begin_run(clock.now(), options.version); !run) return fail(run.error());
    if (auto loaded = known.load(*store); !loaded) return fail(loaded.error());
  }
  Importer importer(store, options.others, automatic, clock, report);
  if (auto started = importer.start(); !started) return fail(started.error());
  PageSelector selector(reader, options.sites, automatic, clock.now(), options.max_page);
  PageSource source(reader, selector, known, options, stop);
  const auto show = [&] {
    if (progress) progress({source.records, 0, report.stored, source.bytes, reader.file_size()});
  };
  OrderedPipeline<ArchivedPage, ReadPage> pipeline;
  pipeline.threads =
      options.threads != 0 ? options.threads : std::max(1U, std::thread::hardware_concurrency());
  pipeline.max_held = options.max_held;
  pipeline.weight = [](const ArchivedPage& page) { return page.block.size(); };
  pipeline.read = [&] { return source.next(); };
  pipeline.work = [&](ArchivedPage page) {
    thread_local store::Packer packer(store != nullptr ? &store->dictionaries() : nullptr);
    if (page.revisit != 0) {
      ReadPage read;
      read.page = std::move(page);
      return read;
    }
    return read_page(std::move(page), options, packer);
  };
  pipeline.write = [&](ReadPage read) -> Result<void> {
    if (each && read.skipped == nullptr && read.page.revisit == 0)
      each(read.page.url.href(), read.reading.verdict.why_not);
    auto written = importer.write(std::move(read));
    if (!written) source.stop();
    show();
    return written;
  };
  pipeline.idle = [&] {
    show();
    return importer.commit();
  };
  Result<void> done = pipeline.run();
  if (done) done = importer.commit();
  if (!done) return fail(done.error());
  source.report(report);
  if (store != nullptr) {
    const auto tallies = importer.tallies();
    auto ended = store->end_run(clock.now(), report.stopped ? "stopped" : "imported",
                                sum_of(tallies), tallies);
    if (!ended) return fail(ended.error());
  }
  return report;
}

}  // namespace tearsheet::archive
