// `tearsheet reextract`: stored articles made again by today's rules.
#include <fmt/format.h>

#include <algorithm>
#include <csignal>

#include "archive/archive.h"
#include "cli/batch.h"
#include "cli/command.h"
#include "cli/configuration.h"
#include "cli/date_range.h"
#include "cli/page_memory.h"
#include "cli/signals.h"
#include "cli/site_files.h"
#include "cli/worker_name.h"
#include "store/share.h"

namespace tearsheet::cli {
namespace {

class ReextractCommand final : public Command {
 public:
  [[nodiscard]] std::string_view name() const override { return "reextract"; }
  [[nodiscard]] std::string_view summary() const override {
    return "make the stored articles again by today's rules";
  }

  void declare(Arguments& arguments) override {
    arguments.option("--db", database_, "FILE", "the database; also postgresql://HOST/NAME",
                     kDatabaseSetting);
    arguments.option("--selectors", selectors_, "DIR", "site files, as they are now",
                     kSelectorsSetting);
    arguments.option("--site", filter_.sites, "ID", "of this site; may be given several times");
    range_.declare(arguments, "published (or, undated, first seen)");
    arguments.option("--where", filter_.where, "QUERY",
                     "full-text query, as for search: 'title:harbour dredg*'");
    arguments.option("--limit", filter_.limit, "N", "look at no more than so many, oldest first");
    arguments.flag("--all", all_, "also what was made by today's rules already");
    arguments.flag("--dry-run", dry_run_, "say what would change; write nothing");
    arguments.flag("--json", json_, "a JSON object a line for each article with something to say");
    arguments.epilog(
        R"(Every article is made anew of the raw page that is stored with it, by the site files and the extraction of
this version, on all cores. No socket is opened. After a site file was repaired, this repairs what it spoiled:
no version is made of it, and exports with --changed-since or --cursor-file bring what changed.
What today's rules made already is not read again, so a second run does nothing, and one that was cut off goes
on where it stopped. An article whose page holds none by today's rules is told and kept; so is one whose site
file is not there. Old versions stay as they were. A database on a server may be crawled into meanwhile: what
a crawl stored anew is left to it. Copies are not looked for again: tearsheet dedup --rebuild
does.
--json: {"id","site","url","fields":{"title":{"before","after"},"body":{"words_added","words_removed"}}},
or "no_article" or "unreadable" with the reason. -v says the same to people.
Exit codes: 0 done, 2 wrong usage or site file, 3 another run holds the database, 4 the database cannot be used,
5 some articles could not be made again, 130 and 143 stopped by a signal.
Examples:
  tearsheet reextract --db news.db --site harbour-times --dry-run --json | jq .fields
  tearsheet reextract --db news.db)");
  }

  int run(Console& console) override {
    if (const std::string wrong = range_.read(SystemClock().now()); !wrong.empty()) {
      console.log().error(wrong);
      return kUsage;
    }
    filter_.since = range_.since();
    filter_.until = range_.until();
    const auto sites = sound_site_files(selectors_, console);
    if (!sites) return kUsage;
    SignalWatch signals;
    // First: a database that is not there would be made by the writer.
    keep_page_memory();
    auto reader = store::open_reader(database_, store::Access::kRead);
    if (!reader) return console.fail(reader.error());
    std::unique_ptr<store::Store> writer;
    if (!dry_run_) {
      auto opened =
          store::open_writer(database_, new_worker(), signals.token(), server_watch(console));
      if (!opened) return console.fail(opened.error());
      writer = std::move(*opened);
    }
    archive::ReextractOptions options;
    options.sites = &*sites;
    options.filter = filter_;
    options.all = all_;
    const SystemClock clock;
    const auto report = archive::reextract(**reader, writer.get(), options, clock, signals.token(),
                                           progress(console), teller(console));
    if (console.progress()) ProgressLine::clear();
    if (!report) return console.refuse(report.error());
    if (!json_) tell(console, *report);
    return exit_code(console, *report, signals.signal());
  }

 private:
  using Counts = archive::ReextractReport::Counts;

  static std::function<void(const archive::Progress&)> progress(Console& console) {
    if (!console.progress()) return {};
    return [line = ProgressLine()](const archive::Progress& now) mutable {
      if (!line.is_due()) return;
      line.show(fmt::format("{} of {} articles, {} changed", now.records, now.total, now.stored));
    };
  }

  std::function<void(const archive::ArticleChange&)> teller(Console& console) const {
    if (json_)
      return [&console](const archive::ArticleChange& change) { console.write(to_line(change)); };
    if (!console.log().enabled(LogLevel::kInfo)) return {};
    return
        [&console](const archive::ArticleChange& change) { console.log().info(in_words(change)); };
  }

  static std::string to_line(const archive::ArticleChange& change) {
    Json line = {{"id", change.id}, {"site", change.site}, {"url", change.url}};
    if (!change.why_not.empty()) line["no_article"] = change.why_not;
    if (!change.unreadable.empty()) line["unreadable"] = change.unreadable;
    if (!change.fields.empty()) line["fields"] = Json::object();
    for (const auto& field : change.fields) {
      if (field.name == "body") {
        line["fields"]["body"] = {{"words_added", change.words_added},
                                  {"words_removed", change.words_removed}};
      } else {
        line["fields"][field.name] = {{"before", value_of(field.before)},
                                      {"after", value_of(field.after)}};
      }
    }
    return cli::to_line(line);
  }

  /// Lists as lists, and nothing as null.
  static Json value_of(const std::string& stored) {
    if (stored.empty()) return nullptr;
    if (stored.front() == '[') {
      Json list = Json::parse(stored, nullptr, false);
      if (list.is_array()) return list;
    }
    return stored;
  }

  static std::string in_words(const archive::ArticleChange& change) {
    if (!change.unreadable.empty())
      return fmt::format("cannot be read: {}: {}", change.url, change.unreadable);
    if (!change.why_not.empty())
      return fmt::format("no article any more: {}: {}", change.url, change.why_not);
    std::string fields;
    for (const auto& field : change.fields) {
      fields += fields.empty() ? "" : ", ";
      fields += field.name;
      if (field.name == "body")
        fields += fmt::format(" (+{} -{} words)", change.words_added, change.words_removed);
    }
    return fmt::format("{}: {}: {}", change.site, change.url, fields);
  }

  static std::string list(const std::map<std::string, std::int64_t>& fields) {
    std::vector<std::pair<std::int64_t, std::string>> by_count;
    for (const auto& [name, count] : fields) by_count.emplace_back(-count, name);
    std::sort(by_count.begin(), by_count.end());
    std::string line;
    for (const auto& [count, name] : by_count)
      line += fmt::format("{}{} {}", line.empty() ? "" : ", ", name, -count);
    return line;
  }

  void tell(Console& console, const archive::ReextractReport& report) const {
    const Counts& all = report.all;
    console.print(fmt::format("{} articles: {} read, {} {}, {} made by today's rules before",
                              all.articles, all.read, all.changed,
                              dry_run_ ? "would change" : "changed", all.up_to_date));
    if (!all.fields.empty()) console.print("fields: " + list(all.fields));
    for (const auto& [site, counts] : report.sites) {
      if (counts.changed + counts.not_articles == 0) continue;
      std::string line = fmt::format("{}: {} of {} changed", site, counts.changed, counts.read);
      if (!counts.fields.empty()) line += ": " + list(counts.fields);
      if (counts.not_articles > 0)
        line += fmt::format("; {} hold no article any more and are kept", counts.not_articles);
      console.print(line);
    }
    if (all.no_page > 0)
      console.print(fmt::format("{} have no raw page (pruned, or never kept) and stay as they are",
                                all.no_page));
  }

  int exit_code(Console& console, const archive::ReextractReport& report, int signal) const {
    if (!console.flush()) return kFailed;
    for (const auto& [site, counts] : report.sites) {
      if (counts.no_rules > 0) {
        console.log().error(
            fmt::format("{}: its site file is not in {}: {} articles stay as they "
                        "are",
                        site, selectors_, counts.no_rules));
      }
      if (counts.unreadable.pages > 0) {
        console.log().error(
            fmt::format("{}: {} stored pages cannot be read, and their articles stay as they are: "
                        "{}",
                        site, counts.unreadable.pages, counts.unreadable.why));
      }
    }
    if (signal != 0) {
      console.log().warning(fmt::format("stopped by {}; run it again to go on",
                                        signal == SIGINT ? "SIGINT" : "SIGTERM"));
      return 128 + signal;
    }
    return report.all.no_rules + report.all.unreadable.pages > 0 ? kDoneInPart : kDone;
  }

  std::string database_ = default_database();
  std::string selectors_ = default_selectors();
  store::ArticleFilter filter_;
  DateRange range_;
  bool all_ = false, dry_run_ = false, json_ = false;
};

}  // namespace

std::unique_ptr<Command> make_reextract_command() {
  return std::make_unique<ReextractCommand>();
}

}  // namespace tearsheet::cli
