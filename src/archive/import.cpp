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
#include "archive/batch.h"
#include "archive/known_pages.h"
#include "archive/pipeline.h"
#include "crawl/crawl.h"
#include "extract/extract.h"

namespace tearsheet::archive {
namespace {

/// A page that was read.
struct ReadPage {
  ArchivedPage page;  ///< Without its block.
  crawl::ArticleReading reading;
  std::optional<store::RawPage> raw;
  const char* skipped = nullptr;  ///< Its body could not be decoded.
};

// Pages of no site file's domain are of the registrable domain.
std::string site_key_of(const ArchivedPage& page, const site::SiteDefinition& automatic) {
  return page.site == &automatic ? url::registrable_domain(page.url.host()) : page.site->id;
}

// One thread's: turns pages into records.
ReadPage read_page(ArchivedPage page, const ImportOptions& options, store::Packer& packer,
                   const std::string& site_key) {
  ReadPage read;
  const auto body = body_of(page, options.max_page);
  read.page = std::move(page);
  if (!body) {
    read.skipped = body.error().code == ErrorCode::kTooLarge ? "too large" : "damaged coding";
    return read;
  }
  const ArchivedPage& from = read.page;
  read.reading = crawl::read_article_page(
      {*from.site, from.url, from.headers, *body, from.fetched_at, from.hint, {from.key}},
      crawl::kAgentToken);
  if (!read.reading.may_keep) return read;
  store::RawPage& raw = read.raw.emplace();
  raw.url = from.url.without_fragment();
  raw.fetched_at = from.fetched_at;
  raw.status = 200;
  raw.headers = crawl::to_json(from.headers);
  packer.pack(site_key, *body, raw);
  raw.address = from.address;
  raw.extractor = extract::kExtractorVersion;
  raw.rules = from.site->hash;
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

/// The writer's side.
class Importer {
 public:
  Importer(store::Store* store, const KnownPages& known, const site::SiteDefinition& automatic,
           const Clock& clock, ImportReport& report)
      : store_(store), known_(known), automatic_(automatic), clock_(clock), report_(report) {}

  Result<void> start() {
    if (store_ == nullptr) return {};
    // A collection may be of any time: the window counts from no day.
    const crawl::StoryLimits limits;
    auto loaded = crawl::load_clusters(*store_, limits, SysTime{} + limits.window);
    if (!loaded) return fail(loaded.error());
    clusters_ = std::move(*loaded);
    batch_.emplace(*store_, clock_);
    return {};
  }

  Result<void> write(ReadPage read) {
    if (read.skipped != nullptr) {
      ++report_.skipped[read.skipped];
      return {};
    }
    if (read.page.revisit != 0) return write_revisit(read.page);
    if (!read.reading.article) ++report_.not_articles[kind_of(read.reading)];
    if (store_ == nullptr) {
      report_.stored += read.reading.article ? 1 : 0;
      return {};
    }
    auto written = batch_->add([&] { return put(read); });
    if (!written) return fail(written.error());
    return {};
  }

  // That a page which is here came again.
  Result<void> write_revisit(const ArchivedPage& page) {
    if (store_ == nullptr) {
      ++report_.revisits;
      return {};
    }
    const auto put = [&]() -> Result<void> {
      const auto article = store_->find_article(page.url.without_fragment(), page.key);
      if (!article) return fail(article.error());
      Result<bool> known = false;
      if (*article)
        known = store_->put_revisit(**article, {page.fetched_at, page.revisit, page.address});
      if (!known) return fail(known.error());
      ++(*known ? report_.revisits : report_.skipped["revisit of a page that is not here"]);
      return {};
    };
    auto written = batch_->add(put);
    if (!written) return fail(written.error());
    return {};
  }

  Result<void> commit() { return batch_ ? batch_->commit() : Result<void>(); }

  [[nodiscard]] std::vector<store::SiteTally> tallies() const {
    std::vector<store::SiteTally> all;
    for (const auto& [row, tally] : tallies_) all.push_back({row, tally, {}});
    return all;
  }

 private:
  // "listing" of "listing: forty links and hardly any text".
  static std::string kind_of(const crawl::ArticleReading& reading) {
    if (reading.state == store::VisitState::kDenied) return "noindex";
    const std::string& note = reading.note;
    const std::size_t colon = note.find(':');
    return colon < 20 ? note.substr(0, colon) : note.substr(0, 40);
  }

  Result<std::int64_t> site_row(const ArchivedPage& page) {
    const bool is_automatic = page.site == &automatic_;
    const std::string key = site_key_of(page, automatic_);
    const auto found = sites_.find(key);
    if (found != sites_.end()) return found->second;
    const std::string title = is_automatic || page.site->name.empty() ? key : page.site->name;
    auto row = store_->site_id({key, title, page.site->language, page.site->hash}, clock_.now());
    if (row) sites_[key] = *row;
    return row;
  }

  Result<void> put(ReadPage& read) {
    const auto site = site_row(read.page);
    if (!site) return fail(site.error());
    store::FoundUrl found;
    found.key = read.page.key;
    found.site = *site;
    found.url =
        read.page.asked_url.empty() ? read.page.url.without_fragment() : read.page.asked_url;
    found.hint = std::move(read.page.hint);
    store::PageRecord record;
    record.site = *site;
    record.key = found.key;
    const auto stored = store_->article_at(found.key);
    if (!stored) return fail(stored.error());
    record.again = stored->has_value();
    if (auto id = url_row(found); id) {
      record.url_id = *id;
    } else {
      return fail(id.error());
    }
    record.visit.state = read.reading.state;
    record.visit.status = 200;
    record.visit.visited_at = read.page.fetched_at;
    record.visit.note = std::move(read.reading.note);
    // So that a crawl that goes on from here can ask whether the page changed.
    record.visit.etag = warc::find_field(read.page.headers, "etag");
    record.visit.last_modified = warc::find_field(read.page.headers, "last-modified");
    record.raw = std::move(read.raw);
    record.article = std::move(read.reading.article);
    if (record.article) {
      crawl::settle_summary(*site, found.hint, summaries_, record.article->article);
    }
    if (record.article) crawl::leave_out_furniture(clusters_, *record.article, read.reading.print);
    auto put = store_->put(record);
    if (!put) return fail(put.error());
    if (record.article) {
      if (auto linked =
              crawl::link_copies(*store_, clusters_, *record.article, read.reading.print, *put);
          !linked)
        return linked;
    }
    count(*put, tallies_[*site], record.visit.state);
    return {};
  }

  Result<std::int64_t> url_row(const store::FoundUrl& found) {
    if (const auto id = known_.row(found.key)) return *id;
    const auto made = made_.find(found.key);
    if (made != made_.end()) return made->second;
    auto id = store_->add_url(found);
    if (id) made_[found.key] = *id;
    return id;
  }

  void count(const store::PutResult& put, store::Tally& tally, store::VisitState state) {
    using What = store::PutResult::What;
    switch (put.what) {
      case What::kInserted:
        ++report_.stored, ++tally.stored;
        if (put.duplicate_of != 0) ++report_.copies, ++tally.duplicates;
        break;
      case What::kUpdated:
      case What::kCorrected:
        ++report_.updated, ++tally.updated;
        break;
      case What::kUnchanged:
      case What::kKept:
        ++report_.unchanged, ++tally.unchanged;
        break;
      case What::kAlias:
        ++report_.aliases, ++tally.duplicates;
        break;
      case What::kNothing:
        ++(state == store::VisitState::kDenied ? tally.denied : tally.not_articles);
        break;
    }
  }

  store::Store* const store_;
  const KnownPages& known_;
  const site::SiteDefinition& automatic_;
  const Clock& clock_;
  ImportReport& report_;
  dedup::Clusters clusters_;
  std::unordered_map<std::string, std::int64_t> sites_;
  std::unordered_map<store::UrlHash, std::int64_t> made_;
  std::map<std::int64_t, store::Tally> tallies_;
  std::optional<Batch> batch_;
  crawl::SummaryMemory summaries_;
};

store::Tally sum_of(const std::vector<store::SiteTally>& sites) {
  store::Tally all;
  for (const store::SiteTally& site : sites) {
    all.stored += site.tally.stored;
    all.updated += site.tally.updated;
    all.unchanged += site.tally.unchanged;
    all.duplicates += site.tally.duplicates;
    all.not_articles += site.tally.not_articles;
    all.denied += site.tally.denied;
  }
  return all;
}

}  // namespace

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
  Importer importer(store, known, automatic, clock, report);
  if (auto started = importer.start(); !started) return fail(started.error());
  PageSelector selector(reader, options.sites, automatic, clock.now(), options.max_page);
  PageSource source(reader, selector, known, options, stop);
  const auto show = [&] {
    if (progress) progress({source.records, 0, report.stored, source.bytes, reader.file_size()});
  };
  Pipeline<ArchivedPage, ReadPage> pipeline;
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
    const std::string site_key = site_key_of(page, automatic);
    return read_page(std::move(page), options, packer, site_key);
  };
  pipeline.write = [&](ReadPage read) -> Result<void> {
    if (each && read.skipped == nullptr && read.page.revisit == 0)
      each(read.page.url.href(), read.reading.note);
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
