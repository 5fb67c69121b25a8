// `tearsheet status`: what the database holds, how the sites fare, and what the ledger proves.
#include <fmt/format.h>

#include <algorithm>

#include "cli/batch.h"
#include "cli/command.h"
#include "cli/configuration.h"
#include "robots/robots.h"
#include "store/store.h"
#include "url/url.h"

namespace tearsheet::cli {
namespace {

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
    arguments.option("--db", database_, "FILE", "the database", kDatabaseSetting);
    arguments.flag("--json", json_, "one JSON object");
    arguments.flag("--ledger", ledger_, "what the record of every request proves of each host");
    arguments.epilog(
        "Per site: articles (stories without copies), new ones of the last run, waiting pages, new "
        "articles of the last 14\n"
        "days as a bar, the last run and what went wrong in it.\n"
        "--ledger: requests, the smallest pause between an answer and the next request, how often "
        "a pause was shorter than\n"
        "promised, two requests at once, and requests that today's robots.txt of the host "
        "forbids.");
  }

  int run(Console& console) override {
    auto store = store::open_store(database_, store::Access::kRead);
    if (!store) return console.fail(store.error());
    const int code = ledger_ ? show_ledger(console, **store) : show_sites(console, **store);
    return console.flush() ? code : kFailed;
  }

 private:
  int show_sites(Console& console, store::Store& store) const {
    const auto report = store.status(SystemClock().now());
    if (!report) return console.fail(report.error());
    if (json_) return show_json(console, *report);
    console.print(fmt::format(
        "{} articles, {} stories; {} runs, the last began {} and ended {} ({})", report->articles,
        report->distinct, report->runs, or_dash(report->last_run_started),
        or_dash(report->last_run_ended), or_dash(report->last_run_outcome)));
    for (const store::SiteStatus& site : report->sites) {
      console.print(fmt::format(
          "{:24} {:7} ({})  +{} in the last run, {} waiting, next {}  {}", site.key, site.articles,
          site.distinct, site.stored_last, site.waiting,
          site.next_due ? to_iso8601(*site.next_due) : "at the next run", bars(site.per_day)));
      if (!site.problem.empty()) {
        console.print(fmt::format("{:24} {} failed: {}", "", site.failed_last, site.problem));
      }
    }
    return kDone;
  }

  static std::string_view or_dash(std::string_view text) { return text.empty() ? "-" : text; }

  static int show_json(Console& console, const store::StatusReport& report) {
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
           {"per_day", site.per_day}});
    }
    console.write(to_line(all));
    return kDone;
  }

  int show_ledger(Console& console, store::Store& store) const {
    const auto read = store.each_ledger_line([&](store::LedgerLine&& line) {
      std::int64_t disallowed = 0;
      const bool has_rules = line.robots_status >= 200 && line.robots_status < 300;
      const auto policy = has_rules ? robots::RobotsPolicy::parse(line.robots_body, "tearsheet")
                                    : robots::RobotsPolicy::allow_all();
      for (const std::string& address : line.urls) {
        const auto url = url::Url::parse(address);
        if (url && !policy.allows(*url)) ++disallowed;
      }
      const std::int64_t gap = line.smallest_gap ? line.smallest_gap->count() : -1;
      if (json_) {
        console.write(to_line({{"host", line.host},
                               {"requests", line.requests},
                               {"smallest_gap_ms", line.smallest_gap ? Json(gap) : Json()},
                               {"promised_ms", line.pause.count()},
                               {"sooner", line.sooner},
                               {"overlaps", line.overlaps},
                               {"disallowed", disallowed}}));
      } else {
        console.print(fmt::format(
            "{:40} {:7} requests, smallest pause {} of {} ms, {} sooner, {} at once, {} disallowed",
            line.host, line.requests, line.smallest_gap ? std::to_string(gap) + " ms" : "-",
            line.pause.count(), line.sooner, line.overlaps, disallowed));
      }
    });
    return read ? kDone : console.fail(read.error());
  }

  std::string database_ = default_database();
  bool json_ = false;
  bool ledger_ = false;
};

}  // namespace

std::unique_ptr<Command> make_status_command() {
  return std::make_unique<StatusCommand>();
}

}  // namespace tearsheet::cli
