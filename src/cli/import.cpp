// `tearsheet import`: articles out of web archives.
#include <fmt/format.h>

#include <csignal>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "archive/archive.h"
#include "cli/batch.h"
#include "cli/command.h"
#include "cli/configuration.h"
#include "cli/identity_option.h"
#include "cli/page_memory.h"
#include "cli/signals.h"
#include "cli/site_files.h"
#include "cli/worker_name.h"
#include "crawl/crawl.h"
#include "evidence/evidence.h"
#include "store/share.h"

namespace tearsheet::cli {
namespace {

class ImportCommand final : public Command {
 public:
  [[nodiscard]] std::string_view name() const override { return "import"; }
  [[nodiscard]] std::string_view summary() const override {
    return "store the articles of web archives (WARC, WACZ, ARC)";
  }

  void declare(Arguments& arguments) override {
    arguments.positionals("FILE", files_,
                          "*.warc, *.warc.gz, *.warc.zst, *.wacz, *.arc or *.arc.gz, one after the "
                          "other; - is standard input",
                          true);
    arguments.option("--db", database_, "FILE",
                     "the database, made if it is not there; also postgresql://HOST/NAME",
                     kDatabaseSetting);
    arguments.option("--selectors", selectors_, "DIR",
                     "site files, used for pages of their domains", kSelectorsSetting);
    arguments.option("--limit", limit_, "N", "stop after so many pages were read, of all files");
    arguments.flag("--dry-run", dry_run_, "say what the archive holds; store nothing");
    arguments.flag("--json", json_, "print the counts as one JSON object");
    identity_.declare(
        arguments,
        "sign the end of the chain of evidence with the key in there (of a file: a server keeps none)");
    arguments.epilog(
        R"(Every page with status 200 that is HTML and holds an article becomes one, as if it had been fetched on the
archive's date. Pages of a site file's domains are read by its rules; of others the domain becomes the site.
Nothing is fetched. Importing a file again adds nothing, and an import that was cut off goes on where it
stopped: a page is read only if the archive's date is later than its last visit. Damaged records are
skipped and counted. -v says of every page whether it is an article, and if not, why.
A database on a server may be crawled into meanwhile, and imported into by several programs; copies are told by
whichever of them tells the stories, and are not in the counts.
Limits: 10 MB a page, 64 KB a header line, 32 MB of pages in memory; a file that unpacks to more than
200 times its size is not read further.
Of several files one that cannot be read does not keep the others from being imported; the counts are of all.
Exit codes: 0 done, 1 no file can be read or is an archive, 3 another run holds the database, 4 the database
cannot be used, 5 files or parts of them were damaged, 6 stopped at --limit, 130 and 143 stopped by a signal.
Examples:
  tearsheet import --db news.db CC-NEWS-20251114083000-00042.warc.gz
  curl -s https://archive.example/news.warc.gz | tearsheet import --db news.db -
  tearsheet import --db news.db 2001/*.arc.gz
  tearsheet import --dry-run --json crawl.wacz)");
  }

  int run(Console& console) override {
    const auto sites = sound_site_files(selectors_, console);
    if (!sites) return kUsage;
    if (const auto loaded = identity_.load(); !loaded) return console.fail(loaded.error());
    // It may stand in a configuration that is for crawls, whose requests it signs on a server, too.
    if (identity_.get() != nullptr && !dry_run_ && store::is_server(database_))
      console.log().warning("nothing is signed: a database on a server keeps no chain of evidence");
    keep_page_memory();
    SignalWatch signals;
    // What is no archive is told before a database is made.
    std::optional<warc::Reader> first;
    if (files_.size() == 1) {
      auto reader = warc::Reader::open(files_.front());
      if (!reader) return console.fail(reader.error());
      first = std::move(*reader);
    }
    const auto watch = server_watch(console);
    std::unique_ptr<store::Store> store;
    if (!dry_run_) {
      store::forgo_memory_count();
      auto opened = store::open_writer(database_, worker_, signals.token(), watch);
      if (!opened) return console.fail(opened.error());
      store = std::move(*opened);
    }
    const SystemClock clock;
    std::optional<crawl::Telling> telling;
    archive::ImportOptions options;
    if (store && store::is_server(database_)) {
      auto opened = store::open_shared(database_, worker_, signals.token(), watch);
      if (!opened) return console.fail(opened.error());
      telling.emplace(std::move(*opened), clock);
      options.others = archive::Others::kStore;
    }
    options.version = TEARSHEET_VERSION;
    options.sites = &*sites;
    options.limit = limit_;
    archive::ImportReport all;
    std::size_t unread = 0;
    for (const std::string& file : files_) {
      if (!first) {
        auto reader = warc::Reader::open(file);
        if (!reader) {
          console.log().error(reader.error().message);
          ++unread;
          continue;
        }
        first = std::move(*reader);
      }
      if (limit_) options.limit = *limit_ - all.pages;
      const auto report = archive::import_archive(
          store.get(), *first, options, clock, signals.token(), progress(console), teller(console));
      if (console.progress()) ProgressLine::clear();
      if (!report) return console.fail(report.error());
      first.reset();
      // Each file is a run, whose end is the chain's.
      if (store && identity_.get() != nullptr) {
        if (auto done = evidence::sign_head(*store, *identity_.get()); !done)
          return console.fail(done.error());
      }
      if (report->broken) {
        console.log().error(report->broken->message);
        unread += report->records == 0 ? 1 : 0;
      }
      if (!report->broken) warn_of_damage(console, file, report->damage);
      all.add(*report);
      if (all.at_limit || all.stopped) break;
    }
    if (telling) {
      if (auto told = telling->end(); !told) return console.fail(told.error());
    }
    tell(console, all);
    return exit_code(console, all, unread, signals.signal());
  }

 private:
  static std::function<void(const archive::Progress&)> progress(Console& console) {
    if (!console.progress()) return {};
    return [line = ProgressLine()](const archive::Progress& now) mutable {
      if (!line.is_due()) return;
      const std::string share = now.file_size == 0
                                    ? fmt::format("{} MB", now.bytes / 1'000'000)
                                    : fmt::format("{} %", now.bytes * 100 / now.file_size);
      line.show(fmt::format("{} read, {} records, {} articles", share, now.records, now.stored));
    };
  }

  static std::function<void(std::string_view, std::string_view)> teller(Console& console) {
    if (!console.log().enabled(LogLevel::kInfo)) return {};
    return [&console](std::string_view url, std::string_view why_not) {
      console.log().info(why_not.empty() ? fmt::format("article: {}", url)
                                         : fmt::format("no article: {}: {}", url, why_not));
    };
  }

  void tell(Console& console, const archive::ImportReport& report) const {
    const warc::Damage& damage = report.damage;
    if (json_) {
      Json all = {{"records", report.records},
                  {"pages", report.pages},
                  {"stored", report.stored},
                  {"updated", report.updated},
                  {"unchanged", report.unchanged},
                  {"copies", report.copies},
                  {"aliases", report.aliases},
                  {"revisits", report.revisits},
                  {"not_articles", report.not_articles},
                  {"skipped", report.skipped}};
      all["damage"] = {{"skipped_bytes", damage.skipped_bytes},
                       {"broken_heads", damage.broken_heads},
                       {"cut_records", damage.cut_records},
                       {"broken_parts", damage.broken_parts}};
      console.write(to_line(all));
      return;
    }
    console.print(
        fmt::format("{} records, {} pages: {} articles {}, {} updated, {} unchanged, {} other "
                    "addresses of them, {} copies among them",
                    report.records, report.pages, report.stored, dry_run_ ? "found" : "stored",
                    report.updated, report.unchanged, report.aliases, report.copies));
    const auto list = [&](const char* what, const std::map<std::string, std::int64_t>& counts) {
      std::string line;
      for (const auto& [reason, count] : counts)
        line += fmt::format("{}{} {}", line.empty() ? "" : ", ", count, reason);
      if (!line.empty()) console.print(fmt::format("{}: {}", what, line));
    };
    if (report.revisits > 0)
      console.print(
          fmt::format("{} times a page that is here came again as it was", report.revisits));
    list("no articles", report.not_articles);
    list("skipped", report.skipped);
  }

  static void warn_of_damage(Console& console, const std::string& file,
                             const warc::Damage& damage) {
    if (damage.none()) return;
    console.log().warning(fmt::format(
        "{}: damaged in part: {} bytes between records, {} heads, {} blocks and {} "
        "packed parts are broken",
        file, damage.skipped_bytes, damage.broken_heads, damage.cut_records, damage.broken_parts));
  }

  int exit_code(Console& console, const archive::ImportReport& report, std::size_t unread,
                int signal) const {
    if (!console.flush() || unread == files_.size()) return kFailed;
    if (signal != 0) {
      console.log().warning(fmt::format("stopped by {}; import {} again to go on",
                                        signal == SIGINT ? "SIGINT" : "SIGTERM",
                                        files_.size() == 1 ? "the file" : "the files"));
      return 128 + signal;
    }
    if (unread > 0 || report.broken || !report.damage.none()) return kDoneInPart;
    return report.at_limit ? kBudget : kDone;
  }

  std::vector<std::string> files_;
  const std::string worker_ = new_worker();
  std::string database_ = default_database();
  std::string selectors_ = default_selectors();
  std::optional<std::int64_t> limit_;
  IdentityOption identity_;
  bool dry_run_ = false;
  bool json_ = false;
};

}  // namespace

std::unique_ptr<Command> make_import_command() {
  return std::make_unique<ImportCommand>();
}

}  // namespace tearsheet::cli
