// Numbers for a monitoring system: the text exposition format of Prometheus, version 0.0.4, as
// node_exporter's textfile collector reads it.
#include <fmt/format.h>

#include <map>

#include "dates/dates.h"
#include "output/output.h"

namespace tearsheet::output {
namespace {

// In a label's value a backslash, a quote and a line end are escaped; everything else is UTF-8 as
// it is.
std::string escaped_label(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\\' || c == '"') out += '\\';
    if (c == '\n') {
      out += "\\n";
    } else {
      out += c;
    }
  }
  return out;
}

std::int64_t seconds(SysTime time) {
  return std::chrono::duration_cast<std::chrono::seconds>(time.time_since_epoch()).count();
}

class Exposition {
 public:
  void family(std::string_view name, std::string_view type, std::string_view help) {
    name_ = name;
    text_ += fmt::format("# HELP {0} {2}\n# TYPE {0} {1}\n", name, type, help);
  }
  void value(std::int64_t number) { text_ += fmt::format("{} {}\n", name_, number); }
  void value(std::string_view label, std::string_view is, std::int64_t number) {
    text_ += fmt::format("{}{{{}=\"{}\"}} {}\n", name_, label, escaped_label(is), number);
  }
  void value(std::string_view label, std::string_view is, std::string_view second,
             std::string_view second_is, double number) {
    text_ += fmt::format("{}{{{}=\"{}\",{}=\"{}\"}} {:.3f}\n", name_, label, escaped_label(is),
                         second, escaped_label(second_is), number);
  }
  std::string take() { return std::move(text_); }

 private:
  std::string name_, text_;
};

}  // namespace

std::string to_prometheus(const StatusView& view) {
  Exposition out;
  const store::StatusReport& status = view.status;
  out.family("tearsheet_articles", "gauge", "Articles stored, copies included.");
  out.value(status.articles);
  out.family("tearsheet_stories", "gauge", "Articles stored, without copies.");
  out.value(status.distinct);
  out.family("tearsheet_runs_total", "counter", "Runs of the crawler.");
  out.value(status.runs);
  if (const auto started = dates::parse_iso8601(status.last_run_started)) {
    out.family("tearsheet_last_run_started_seconds", "gauge",
               "When the last run began, in seconds since 1970.");
    out.value(seconds(started->to_sys()));
  }
  if (const auto ended = dates::parse_iso8601(status.last_run_ended)) {
    out.family("tearsheet_last_run_ended_seconds", "gauge",
               "When the last run ended, in seconds since 1970.");
    out.value(seconds(ended->to_sys()));
  }
  if (!status.last_run_outcome.empty()) {
    out.family("tearsheet_last_run_outcome", "gauge", "1 at what became of the last run.");
    out.value("outcome", status.last_run_outcome, 1);
  }
  const auto per_site = [&](std::string_view name, std::string_view help,
                            std::int64_t store::SiteStatus::*member) {
    out.family(name, "gauge", help);
    for (const store::SiteStatus& site : status.sites) out.value("site", site.key, site.*member);
  };
  using store::SiteStatus;
  per_site("tearsheet_site_articles", "Articles stored of a site.", &SiteStatus::articles);
  per_site("tearsheet_site_stories", "The same, without copies.", &SiteStatus::distinct);
  per_site("tearsheet_site_waiting", "Addresses known and not read yet.", &SiteStatus::waiting);
  per_site("tearsheet_site_last_run_stored", "New articles of the last run.",
           &SiteStatus::stored_last);
  per_site("tearsheet_site_last_run_failed", "Pages and sources that failed in the last run.",
           &SiteStatus::failed_last);
  per_site("tearsheet_site_last_run_requests", "Requests of the last run.",
           &SiteStatus::requests_last);
  out.family("tearsheet_site_last_new_seconds", "gauge",
             "When a site last brought something new, in seconds since 1970.");
  for (const store::SiteHealth& site : view.health) {
    if (site.last_new) out.value("site", site.key, seconds(*site.last_new));
  }
  out.family("tearsheet_site_silent", "gauge", "1: silent for longer than its rhythm explains.");
  for (const store::SiteHealth& site : view.health)
    out.value("site", site.key, site.silent ? 1 : 0);
  out.family("tearsheet_site_failing_runs", "gauge",
             "Runs in a row with the trouble that lasts longest.");
  for (const store::SiteHealth& site : view.health) {
    out.value("site", site.key, site.troubles.empty() ? 0 : site.troubles.front().runs);
  }
  out.family("tearsheet_site_agreement", "gauge",
             "How far rules and automatic extraction say the same of a field, 0 to 1.");
  for (const store::SiteStatus& site : status.sites) {
    for (const auto& [field, share] : site.agreement)
      out.value("site", site.key, "field", field, share);
  }
  return out.take();
}

}  // namespace tearsheet::output
