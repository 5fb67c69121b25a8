// The state of a database as one HTML file: no script, no request, readable in print and in the
// dark.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <numeric>

#include "base/escape.h"
#include "output/output.h"

namespace tearsheet::output {
namespace {

constexpr std::size_t kWorstSites = 20;  // in the plot of failures

constexpr std::string_view kStyle = R"(
:root{--ink:#1c2024;--soft:#5b6570;--line:#d9dee3;--page:#fff;--card:#f6f8fa;--new:#2f6fb3;--bad:#b3402f;--warn:#8a5a00;color-scheme:light dark}
@media(prefers-color-scheme:dark){:root{--ink:#e6e9ec;--soft:#9aa5b1;--line:#363d45;--page:#14171a;--card:#1d2126;--new:#6ba6e3;--bad:#e5806f;--warn:#d9a94a}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:72rem;padding:1.5rem 1rem 3rem;font:15px/1.5 system-ui,sans-serif;color:var(--ink);background:var(--page)}
h1{font-size:1.5rem;margin:0 0 .25rem}h2{font-size:1.1rem;margin:2rem 0 .5rem}
p{margin:.25rem 0}.soft{color:var(--soft)}
.tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(9rem,1fr));gap:.75rem;margin:1.25rem 0}
.tile{background:var(--card);border:1px solid var(--line);border-radius:.5rem;padding:.6rem .8rem}
.tile b{display:block;font-size:1.35rem;font-variant-numeric:tabular-nums;overflow-wrap:anywhere}
ul.alarms{list-style:none;margin:0;padding:0}
ul.alarms li{border-left:.25rem solid var(--warn);background:var(--card);padding:.35rem .7rem;margin:.35rem 0;overflow-wrap:anywhere}
ul.alarms li.silent{border-color:var(--bad)}
svg.plot{display:block;width:100%;height:auto}
svg text{font:11px system-ui,sans-serif;fill:var(--soft)}
.new{fill:var(--new)}.bad{fill:var(--bad)}.axis{stroke:var(--line);stroke-width:1}
.wide{overflow-x:auto}
table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}
th,td{text-align:right;padding:.3rem .5rem;border-bottom:1px solid var(--line);white-space:nowrap}
th{font-weight:600;color:var(--soft);font-size:.85rem;white-space:normal;vertical-align:bottom}
th:first-child,td:first-child{text-align:left}
.trouble{color:var(--bad)}td:first-child{white-space:normal;overflow-wrap:anywhere;min-width:14rem}
td svg{display:inline-block;vertical-align:middle}
)";

// 12345 as "12,345".
std::string grouped(std::int64_t number) {
  std::string digits = std::to_string(number);
  const std::size_t sign = number < 0 ? 1 : 0;
  for (std::size_t at = digits.size(); at > sign + 3; at -= 3) digits.insert(at - 3, ",");
  return digits;
}

std::string minute(std::string_view iso8601) {
  if (iso8601.size() < 16) return to_markup(iso8601);
  std::string text(iso8601.substr(0, 16));
  text[10] = ' ';
  return to_markup(text);
}

std::string day(SysTime now, std::size_t days_ago) {
  return to_iso8601(now - std::chrono::hours(24 * static_cast<int>(days_ago))).substr(5, 5);
}

std::int64_t sum(const std::vector<std::int64_t>& numbers) {
  return std::accumulate(numbers.begin(), numbers.end(), std::int64_t{0});
}

std::vector<std::int64_t> total(const std::vector<store::SiteDays>& sites,
                                std::vector<std::int64_t> store::SiteDays::*member) {
  std::vector<std::int64_t> all;
  for (const store::SiteDays& site : sites) {
    all.resize(std::max(all.size(), (site.*member).size()));
    for (std::size_t i = 0; i < (site.*member).size(); ++i) all[i] += (site.*member)[i];
  }
  return all;
}

// A small plot of one number a day: one path, whatever the number of days.
std::string sparkline(const std::vector<std::int64_t>& numbers, std::string_view kind,
                      std::string_view label) {
  constexpr int kHeight = 18, kStep = 4;
  const std::int64_t most = numbers.empty() ? 0 : *std::max_element(numbers.begin(), numbers.end());
  std::string path;
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    if (numbers[i] == 0) continue;
    const double height =
        std::max(1.0, kHeight * static_cast<double>(numbers[i]) / static_cast<double>(most));
    path += fmt::format("M{} {}v-{:.1f}h3v{:.1f}z", i * kStep, kHeight, height, height);
  }
  return fmt::format(
      "<svg width=\"{0}\" height=\"{1}\" viewBox=\"0 0 {0} {1}\" role=\"img\" aria-label=\"{2}\">"
      "<title>{2}</title><path class=\"{3}\" d=\"{4}\"/></svg>",
      numbers.size() * kStep, kHeight, to_markup(label), kind, path);
}

// New articles a day, of all sites.
std::string day_plot(const std::vector<std::int64_t>& numbers, SysTime now) {
  constexpr int kWidth = 960, kHeight = 180, kLeft = 48, kBottom = 22, kTop = 8;
  const std::int64_t most = std::max<std::int64_t>(
      1, numbers.empty() ? 0 : *std::max_element(numbers.begin(), numbers.end()));
  const double floor = kHeight - kBottom;
  const double step = static_cast<double>(kWidth - kLeft) /
                      static_cast<double>(std::max<std::size_t>(1, numbers.size()));
  std::string out = fmt::format(
      "<svg class=\"plot\" id=\"new-per-day\" viewBox=\"0 0 {0} {1}\" width=\"{0}\" height=\"{1}\" "
      "role=\"img\" "
      "aria-label=\"New articles a day\">"
      "<line class=\"axis\" x1=\"{2}\" y1=\"{3}\" x2=\"{0}\" y2=\"{3}\"/>"
      "<text x=\"{4}\" y=\"{5}\" text-anchor=\"end\">{6}</text><text x=\"{4}\" y=\"{3}\" "
      "text-anchor=\"end\">0</text>",
      kWidth, kHeight, kLeft, floor, kLeft - 6, kTop + 8, grouped(most));
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    const double height =
        (floor - kTop) * static_cast<double>(numbers[i]) / static_cast<double>(most);
    const double x = kLeft + step * static_cast<double>(i);
    const std::size_t ago = numbers.size() - 1 - i;
    out += fmt::format(
        "<rect class=\"new\" x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" "
        "height=\"{:.1f}\"><title>{}: {}</title></rect>",
        x + 1, floor - height, std::max(1.0, step - 2), height, day(now, ago), grouped(numbers[i]));
    if (ago % 7 == 0)
      out += fmt::format("<text x=\"{:.1f}\" y=\"{}\" text-anchor=\"middle\">{}</text>",
                         x + step / 2, kHeight - 6, day(now, ago));
  }
  return out + "</svg>";
}

// Failures by site, the worst first.
std::string failure_plot(const std::vector<store::SiteDays>& days) {
  std::vector<std::pair<std::int64_t, std::string_view>> worst;
  for (const store::SiteDays& site : days) {
    if (const std::int64_t failed = sum(site.failed); failed > 0)
      worst.emplace_back(failed, site.key);
  }
  if (worst.empty()) return "<p>Nothing failed.</p>";
  std::stable_sort(worst.begin(), worst.end(),
                   [](const auto& a, const auto& b) { return a.first > b.first; });
  const std::size_t more = worst.size() - std::min(worst.size(), kWorstSites);
  worst.resize(worst.size() - more);
  constexpr int kWidth = 960, kLeft = 240, kRow = 20, kNumber = 70;
  const int height = kRow * static_cast<int>(worst.size()) + 4;
  std::string out = fmt::format(
      "<svg class=\"plot\" id=\"failures\" viewBox=\"0 0 {0} {1}\" width=\"{0}\" height=\"{1}\" "
      "role=\"img\" "
      "aria-label=\"Failures by site\">",
      kWidth, height);
  for (std::size_t i = 0; i < worst.size(); ++i) {
    const auto& [failed, key] = worst[i];
    const int y = kRow * static_cast<int>(i) + 4;
    const double width = std::max(1.0, (kWidth - kLeft - kNumber) * static_cast<double>(failed) /
                                           static_cast<double>(worst.front().first));
    out += fmt::format(
        "<text x=\"{0}\" y=\"{1}\" text-anchor=\"end\">{2}</text>"
        "<rect class=\"bad\" x=\"{3}\" y=\"{4}\" width=\"{5:.1f}\" height=\"14\"><title>{2}: "
        "{6}</title></rect>"
        "<text x=\"{7:.1f}\" y=\"{1}\">{6}</text>",
        kLeft - 8, y + 11, to_markup(key.substr(0, 40)), kLeft, y, width, grouped(failed),
        kLeft + width + 6);
  }
  out += "</svg>";
  if (more > 0) out += fmt::format("<p class=\"soft\">and {} more sites</p>", more);
  return out;
}

std::string tile(std::string_view value, std::string_view label) {
  return fmt::format("<div class=\"tile\"><b>{}</b><span class=\"soft\">{}</span></div>", value,
                     label);
}

std::string alarms(const std::vector<store::SiteHealth>& health) {
  std::string out;
  for (const store::SiteHealth& site : health) {
    if (!site.silent) continue;
    out += fmt::format(
        "<li class=\"silent\"><b>{}</b> is silent: nothing new since {}, which is longer than "
        "ever</li>",
        to_markup(site.key), minute(to_iso8601(*site.last_new)));
  }
  for (const store::SiteHealth& site : health) {
    for (const store::Trouble& trouble : site.troubles) {
      out += fmt::format("<li><b>{}</b> {} <span class=\"soft\">({})</span></li>",
                         to_markup(site.key), to_markup(trouble.what),
                         trouble.runs == 1 ? "in the last run"
                                           : fmt::format("{} runs in a row, since {}", trouble.runs,
                                                         minute(to_iso8601(trouble.since))));
    }
  }
  return out.empty() ? "<p>None.</p>" : "<ul class=\"alarms\">" + out + "</ul>";
}

std::string site_row(const store::SiteStatus& site, const store::SiteDays* days) {
  std::string plots = "<td></td><td></td>";
  if (days != nullptr) {
    plots =
        fmt::format("<td>{}</td><td>{}</td>",
                    sparkline(days->added, "new",
                              fmt::format("{}: {} new", site.key, grouped(sum(days->added)))),
                    sparkline(days->failed, "bad",
                              fmt::format("{}: {} failed", site.key, grouped(sum(days->failed)))));
  }
  const std::string key = site.title == site.key
                              ? std::string()
                              : "<br><span class=\"soft\">" + to_markup(site.key) + "</span>";
  const std::string trouble =
      site.problem.empty() ? std::string()
                           : "<br><span class=\"trouble\">" + to_markup(site.problem) + "</span>";
  return fmt::format(
      "<tr><td>{}{}{}</td><td>{}</td><td>{}</td>{}<td>{}</td><td>{}</td><td>{}</td>"
      "<td>{}</td></tr>\n",
      to_markup(site.title), key, trouble, grouped(site.articles), grouped(site.distinct), plots,
      grouped(site.stored_last), grouped(site.failed_last), grouped(site.waiting),
      minute(site.last_run));
}

}  // namespace

std::string to_html(const StatusView& view) {
  const store::StatusReport& status = view.status;
  std::map<std::string_view, const store::SiteDays*> days_of;
  for (const store::SiteDays& site : view.days) days_of[site.key] = &site;
  const std::vector<std::int64_t> added = total(view.days, &store::SiteDays::added);
  const std::size_t count = added.size();
  std::string out = fmt::format(
      "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
      "'unsafe-inline'\">"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><meta "
      "name=\"robots\" content=\"noindex\">"
      "<title>tearsheet: status of {0}</title><style>{1}</style></head>\n<body>\n<h1>{0}</h1>\n"
      "<p class=\"soft\">State of {2} UTC. {3} run{7}; the last began {4} and ended {5}: "
      "{6}.</p>\n",
      to_markup(view.name), kStyle, minute(to_iso8601(view.now)), grouped(status.runs),
      status.last_run_started.empty() ? "-" : minute(status.last_run_started),
      status.last_run_ended.empty() ? "-" : minute(status.last_run_ended),
      status.last_run_outcome.empty() ? "-" : to_markup(status.last_run_outcome),
      status.runs == 1 ? "" : "s");
  std::int64_t waiting = 0, silent = 0;
  for (const store::SiteStatus& site : status.sites) waiting += site.waiting;
  for (const store::SiteHealth& site : view.health) silent += site.silent ? 1 : 0;
  out += "<div class=\"tiles\">" + tile(grouped(status.articles), "articles") +
         tile(grouped(status.distinct), "stories") +
         tile(grouped(static_cast<std::int64_t>(status.sites.size())), "sites") +
         tile(grouped(sum(added)), fmt::format("new in {} days", count)) +
         tile(grouped(sum(total(view.days, &store::SiteDays::failed))),
              fmt::format("failures in {} days", count)) +
         tile(grouped(waiting), "waiting") + tile(grouped(silent), "silent sites") + "</div>\n";
  out += "<h2>Alarms and troubles</h2>\n" + alarms(view.health);
  out += "\n<h2>New articles a day</h2>\n" + day_plot(added, view.now);
  out += fmt::format("\n<h2>Failures by site, {} days</h2>\n", count) + failure_plot(view.days);
  out += fmt::format(
      "\n<h2>Sites</h2>\n<div "
      "class=\"wide\"><table><thead><tr><th>site</th><th>articles</th><th>stories</th><th>new, {0} "
      "days</th>"
      "<th>failed, {0} days</th><th>new, last run</th><th>failed, last "
      "run</th><th>waiting</th><th>last run</th></tr></thead><tbody>\n",
      count);
  for (const store::SiteStatus& site : status.sites) {
    const auto found = days_of.find(site.key);
    out += site_row(site, found == days_of.end() ? nullptr : found->second);
  }
  return out + "</tbody></table></div>\n</body></html>\n";
}

}  // namespace tearsheet::output
