// `tearsheet status`: what the database holds, how the sites fare, and what the ledger proves.
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/escape.h"
#include "cli/batch.h"
#include "cli/command.h"
#include "cli/configuration.h"
#include "cli/coverage.h"
#include "cli/database_name.h"
#include "cli/pager.h"
#include "cli/put_output.h"
#include "cli/text_table.h"
#include "output/output.h"
#include "robots/robots.h"
#include "store/share.h"
#include "store/store.h"
#include "url/url.h"

namespace tearsheet::cli {
namespace {

constexpr int kPlotDays = 30;
constexpr std::int64_t kNewsOfSite = 5;

// Eight heights of a block, for one line of numbers.
std::string bars(const std::vector<std::int64_t>& counts) {
  static constexpr const char* kBars[] = {"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
  const std::int64_t most = counts.empty() ? 0 : *std::max_element(counts.begin(), counts.end());
  std::string out;
  for (const std::int64_t count : counts)
    out += count == 0 ? "·" : kBars[(count * 7 + most - 1) / most];
  return out;
}

class StatusCommand final : public Command {
 public:
  [[nodiscard]] std::string_view name() const override { return "status"; }
  [[nodiscard]] std::string_view summary() const override {
    return "how the sites fare, and what is stored";
  }

  void declare(Arguments& arguments) override {
    arguments.option("--db", database_, "FILE", "the database; also postgresql://HOST/NAME",
                     kDatabaseSetting);
    arguments.flag("--json", json_, "JSON: one object, or with --ledger and --coverage one a line");
    arguments.flag(
        "--html", html_,
        "one HTML file with plots and the newest articles of each site, to look at or to publish");
    arguments.flag("--prometheus", prometheus_,
                   "metrics for the textfile collector of node_exporter");
    arguments.flag(
        "--coverage", coverage_,
        "of what feeds and sitemaps announced: how much is stored, and why the rest is not");
    arguments.option("--list", reason_, "REASON",
                     "with --coverage: every address that is not stored for this reason, or a part "
                     "of its words; \"waiting\": those never asked for yet");
    arguments.option("--site", site_, "ID", "with --coverage: of this site alone");
    arguments.flag("--ledger", ledger_, "what the record of every request proves of each host");
    arguments.flag("--alarm", alarm_,
                   "exit with 7 if a site fell silent, never brought anything, or has a rule that "
                   "no longer fits");
    arguments.option("-o,--output", output_, "OUT",
                     "a file, replaced as a whole; - is standard output");
    arguments.epilog(
        R"(Per site: articles, stories without their copies, new ones of the last run, waiting pages, when it is asked next,
new articles of the last 14 days as bars; below it what went wrong in the last run, and alarms. On a terminal long
names are shortened in their middle; elsewhere they are whole, and a line is never folded.
A site is silent when it brought nothing new for half as long again as it ever did, and for a day at least; it needs
two weeks and ten pauses between news to have a rhythm.
Of one in eight articles that a site file's rules read, the automatic extraction's answer is kept beside theirs. Where they agreed on less than half of the last dozen, the fields are named.
An alarm says that a rule no longer fits its site, and since when; the automatic extraction stands in.
--ledger: requests, the smallest pause between an answer and the next request, how often a pause was shorter than
promised, two requests at once, and requests that today's robots.txt of the host forbids.
Examples:
  tearsheet status --db news.db
  tearsheet status --db news.db --coverage --list "no article"
  tearsheet status --db news.db --html -o status.html
  tearsheet status --db news.db --prometheus -o /var/lib/prometheus/node-exporter/tearsheet.prom)");
  }

  int run(Console& console) override {
    if (html_ + prometheus_ + coverage_ + ledger_ > 1 || (json_ && (html_ || prometheus_))) {
      console.log().error(
          "--html, --prometheus, --coverage and --ledger are different reports: give one");
      return kUsage;
    }
    if ((!reason_.empty() || !site_.empty()) && !coverage_) {
      console.log().error("--list and --site go with --coverage");
      return kUsage;
    }
    auto store = store::open_reader(database_, store::Access::kRead);
    if (!store) return console.fail(store.error());
    Result<std::string> report = make_report(**store);
    if (!report) return console.refuse(report.error());
    const int code = put_output(console, output_, *report);
    if (code != kDone || !alarm_) return code;
    const auto health = (*store)->health(SystemClock().now());
    if (!health) return console.fail(health.error());
    return std::any_of(health->begin(), health->end(),
                       [](const auto& site) { return site.silent || site.wants_care; })
               ? kAlarm
               : kDone;
  }

 private:
  Result<std::string> make_report(store::Store& store) const {
    if (ledger_) return ledger(store);
    if (!reason_.empty()) return list_missing(store, site_, reason_, json_);
    if (coverage_) return coverage_report(store, site_, json_, width());
    output::StatusView view;
    view.now = SystemClock().now();
    view.name = database_name(database_);
    auto status = store.status(view.now);
    if (!status) return fail(status.error());
    view.status = std::move(*status);
    auto health = store.health(view.now);
    if (!health) return fail(health.error());
    view.health = std::move(*health);
    if (prometheus_) return output::to_prometheus(view);
    if (html_) {
      auto days = store.days(view.now, kPlotDays);
      if (!days) return fail(days.error());
      view.days = std::move(*days);
      auto news = store.news_of_sites(kNewsOfSite);
      if (!news) return fail(news.error());
      view.news = std::move(*news);
      return output::to_html(view);
    }
    return json_ ? as_json(view) : as_text(view);
  }

  // A line of text for people, safe on a terminal.
  static void line(std::string& out, const std::string& text) { out += to_printable(text) + "\n"; }

  [[nodiscard]] std::optional<std::size_t> width() const {
    return output_.empty() || output_ == "-" ? terminal_width() : std::nullopt;
  }

  [[nodiscard]] std::string as_text(const output::StatusView& view) const {
    using enum TextTable::Side;
    const store::StatusReport& report = view.status;
    std::string out = fmt::format("{} articles, {} stories; {} run{}\n", report.articles,
                                  report.distinct, report.runs, report.runs == 1 ? "" : "s");
    if (!report.last_run_started.empty()) {
      const std::string last = to_printable(
          fmt::format("last run {} to {}: {}", report.last_run_started,
                      or_dash(report.last_run_ended), or_dash(report.last_run_outcome)));
      out += (width() ? folded(last, *width(), 2) : last) + "\n";
    }
    if (report.sites.empty()) return out;
    std::map<std::string_view, const store::SiteHealth*> health;
    for (const store::SiteHealth& site : view.health) health[site.key] = &site;
    TextTable table({{"SITE", kLeft},
                     {"ARTICLES"},
                     {"STORIES"},
                     {"NEW"},
                     {"WAITING"},
                     {"NEXT (UTC)", kLeft},
                     {"14 DAYS", kLeft}});
    for (const store::SiteStatus& site : report.sites) {
      table.row({site.key, std::to_string(site.articles), std::to_string(site.distinct),
                 std::to_string(site.stored_last), std::to_string(site.waiting),
                 next_of(site, view.now), bars(site.per_day)});
      const auto known = health.find(site.key);
      const store::SiteHealth none;
      add_notes(table, site, known == health.end() ? none : *known->second);
    }
    return out + "\n" + table.text(width());
  }

  /// "11-30 09:12": who reads it knows the year.
  static std::string next_of(const store::SiteStatus& site, SysTime now) {
    constexpr std::size_t kMonth = 5, kTime = 11, kLength = 5;
    if (!site.next_due) return "next run";
    if (*site.next_due <= now) return "now";
    const std::string moment = to_iso8601(*site.next_due);
    return moment.substr(kMonth, kLength) + " " + moment.substr(kTime, kLength);
  }

  static void add_notes(TextTable& table, const store::SiteStatus& site,
                        const store::SiteHealth& fares) {
    if (fares.silent) table.note("silent: nothing new since " + to_iso8601(*fares.last_new));
    if (!site.problem.empty()) {
      const std::string failed =
          site.failed_last > 0 ? fmt::format("{} failed: ", site.failed_last) : std::string();
      table.note(failed + site.problem);
    }
    if (const std::string words = use_in_words(site.use); !words.empty())
      table.note("use: " + words);
    if (const std::string fields = disagreement(site); !fields.empty())
      table.note("its rules and the automatic extraction differ: " + fields);
    for (const store::RuleDoubt& doubt : site.alarms) {
      table.note(fmt::format("alarm: a rule no longer fits since {}: {}",
                             to_iso8601(doubt.since.value_or(SysTime{})), doubt.rule));
    }
    for (const store::Trouble& trouble : fares.troubles) {
      if (trouble.what.starts_with(store::kRuleAlarm)) continue;
      if (trouble.runs < 2 && trouble.what == site.problem) continue;
      table.note(fmt::format("{} run{} in a row, since {}: {}", trouble.runs,
                             trouble.runs == 1 ? "" : "s", to_iso8601(trouble.since),
                             trouble.what));
    }
  }

  // Rules that are right differ from it by a paragraph or a headline's wording now and then; rules
  // that no longer fit take another text.
  static std::string disagreement(const store::SiteStatus& site) {
    constexpr double kLow = 0.5;
    std::string fields;
    for (const auto& [field, share] : site.agreement) {
      if (share < kLow)
        fields += fmt::format("{}{} {:.2f}", fields.empty() ? "" : ", ", field, share);
    }
    return fields;
  }

  static std::string_view or_dash(std::string_view text) { return text.empty() ? "-" : text; }

  static std::string as_json(const output::StatusView& view) {
    const store::StatusReport& report = view.status;
    std::map<std::string_view, const store::SiteHealth*> health;
    for (const store::SiteHealth& site : view.health) health[site.key] = &site;
    Json all = {{"articles", report.articles},
                {"stories", report.distinct},
                {"runs", report.runs},
                {"last_run",
                 {{"started", report.last_run_started},
                  {"ended", report.last_run_ended},
                  {"outcome", report.last_run_outcome},
                  {"bytes", report.bytes}}}};
    all["sites"] = Json::array();
    for (const store::SiteStatus& site : report.sites) {
      all["sites"].push_back(
          {{"site", site.key},
           {"title", site.title},
           {"articles", site.articles},
           {"stories", site.distinct},
           {"newest", site.newest},
           {"waiting", site.waiting},
           {"last_run", site.last_run},
           {"stored", site.stored_last},
           {"failed", site.failed_last},
           {"requests", site.requests_last},
           {"problem", site.problem},
           {"next_due", site.next_due ? Json(to_iso8601(*site.next_due)) : Json()},
           {"per_day", site.per_day},
           {"agreement", site.agreement},
           {"alarms", alarms_of(site)},
           {"preferences", use_of(site.use)}});
      if (const auto known = health.find(site.key); known != health.end())
        add_health(*known->second, all["sites"].back());
    }
    return to_line(all);
  }

  static Json use_of(const store::SiteUse& use) {
    const auto count = [](const store::UseCount& of) {
      return Json{{"y", of.allowed}, {"n", of.refused}};
    };
    return {{"use_search", count(use.search)},
            {"use_train", count(use.train)},
            {"use_ai_input", count(use.ai_input)},
            {"tdm", count(use.tdm)},
            {"license", use.licensed}};
  }

  // "search 12 y 3 n"; what nothing is said of is left out.
  static std::string use_in_words(const store::SiteUse& use) {
    std::string words;
    const auto add = [&](const char* what, const store::UseCount& count) {
      if (count.allowed + count.refused == 0) return;
      words += fmt::format("{}{} {} y {} n", words.empty() ? "" : ", ", what, count.allowed,
                           count.refused);
    };
    add("search", use.search);
    add("training", use.train);
    add("AI input", use.ai_input);
    add("mining", use.tdm);
    if (use.licensed > 0)
      words += fmt::format("{}{} name a license", words.empty() ? "" : ", ", use.licensed);
    return words;
  }

  static Json alarms_of(const store::SiteStatus& site) {
    Json alarms = Json::array();
    for (const store::RuleDoubt& doubt : site.alarms) {
      alarms.push_back({{"rule", doubt.rule},
                        {"since", to_iso8601(doubt.since.value_or(SysTime{}))},
                        {"pages", doubt.odd},
                        {"false", doubt.lies}});
    }
    return alarms;
  }

  static void add_health(const store::SiteHealth& health, Json& site) {
    const auto moment = [](const std::optional<SysTime>& time) {
      return time ? Json(to_iso8601(*time)) : Json();
    };
    site["last_new"] = moment(health.last_new);
    site["silent_from"] = moment(health.silent_from);
    site["silent"] = health.silent;
    site["troubles"] = Json::array();
    for (const store::Trouble& trouble : health.troubles) {
      site["troubles"].push_back(
          {{"what", trouble.what}, {"runs", trouble.runs}, {"since", to_iso8601(trouble.since)}});
    }
  }

  Result<std::string> ledger(store::StatusStore& store) const {
    std::string lines;
    TextTable table({{"HOST", TextTable::Side::kLeft},
                     {"REQUESTS"},
                     {"PAUSE MS"},
                     {"PROMISED"},
                     {"SOONER"},
                     {"AT ONCE"},
                     {"DISALLOWED"}});
    bool is_empty = true;
    const auto read = store.each_ledger_line([&](store::LedgerLine&& at) {
      const std::int64_t disallowed = count_disallowed(at);
      is_empty = false;
      if (json_) {
        lines +=
            to_line({{"host", at.host},
                     {"requests", at.requests},
                     {"smallest_gap_ms", at.smallest_gap ? Json(at.smallest_gap->count()) : Json()},
                     {"promised_ms", at.pause.count()},
                     {"sooner", at.sooner},
                     {"overlaps", at.overlaps},
                     {"disallowed", disallowed}});
      } else {
        table.row({at.host, std::to_string(at.requests),
                   at.smallest_gap ? std::to_string(at.smallest_gap->count()) : "-",
                   std::to_string(at.pause.count()), std::to_string(at.sooner),
                   std::to_string(at.overlaps), std::to_string(disallowed)});
      }
    });
    if (!read) return fail(read.error());
    return json_ || is_empty ? lines : table.text(width());
  }

  static std::int64_t count_disallowed(const store::LedgerLine& at) {
    const bool has_rules = at.robots_status >= 200 && at.robots_status < 300;
    const auto policy = has_rules ? robots::RobotsPolicy::parse(at.robots_body, "tearsheet")
                                  : robots::RobotsPolicy::allow_all();
    return std::ranges::count_if(at.urls, [&](const std::string& address) {
      const auto url = url::Url::parse(address);
      return url && !policy.allows(*url);
    });
  }

  std::string database_ = default_database();
  bool json_ = false;
  bool ledger_ = false;
  bool html_ = false;
  bool prometheus_ = false;
  bool coverage_ = false;
  bool alarm_ = false;
  std::string output_, reason_, site_;
};

}  // namespace

std::unique_ptr<Command> make_status_command() {
  return std::make_unique<StatusCommand>();
}

}  // namespace tearsheet::cli
