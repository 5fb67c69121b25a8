#include "crawl/crawl.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <thread>
#include <unordered_map>

#include "crawl/copies.h"
#include "crawl/parse_stage.h"
#include "crawl/partnership.h"
#include "crawl/round.h"
#include "crawl/round_load.h"
#include "crawl/share.h"
#include "crawl/site_checks.h"
#include "evidence/evidence.h"

namespace tearsheet::crawl {
namespace {

std::string_view outcome_of(const CrawlReport& report) {
  if (report.stopped) return "stopped";
  if (report.out_of_time) return "out of time";
  const bool out_of_pages = std::any_of(report.sites.begin(), report.sites.end(),
                                        [](const SiteReport& s) { return s.out_of_pages; });
  const bool wants_care = std::any_of(report.sites.begin(), report.sites.end(),
                                      [](const SiteReport& site) { return site.wants_care(); });
  if (report.all.failed > 0 || wants_care) return "done in part";
  return out_of_pages ? "out of pages" : "done";
}

// Every page that is read comes to the writer, and where it waits for a core, they do: with pages
// behind their limit, and the other core idle. On Linux niceness is a thread's own.
constexpr int kParserNiceness = 5;

// A batch that comes in between other workers' ones, or whose connection is lost, is made again.
constexpr int kMostTries = 30;

// So many articles tell which descriptions are a site's; they are read at the start of a round.
constexpr std::int64_t kRememberedSummaries = 2000;

// What a page that was read weighs until it is stored; the rest of its records is small.
std::size_t bytes_of(const PageOutcome& page) {
  return (page.record.raw ? page.record.raw->compressed.size() : 0) +
         (page.record.article ? page.record.article->article.body.size() : 0);
}

Result<void> load_models(store::CrawlStore& store, const std::vector<SiteEntry>& sites,
                         learn::SiteModels& models) {
  const auto kept = store.site_models();
  if (!kept) return fail(kept.error());
  for (const auto& [site, model] : *kept) {
    if (std::ranges::find(sites, site, &SiteEntry::row) != sites.end()) models.load(site, model);
  }
  return {};
}

Result<void> put_models(store::CrawlStore& store, const learn::SiteModels& models) {
  if (auto begun = store.begin(); !begun) return begun;
  for (const auto& [site, model] : models.changed()) {
    if (auto put = store.put_site_model(site, model); !put) {
      store.rollback();
      return put;
    }
  }
  return store.commit();
}

Result<void> keep_models(store::CrawlStore& store, const learn::SiteModels& models) {
  for (int tries = 1;; ++tries) {
    auto kept = put_models(store, models);
    if (kept || kept.error().code != ErrorCode::kNetwork || tries == kMostTries) return kept;
  }
}

// Whether a trouble is new or lasts, by what the runs before met; silence is one of them.
Result<void> compare_troubles(store::CrawlStore& store, SysTime now,
                              const std::vector<SiteEntry>& sites, CrawlReport& report) {
  const auto health = store.health(now);
  if (!health) return fail(health.error());
  std::unordered_map<std::string_view, const store::SiteHealth*> fares;
  for (const store::SiteHealth& site : *health) fares[site.key] = &site;
  std::unordered_map<std::string_view, std::int64_t> rows;
  std::vector<std::int64_t> asked;
  for (std::size_t i = 0; i < sites.size(); ++i) {
    rows[report.sites[i].key] = sites[i].row;
    SiteReport& site = report.sites[i];
    if (site.tally.requests > 0) asked.push_back(sites[i].row);
    const auto known = fares.find(site.key);
    if (known == fares.end() || !known->second->silent || site.tally.stored > 0) continue;
    site.silent = true;
    Problem problem;
    problem.site = site.key;
    problem.what = fmt::format("silent: nothing new since {}, longer than ever before",
                               to_iso8601(*known->second->last_new));
    report.problems.push_back(std::move(problem));
  }
  // Where nobody was asked, the trouble that put the host off stands as it did.
  std::vector<store::TroubleSeen> seen;
  std::vector<Problem*> met;
  for (Problem& problem : report.problems) {
    if (problem.runs == 0) continue;
    seen.push_back({rows.at(problem.site), problem.what});
    met.push_back(&problem);
  }
  const auto counted = store.count_troubles(now, seen, asked);
  if (!counted) return fail(counted.error());
  for (std::size_t i = 0; i < counted->size(); ++i) met[i]->runs = (*counted)[i].runs;
  return {};
}

// What was under way when a worker died is over when its lease is: whoever takes the host over need
// not reckon with the slowest request there is.
CrawlOptions fitted(CrawlOptions options, const std::optional<Sharing>& sharing) {
  if (sharing) {
    options.pace.request_allowance =
        std::min(options.pace.request_allowance, Share::longest_transfer(sharing->lease));
  }
  return options;
}

}  // namespace

Crawler::Crawler(store::CrawlStore& store, std::vector<const site::SiteDefinition*> sites,
                 CrawlOptions options, const Clock& clock, Log& log, std::optional<Sharing> sharing)
    : store_(store),
      sites_(std::move(sites)),
      options_(fitted(std::move(options), sharing)),
      clock_(clock),
      log_(log),
      sharing_(std::move(sharing)) {}

Result<std::vector<Due>> Crawler::due() {
  RoundStart start;
  SeenSet seen;
  if (auto loaded = load_round(store_, sites_, options_, clock_, seen, start); !loaded)
    return fail(loaded.error());
  static constexpr const char* kKinds[] = {"article", "listing", "feed", "sitemap", "home"};
  std::vector<Due> due;
  for (const Task& task : start.tasks) {
    due.push_back({start.sites[task.site].definition->id,
                   kKinds[static_cast<std::size_t>(task.found.kind)], task.url.href()});
  }
  return due;
}

Result<CrawlReport> Crawler::run(const std::stop_token& stop,
                                 const std::function<void(const Progress&)>& progress) {
  RoundStart start;
  Result<store::RunStart> run = store_.begin_run(clock_.now(), options_.version);
  if (!run) return fail(run.error());
  start.previous_was_cut = run->previous_was_cut;
  SeenSet seen;
  std::unique_ptr<Partnership> partners;
  if (sharing_) {
    auto joined = Partnership::join(store_, sites_, options_, *sharing_, clock_, seen, start);
    if (!joined) return fail(joined.error());
    partners = std::move(*joined);
  } else if (auto loaded = load_round(store_, sites_, options_, clock_, seen, start); !loaded) {
    return fail(loaded.error());
  }
  const std::vector<SiteEntry> sites = start.sites;

  // Credits: every page between network and writer was a transfer or is counted in held_bytes; the
  // queues have room for all of them and for the ledger, so that no push waits and the ring cannot
  // lock.
  constexpr std::size_t kRoom = 1'000'000;
  BoundedQueue<FetchedPage> to_parsers(kRoom);
  BoundedQueue<WriterItem> to_writer(kRoom);
  reading::SummaryMemory summaries;
  if (auto read = store_.each_summary(
          kRememberedSummaries,
          [&](std::int64_t site, std::string_view title, std::string_view summary) {
            summaries.note(site, title, summary);
          });
      !read)
    return fail(read.error());
  learn::SiteModels models;
  if (auto read = load_models(store_, sites, models); !read) return fail(read.error());
  Result<dedup::Clusters> clusters = sharing_
                                         ? Result<dedup::Clusters>(dedup::Clusters())
                                         : load_clusters(store_, options_.stories, clock_.now());
  if (!clusters) return fail(clusters.error());
  Knowledge known(seen, {.sources = std::move(start.sources),
                         .started = std::move(start.started),
                         .asked_again = std::move(start.asked_again),
                         .unsettled = std::move(start.unsettled),
                         .quotas = std::move(start.quotas)});
  SiteRules rules(sites);
  if (auto loaded = rules.load(store_); !loaded) return fail(loaded.error());
  WriterStage writer(
      store_, sites, rules, std::move(known), std::move(*clusters), clock_,
      {.max_pagination = options_.max_pagination,
       .stories = options_.stories,
       .is_shared = sharing_.has_value(),
       .tries = sharing_ ? kMostTries : 2,
       // The rest of what may be held is for pages under way: the network never waits for a batch.
       .max_batch_bytes = options_.max_held_bytes / 4 * 3});
  Round round(start, options_, clock_, log_, seen, to_parsers, to_writer,
              partners ? &partners->share() : nullptr);
  if (partners) partners->start([&] { round.wake(); });

  Result<void> written;
  std::jthread writing([&] { written = writer.run(to_writer, round.receipts()); });
  // The two other threads leave half of a core; a parser less leaves it idle.
  const unsigned parsers =
      options_.parsers != 0 ? options_.parsers : std::max(1U, std::thread::hardware_concurrency());
  std::vector<std::jthread> parsing;
  for (unsigned i = 0; i < parsers; ++i) {
    parsing.emplace_back([&] {
      // Refused to nobody: they only step back. The new niceness, which nobody needs, may be -1.
      [[maybe_unused]] const int niceness = ::nice(kParserNiceness);
      ParseStage stage(sites, clock_, summaries, models, store_.dictionaries(), rules);
      while (auto page = to_parsers.pop()) {
        WriterItem item;
        item.page = stage.parse(std::move(*page));
        // Until the commit only its records are held, not the page.
        const std::size_t before = item.page->held_bytes;
        item.page->held_bytes = std::min(before, bytes_of(*item.page));
        round.give_back(before - item.page->held_bytes);
        if (!to_writer.push(std::move(item))) break;
      }
    });
  }
  round.run(stop, progress);
  to_parsers.close();
  parsing.clear();
  to_writer.close();
  writing.join();
  const Result<void> parted = partners ? partners->part() : Result<void>();

  CrawlReport report = round.take_report();
  report.is_first_of_day = run->is_first_of_day;
  if (!written) return fail(written.error());
  if (!parted) return fail(parted.error());
  if (auto kept = keep_models(store_, models); !kept) return fail(kept.error());
  if (auto checked = check_sites(store_, sites, rules, report); !checked)
    return fail(checked.error());
  if (auto compared = compare_troubles(store_, clock_.now(), sites, report); !compared)
    return fail(compared.error());
  std::vector<store::SiteTally> tallies;
  for (std::size_t i = 0; i < sites.size(); ++i) {
    store::SiteTally tally{sites[i].row, report.sites[i].tally, {}};
    const auto worst =
        std::find_if(report.problems.begin(), report.problems.end(), [&](const Problem& problem) {
          return problem.count > 0 && problem.site == report.sites[i].key;
        });
    tally.problem = worst != report.problems.end() ? worst->what : report.sites[i].remark;
    tallies.push_back(std::move(tally));
  }
  if (auto ended = store_.end_run(clock_.now(), outcome_of(report), report.all, tallies); !ended)
    return fail(ended.error());
  if (options_.identity != nullptr) {
    if (auto done = evidence::sign_head(store_, *options_.identity); !done)
      return fail(done.error());
  }
  return report;
}

}  // namespace tearsheet::crawl
