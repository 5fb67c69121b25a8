// `tearsheet crawl`: one round over the sites.
#include "crawl/crawl.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <filesystem>
#include <memory>

#include "archive/archive.h"
#include "cli/alarms.h"
#include "cli/chosen_sites.h"
#include "cli/command.h"
#include "cli/configuration.h"
#include "cli/hooks.h"
#include "cli/identity_option.h"
#include "cli/keeping.h"
#include "cli/limits.h"
#include "cli/live_lines.h"
#include "cli/opml_file.h"
#include "cli/page_memory.h"
#include "cli/signals.h"
#include "cli/site_files.h"
#include "cli/stamp_head.h"
#include "cli/troubles.h"
#include "cli/worker_name.h"
#include "crawl/assets.h"
#include "store/turn.h"

namespace tearsheet::cli {
namespace {

// It is renewed at a third of it, and a transfer may take half.
constexpr std::chrono::seconds kShortestLease{2};

// So long a crawl that is through waits for another one's re-extraction.
constexpr std::chrono::minutes kPatience{5};

class CrawlCommand final : public Command {
 public:
  [[nodiscard]] std::string_view name() const override { return "crawl"; }
  [[nodiscard]] std::string_view summary() const override {
    return "fetch what is new on the sites and store it";
  }
  [[nodiscard]] bool is_long() const override { return true; }

  void declare(Arguments& arguments) override {
    arguments.positionals("SITE", names_,
                          "addresses of sites, sections or feeds (no file is needed), or ids of "
                          "site files; without any: all files, and all addresses that the database "
                          "keeps",
                          false);
    arguments.option("--db", database_, "FILE",
                     "the database; made if it is not there. postgresql://HOST/NAME: one on a "
                     "server, that any number of crawls share",
                     kDatabaseSetting);
    arguments.option("--selectors", selectors_, "DIR", "folder of site files", kSelectorsSetting);
    arguments.option("--opml", opml_, "FILE",
                     "addresses out of a feed reader's list of feeds (- is standard input)");
    arguments.option("--max-time", max_time_, "TIME",
                     "stop after so long; the rest is due next run");
    arguments.option("--max-pages", max_pages_, "N",
                     "pages of a site in this run (default: its site file's, else 200)");
    arguments.option("--lease", lease_, "TIME",
                     "of a shared database: how long a host stays this crawl's own after it was "
                     "last heard of (default: 60s, at least 2s)");
    arguments.option("--story-window", story_window_, "DAYS",
                     "articles further apart are never one story (default: 90)");
    arguments.flag("--with-assets", with_assets_,
                   "when all else is done, fetch pictures and styles of the articles' pages, for "
                   "archives that show them");
    arguments.option("--max-assets", max_assets_, "N",
                     "with --with-assets: so many in this run (default: 200)");
    arguments.option("--max-assets-mb", max_assets_megabytes_, "N",
                     "with --with-assets: so many megabytes in this run (default: 50)");
    arguments.flag("--dry-run", dry_run_, "print what would be asked for first; fetch nothing");
    arguments.flag("--allow-private-network", allow_private_,
                   "allow loopback and private addresses");
    arguments.flag(
        "--alarm", alarm_,
        "exit with 7 if a site is silent, never brought anything, or has a rule that no longer fits");
    arguments.option("--on-alarm", on_alarm_, "COMMAND",
                     "run when a rule no longer fits, with the alarms as JSON on its input");
    hooks_.declare(arguments);
    arguments.option("--user-agent", user_agent_, "TEXT", "instead of tearsheet/VERSION (+CONTACT)",
                     kUserAgentSetting);
    arguments.option("--contact", contact_, "URL-OR-MAIL", "where a site's owner can reach you",
                     kContactSetting);
    identity_.declare(arguments);
    arguments.option("--timestamp", timestamp_, "URL",
                     "have a time stamp authority (RFC 3161) stamp what the run wrote "
                     "(docs/evidence.md)");
    limits_.declare(arguments);
    keeping_.declare(arguments, "--keep-");
    arguments.epilog(
        R"(Silent when all went well; -v names every article as it is stored. Without -v and a terminal a trouble is told when it
is new, at the third run in a row, the tenth, the hundredth.
Limits beside those above: one connection a host, 2 retries, 10 pages of pagination (a site file may say otherwise),
50 pages of one listing in a run, path depth 20,
--with-assets: 50 pictures and styles and 20 MB of a page, 5 MB of one, of pages of the last 48 hours (docs/archive.md),
100,000 articles among which copies are looked for (the newest; 75 MB), 60 s for the command of --on-alarm.
When a rule of a site file no longer fits (it finds nothing, or what is false, on three pages or four), that is told
once; the automatic extraction stands in, also for the pages since the first of these, until the file is mended.
--exec, --webhook: each article at least once and in order, as one JSON object (docs/telling.md); those of a run that is
killed, or that are not taken, come with the next run. 60 s for the command, 30 s for an answer, which must be 2xx,
5 minutes in a run for each of both. Another command or address begins with the articles of its first run.
Of crawls that share a database one tells at a time, and the day's first removes what outlived its keeping time.
--on-alarm: {"alarms":[{"site","rule","since","pages","false"}]}, each alarm once; that the command fails is only told.
Exit codes: 0 done, 1 every site failed, 2 usage, 3 another run holds the database, 4 the database cannot be used,
5 some pages or sites failed, or a site never brought anything or has a rule that no longer fits,
6 a time or page budget was spent, 7 an alarm (--alarm),
130 and 143 stopped by SIGINT and SIGTERM.
--opml: OPML 1.0 to 2.0, of each outline its feed, else its page; 10 MB, 10,000 addresses, 64 outlines deep. It names
addresses as SITE does, and a list that it includes is not fetched.
An address that answers is kept in the database, and the next run goes on with it. Of a front page its feeds, sitemaps and sections
(30) are found and followed; of a section its pages and what lies beneath it.
Examples:
  tearsheet crawl https://example.org/
  tearsheet crawl --db news.db --selectors selectors --contact https://example.org/crawler
  tearsheet crawl --opml subscriptions.opml
  tearsheet crawl harbour-times --max-time 20m -v)");
  }

  int run(Console& console) override {
    if (const std::string wrong = keeping_.wrong(); !wrong.empty()) {
      console.log().error(wrong);
      return kUsage;
    }
    if (!opml_.empty()) {
      const auto addresses = opml_addresses(opml_, console);
      if (!addresses) return kUsage;
      names_.insert(names_.end(), addresses->begin(), addresses->end());
    }
    const auto set = read_site_files(selectors_);
    if (!set) {
      console.log().error(set.error().message);
      return kUsage;
    }
    // A broken file is its own site's trouble; the others go on.
    for (const Error& error : set->errors) console.log().error(error.message);
    if (const std::string wrong = wrong_names(names_, *set, selectors_); !wrong.empty()) {
      console.log().error(wrong);
      return kUsage;
    }
    std::error_code ignored;
    const bool is_shared = store::is_server(database_);
    if (lease_ && *lease_ < kShortestLease) {
      console.log().error("--lease is at least 2s");
      return kUsage;
    }
    if (!is_shared && names_.empty() && set->sites.empty() &&
        !std::filesystem::exists(database_, ignored)) {
      if (set->errors.empty()) console.log().error(no_site());
      return kUsage;
    }

    if (const auto loaded = identity_.load(); !loaded) return console.fail(loaded.error());
    if (is_shared && !timestamp_.empty()) {
      console.log().error(
          "--timestamp is for a database in a file: one on a server keeps no chain of evidence");
      return kUsage;
    }
    if (is_shared && with_assets_) {
      console.log().error("--with-assets is for a database in a file");
      return kUsage;
    }
    if (!with_assets_ && (max_assets_ || max_assets_megabytes_)) {
      console.log().error("--max-assets and --max-assets-mb go with --with-assets");
      return kUsage;
    }
    const crawl::CrawlOptions options = crawl_options();
    if (const auto ready = hooks_.prepare(fetcher_options(options)); !ready)
      return console.refuse(ready.error());
    keep_page_memory();
    store::forgo_memory_count();
    SignalWatch signals;
    std::unique_ptr<store::Store> own;  // a file's
    std::unique_ptr<store::CrawlStore> shared;
    watch_ = server_watch(console);
    const auto opened = open(is_shared, own, shared, signals.token());
    if (!opened) return console.fail(opened.error());
    store::CrawlStore* const store = own ? own.get() : shared.get();
    const auto sites = choose_sites(names_, *set, *store, console);
    if (!sites) return console.fail(sites.error());
    if (sites->all.empty()) {
      if (set->errors.empty()) console.log().error(no_site());
      return kUsage;
    }
    const SystemClock clock;
    const SteadyTime began = clock.steady();
    crawl::Crawler crawler(*store, sites->all, options, clock, console.log(),
                           sharing(is_shared, signals.token()));
    if (dry_run_) return show_due(console, crawler);
    for (const store::SiteAddress& address : sites->fresh) {
      if (auto put = store->put_address(address); !put) return console.fail(put.error());
    }
    if (auto placed = take_places(own.get(), clock, signals.token()); !placed)
      return console.fail(placed.error());
    const bool is_anonymous = contact_.empty() && user_agent_.empty();
    const bool is_attended = console.progress() || console.log().enabled(LogLevel::kInfo);
    if (is_anonymous && is_attended) ask_for_contact(console);
    // With -v every page has a line of its own already.
    const bool is_watched = console.progress() && !console.log().enabled(LogLevel::kInfo);
    LiveLines lines;
    const auto report = crawler.run(
        signals.token(), is_watched
                             ? std::function<void(const crawl::Progress&)>(
                                   [&](const crawl::Progress& now) { lines.show(live_lines(now)); })
                             : nullptr);
    lines.clear();
    if (!report) {
      // The only network that a run can fail of is the way to the database.
      const bool is_lost = report.error().code == ErrorCode::kNetwork;
      return console.fail(
          {is_lost ? ErrorCode::kUnusable : report.error().code, report.error().message});
    }
    int code = tell(console, *report, signals.signal());
    if (!set->errors.empty() && (code == kDone || code == kBudget)) code = kDoneInPart;
    if (auto done = forget_dead(console, *store, sites->fresh, *report); !done)
      return console.fail(done.error());
    if (is_shared) read_again_in_turn(console, *set, clock, signals.token());
    if (own) {
      read_again(console, *own, *set, clock, signals.token());
      if (with_assets_) {
        if (auto done = take_assets(console, *own, sites->all, options, clock, began, signals);
            !done)
          return console.fail(done.error());
        if (signals.signal() != 0) code = 128 + signals.signal();
      }
      if (!timestamp_.empty() && signals.signal() == 0) {
        // The round's work is done, whatever becomes of it.
        if (auto done =
                stamp_head(*own, timestamp_, fetcher_options(crawl_options()), signals.token());
            !done)
          console.log().warning("no time stamp: " + done.error().message);
      }
      own.reset();
    }
    tell_command(console, *report);
    // What a signal says, or that nothing worked, is more urgent than what was not told.
    const int told = is_shared ? tell_in_turn(console, clock, signals.token())
                               : hooks_.tell(console, database_, clock, signals.token());
    if (code == kDone || (code == kBudget && told == kDoneInPart)) code = told;
    // A mail a day is enough to those whom nobody watches.
    if (is_anonymous && !is_attended && report->is_first_of_day) ask_for_contact(console);
    if (report->is_first_of_day) look_after(console, clock, signals.token());
    const bool is_silent =
        std::any_of(report->sites.begin(), report->sites.end(),
                    [](const auto& site) { return site.silent || site.wants_care(); });
    // What a signal or a failure says is more urgent than a site that is silent.
    return alarm_ && is_silent && (code == kDone || code == kDoneInPart || code == kBudget) ? kAlarm
                                                                                            : code;
  }

 private:
  [[nodiscard]] std::string no_site() const {
    return selectors_ +
           ": no enabled site file there; give an address (tearsheet crawl https://...), or the "
           "folder of site files (--selectors)";
  }

  Result<void> open(bool is_shared, std::unique_ptr<store::Store>& own,
                    std::unique_ptr<store::CrawlStore>& shared, const std::stop_token& stop) const {
    if (is_shared) {
      auto opened = store::open_shared(database_, worker_, stop, watch_);
      if (!opened) return fail(opened.error());
      shared = std::move(*opened);
      return {};
    }
    auto opened = store::open_store(database_, store::Access::kRun);
    if (!opened) return fail(opened.error());
    own = std::move(*opened);
    return {};
  }

  [[nodiscard]] std::optional<crawl::Sharing> sharing(bool is_shared,
                                                      const std::stop_token& stop) const {
    if (!is_shared) return std::nullopt;
    crawl::Sharing sharing{
        .open = [this, stop] { return store::open_shared(database_, worker_, stop, watch_); }};
    if (lease_) sharing.lease = *lease_;
    return sharing;
  }

  /// `own`: a file's.
  Result<void> take_places(store::Store* own, const Clock& clock,
                           const std::stop_token& stop) const {
    if (own != nullptr || hooks_.is_empty())
      return own != nullptr ? hooks_.take_places(*own, clock.now()) : Result<void>();
    auto store = store::open_writer(database_, new_worker(), stop, watch_);
    if (!store) return fail(store.error());
    return hooks_.take_places(**store, clock.now());
  }

  int tell_in_turn(Console& console, const Clock& clock, const std::stop_token& stop) const {
    if (hooks_.is_empty()) return kDone;
    auto store = store::open_writer(database_, new_worker(), stop, watch_);
    if (!store) return console.fail(store.error());
    return hooks_.tell_in_turn(console, **store, *sharing(true, stop), clock, stop);
  }

  // The first pages of a site were read when nothing was known of it, and those since a redesign by
  // rules that no longer fit: what is known by now is used on them too. Its failure is none of the
  // round's: the rows stay as they are until the next one.
  void read_again(Console& console, store::Store& store, const site::SiteSet& files,
                  const Clock& clock, const std::stop_token& stop) const {
    if (stop.stop_requested()) return;
    auto reader = store::open_reader(database_, store::Access::kRead);
    if (!reader) return console.log().warning(reader.error().message);
    archive::ReextractOptions options;
    options.sites = &files;
    options.due_again = true;
    const auto done = archive::reextract(**reader, &store, options, clock, stop, {}, {});
    if (!done) return console.log().warning(done.error().message);
    for (const auto& [site, counts] : done->sites) {
      if (counts.changed > 0)
        console.log().info(
            fmt::format("{}: {} articles were read again with what is known of it "
                        "by now, {} changed",
                        site, counts.read, counts.changed));
    }
  }

  // One worker does it for all. Who had to wait does what came to be due meanwhile.
  void read_again_in_turn(Console& console, const site::SiteSet& files, const Clock& clock,
                          const std::stop_token& stop) const {
    const crawl::Sharing shared = *sharing(true, stop);
    auto connection = shared.open();
    if (!connection) return console.log().warning(connection.error().message);
    const auto turn = store::Turn::take(std::move(*connection), "re-extraction", shared.lease,
                                        kPatience, clock, stop);
    if (!turn) return console.log().warning(turn.error().message);
    if (!*turn) return;
    auto store = store::open_writer(database_, new_worker(), stop, watch_);
    if (!store) return console.log().warning(store.error().message);
    read_again(console, **store, files, clock, (*turn)->token());
  }

  Result<void> take_assets(Console& console, store::Store& store,
                           const std::vector<const site::SiteDefinition*>& sites,
                           const crawl::CrawlOptions& options, const Clock& clock, SteadyTime began,
                           const SignalWatch& signals) const {
    constexpr std::int64_t kMegabyte = 1'000'000, kMost = 1'000'000'000;
    crawl::AssetLimits limits;
    if (max_assets_) limits.max_count = std::min(*max_assets_, kMost);
    if (max_assets_megabytes_)
      limits.max_bytes = std::min(*max_assets_megabytes_, kMost) * kMegabyte;
    std::optional<SteadyTime> until;
    if (max_time_) until = began + *max_time_;
    const auto done =
        crawl::fetch_assets(store, sites, options, limits, clock, until, signals.token());
    if (!done) return fail(done.error());
    console.log().info(fmt::format(
        "pictures and styles of {} pages: {} fetched ({:.1f} MB), {} known, {} not to be had; {} "
        "pages are left for the next run",
        done->pages, done->fetched, static_cast<double>(done->bytes) / 1e6, done->known,
        done->failed, done->left));
    return {};
  }

  // An address that was mistyped is not asked for in every run to come.
  static Result<void> forget_dead(Console& console, store::CrawlStore& store,
                                  const std::vector<store::SiteAddress>& fresh,
                                  const crawl::CrawlReport& report) {
    for (const store::SiteAddress& address : fresh) {
      const auto site = std::ranges::find(report.sites, address.site, &crawl::SiteReport::key);
      if (site == report.sites.end() || site->sources == 0 || site->sources_failed < site->sources)
        continue;
      if (auto dropped = store.drop_address(address); !dropped) return dropped;
      console.log().warning(address.url + " is not kept: nothing there could be read");
    }
    return {};
  }

  static void ask_for_contact(Console& console) {
    console.log().warning(
        "no contact given: say with --contact (or TEARSHEET_CONTACT) where a site's owner can "
        "reach you");
  }

  void tell_command(Console& console, const crawl::CrawlReport& report) const {
    const std::string alarms = on_alarm_.empty() ? std::string() : to_alarm_json(report);
    if (alarms.empty()) return;
    const auto done = telling::run_with_input(on_alarm_, alarms, kAlarmCommandTime);
    if (!done) console.log().warning("the command of --on-alarm: " + done.error().message);
  }

  // Once a day what outlived its keeping time goes, so that a database that nobody looks after does
  // not grow for ever but for its articles. Its failure is none of the round's.
  void look_after(Console& console, const Clock& clock, const std::stop_token& stop) const {
    const auto pruned =
        store::prune_database(database_, {.keep = keeping_.times, .stop = stop}, clock.now());
    if (!pruned) {
      // A round that began meanwhile does it tomorrow.
      if (pruned.error().code != ErrorCode::kBusy) console.log().warning(pruned.error().message);
      return;
    }
    for (const store::Pruned& one : pruned->removed) {
      if (one.rows > 0)
        console.log().info(fmt::format("outlived their keeping time: {} {}", one.rows, one.what));
    }
  }

  static fetch::FetcherOptions fetcher_options(const crawl::CrawlOptions& options) {
    fetch::FetcherOptions fetcher;
    fetcher.user_agent = options.user_agent;
    fetcher.addresses.allow_private = options.allow_private_network;
    fetcher.few_pages = true;
    return fetcher;
  }

  [[nodiscard]] crawl::CrawlOptions crawl_options() const {
    crawl::CrawlOptions options;
    options.version = TEARSHEET_VERSION;
    options.user_agent = !user_agent_.empty() ? user_agent_
                         : contact_.empty()   ? "tearsheet/" TEARSHEET_VERSION
                                            : "tearsheet/" TEARSHEET_VERSION " (+" + contact_ + ")";
    options.max_time = max_time_;
    if (max_pages_)
      options.max_pages = static_cast<int>(std::min<std::int64_t>(*max_pages_, 1'000'000'000));
    options.allow_private_network = allow_private_;
    limits_.apply(options.fetch, options.pace);
    options.identity = identity_.get();
    if (story_window_) {
      options.stories.window =
          std::chrono::days(std::clamp<std::int64_t>(*story_window_, 0, 1'000'000));
    }
    return options;
  }

  static int show_due(Console& console, crawl::Crawler& crawler) {
    const auto due = crawler.due();
    if (!due) return console.fail(due.error());
    for (const crawl::Due& each : *due) {
      if (!console.print(fmt::format("{:<20} {:<12} {}", each.site, each.kind, each.url))) break;
    }
    return console.flush() ? kDone : kFailed;
  }

  static std::vector<std::string> live_lines(const crawl::Progress& now) {
    std::vector<std::string> lines;
    for (const crawl::SiteProgress& site : now.active) {
      lines.push_back(fmt::format("{:<24} {:>6} asked {:>6} stored {:>4} failed  {}", site.key,
                                  site.tally.requests, site.tally.stored, site.tally.failed,
                                  site.url));
    }
    lines.push_back(
        fmt::format("{} requests, {} stored, {} unchanged, {} failed; {} waiting, {} under way",
                    now.tally.requests, now.tally.stored, now.tally.unchanged, now.tally.failed,
                    now.waiting, now.running));
    return lines;
  }

  static int tell(Console& console, const crawl::CrawlReport& report, int signal) {
    for (const std::string& note : report.notes) console.log().info(note);
    const bool tell_all = console.progress() || console.log().enabled(LogLevel::kInfo);
    const auto lines = tell_all ? to_lines(report.problems) : to_news(report.problems);
    for (const std::string& line : lines) console.log().error(line);
    const store::Tally& all = report.all;
    const std::string summary = fmt::format(
        "{} requests, {} stored, {} updated, {} unchanged, {} copies, {} no articles, {} gone, "
        "{} denied, {} failed, {} left for the next run",
        all.requests, all.stored, all.updated, all.unchanged, all.duplicates, all.not_articles,
        all.gone, all.denied, all.failed, all.left_over);
    if (console.progress() && !console.log().enabled(LogLevel::kInfo)) {
      // Who watched wants to know how it ended.
      std::fputs((summary + "\n").c_str(), stderr);
    } else {
      console.log().info(summary);
    }
    if (signal != 0) {
      console.log().warning(fmt::format("stopped by {}; {} pages are left for the next run",
                                        signal == SIGINT ? "SIGINT" : "SIGTERM", all.left_over));
      return 128 + signal;
    }
    return exit_code(report);
  }

  static int exit_code(const crawl::CrawlReport& report) {
    bool any_worked = false, out_of_pages = false, wants_care = false;
    for (const crawl::SiteReport& site : report.sites) {
      any_worked = any_worked || site.sources == 0 || site.sources_failed < site.sources;
      out_of_pages = out_of_pages || site.out_of_pages;
      wants_care = wants_care || site.wants_care();
    }
    if (!any_worked) return kFailed;
    if (report.all.failed > 0 || wants_care) return kDoneInPart;
    return report.out_of_time || out_of_pages ? kBudget : kDone;
  }

  std::vector<std::string> names_;
  std::string database_ = default_database();
  std::string selectors_ = default_selectors();
  std::string opml_;
  std::optional<std::chrono::milliseconds> max_time_;
  std::optional<std::chrono::milliseconds> lease_;
  const std::string worker_ = new_worker();
  std::shared_ptr<store::ServerWatch> watch_;
  std::optional<std::int64_t> max_pages_;
  std::optional<std::int64_t> story_window_;
  bool dry_run_ = false;
  bool allow_private_ = false;
  bool alarm_ = false;
  Hooks hooks_;
  Limits limits_;
  IdentityOption identity_;
  bool with_assets_ = false;
  std::optional<std::int64_t> max_assets_, max_assets_megabytes_;
  Keeping keeping_{.times = {.fetches = kKeepFetches}};
  std::string user_agent_;
  std::string contact_;
  std::string on_alarm_;
  std::string timestamp_;  // empty: none
};

}  // namespace

std::unique_ptr<Command> make_crawl_command() {
  return std::make_unique<CrawlCommand>();
}

}  // namespace tearsheet::cli
