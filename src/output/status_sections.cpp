// The state of a database as parts of an HTML page: tiles, alarms, plots, a table of the sites. No
// script, no request; readable on a phone, in print and in the dark.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <numeric>

#include "base/escape.h"
#include "output/output.h"

namespace tearsheet::output {
namespace {

constexpr std::size_t kWorstSites = 20;  // in the plot of failures

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

// A number a day. What is to be read stands beside it as text: in the picture it would shrink with
// it on a phone.
std::string day_plot(const std::vector<std::int64_t>& numbers, SysTime now, std::string_view kind,
                     std::string_view label) {
  constexpr int kWidth = 960, kHeight = 150;
  const std::int64_t most = std::max<std::int64_t>(
      1, numbers.empty() ? 0 : *std::max_element(numbers.begin(), numbers.end()));
  const double step =
      static_cast<double>(kWidth) / static_cast<double>(std::max<std::size_t>(1, numbers.size()));
  std::string out = fmt::format(
      "<figure><svg class=\"plot\" viewBox=\"0 0 {0} {1}\" preserveAspectRatio=\"none\" "
      "role=\"img\" aria-label=\"{2}\">",
      kWidth, kHeight, label);
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    const double height = kHeight * static_cast<double>(numbers[i]) / static_cast<double>(most);
    const std::size_t ago = numbers.size() - 1 - i;
    out += fmt::format(
        "<rect class=\"{6}\" x=\"{0:.1f}\" y=\"{1:.1f}\" width=\"{2:.1f}\" "
        "height=\"{3:.1f}\"><title>{4}: {5}</title></rect>",
        step * static_cast<double>(i) + 1, kHeight - height, std::max(1.0, step - 2), height,
        day(now, ago), grouped(numbers[i]), kind);
  }
  if (numbers.empty()) return out + "</svg></figure>";
  return out + fmt::format(
                   "</svg><figcaption><span>{}</span><span>{} on the best day</span>"
                   "<span>{}</span></figcaption></figure>",
                   day(now, numbers.size() - 1),
                   grouped(*std::max_element(numbers.begin(), numbers.end())), day(now, 0));
}

std::string site_name(std::string_view key, std::string_view shown, const SiteAddress& address) {
  const std::string at = address ? address(key) : std::string();
  if (at.empty()) return to_markup(shown);
  return fmt::format("<a href=\"{}\">{}</a>", to_markup(at), to_markup(shown));
}

// Failures by site, the worst first.
std::string failure_plot(const std::vector<store::SiteDays>& days, const SiteAddress& address) {
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
  constexpr int kWhole = 1000;
  std::string out = "<table class=\"bars\" id=\"failures\"><tbody>\n";
  for (const auto& [failed, key] : worst) {
    const double width =
        kWhole * static_cast<double>(failed) / static_cast<double>(worst.front().first);
    out += fmt::format(
        "<tr><th scope=\"row\">{}</th><td><svg viewBox=\"0 0 {} 10\" "
        "preserveAspectRatio=\"none\" aria-hidden=\"true\"><rect class=\"bad\" "
        "width=\"{:.0f}\" height=\"10\"/></svg></td><td>{}</td></tr>\n",
        site_name(key, key, address), kWhole, std::max(1.0, width), grouped(failed));
  }
  out += "</tbody></table>";
  if (more > 0) out += fmt::format("<p class=\"soft\">and {} more sites</p>", more);
  return out;
}

std::string tile(std::string_view value, std::string_view label) {
  return fmt::format("<div class=\"tile\"><b>{}</b><span class=\"soft\">{}</span></div>", value,
                     label);
}

std::string alarms(const std::vector<store::SiteHealth>& health, const SiteAddress& address) {
  std::string out;
  for (const store::SiteHealth& site : health) {
    if (!site.silent) continue;
    out += fmt::format(
        "<li class=\"silent\"><b>{}</b> is silent: nothing new since {}, which is longer than "
        "ever</li>",
        site_name(site.key, site.key, address), minute(to_iso8601(*site.last_new)));
  }
  for (const store::SiteHealth& site : health) {
    for (const store::Trouble& trouble : site.troubles) {
      out += fmt::format("<li><b>{}</b> {} <span class=\"soft\">({})</span></li>",
                         site_name(site.key, site.key, address), to_markup(trouble.what),
                         trouble.runs == 1 ? "in the last run"
                                           : fmt::format("{} runs in a row, since {}", trouble.runs,
                                                         minute(to_iso8601(trouble.since))));
    }
  }
  return out.empty() ? "<p>None.</p>" : "<ul class=\"alarms\">" + out + "</ul>";
}

std::string headings(std::size_t days) {
  std::string out;
  for (const std::string& name :
       {std::string("site"), std::string("articles"), std::string("stories"),
        fmt::format("new, {} days", days), fmt::format("failed, {} days", days),
        std::string("new, last run"), std::string("failed, last run"), std::string("waiting"),
        std::string("last run")})
    out += "<th scope=\"col\">" + name + "</th>";
  return out;
}

std::string site_row(const store::SiteStatus& site, const store::SiteDays* days,
                     const SiteAddress& address) {
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
      "<tr><th scope=\"row\">{}{}{}</th><td>{}</td><td>{}</td>{}<td>{}</td><td>{}</td><td>{}</td>"
      "<td>{}</td></tr>\n",
      site_name(site.key, site.title, address), key, trouble, grouped(site.articles),
      grouped(site.distinct), plots, grouped(site.stored_last), grouped(site.failed_last),
      grouped(site.waiting), minute(site.last_run));
}

}  // namespace

std::string_view status_style() {
  return R"(
.tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(8rem,1fr));gap:.75rem;margin:1.25rem 0}
.tile{background:var(--card);border:1px solid var(--line);border-radius:.5rem;padding:.6rem .8rem}
.tile b{display:block;font-size:1.35rem;font-variant-numeric:tabular-nums;overflow-wrap:anywhere}
ul.alarms{list-style:none;margin:0;padding:0}
ul.alarms li{border-left:.25rem solid var(--warn);background:var(--card);padding:.35rem .7rem;margin:.35rem 0;overflow-wrap:anywhere}
ul.alarms li.silent{border-color:var(--bad)}
figure{margin:0}
svg.plot{display:block;width:100%;height:9rem;border-bottom:1px solid var(--line)}
figcaption{display:flex;justify-content:space-between;font-size:.85rem;color:var(--soft)}
rect.new,path.new{fill:var(--new)}rect.bad,path.bad{fill:var(--bad)}
.wide{overflow-x:auto}
table.bars{width:100%;border-collapse:collapse}
table.bars th,table.bars td{border:0;padding:.15rem .5rem .15rem 0;vertical-align:middle}
table.bars th{width:30%;text-align:left;font-weight:400;overflow-wrap:anywhere}
table.bars td:last-child{width:4rem;text-align:right;font-variant-numeric:tabular-nums}
table.bars svg{display:block;width:100%;height:.9rem}
table.sites{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}
table.sites th,table.sites td{text-align:right;padding:.3rem .5rem;border-bottom:1px solid var(--line);white-space:nowrap}
table.sites thead th{overflow-wrap:normal;font-weight:600;color:var(--soft);font-size:.85rem;white-space:normal;vertical-align:bottom}
table.sites th:first-child{text-align:left}
table.sites tbody th{color:var(--ink);font-weight:400;white-space:normal;overflow-wrap:anywhere;min-width:11rem}
table.sites td svg{display:inline-block;vertical-align:middle}
.trouble{color:var(--bad)}
)";
}

std::string to_plots(const StatusView& view) {
  const std::vector<std::int64_t> failed = total(view.days, &store::SiteDays::failed);
  return "<h2>Alarms and troubles</h2>\n" + alarms(view.health, nullptr) +
         "\n<h2>New articles a day</h2>\n" +
         day_plot(total(view.days, &store::SiteDays::added), view.now, "new",
                  "New articles a day") +
         "\n<h2>Failures a day</h2>\n" +
         (sum(failed) == 0 ? "<p>Nothing failed.</p>"
                           : day_plot(failed, view.now, "bad", "Failures a day")) +
         "\n";
}

std::string to_sections(const StatusView& view, const SiteAddress& address) {
  const store::StatusReport& status = view.status;
  std::map<std::string_view, const store::SiteDays*> days_of;
  for (const store::SiteDays& site : view.days) days_of[site.key] = &site;
  const std::vector<std::int64_t> added = total(view.days, &store::SiteDays::added);
  const std::size_t count = added.size();
  std::string out = fmt::format(
      "<p class=\"soft\">State of {1} UTC. {0} run{5}; the last began {2} and ended {3}: "
      "{4}.</p>\n",
      grouped(status.runs), minute(to_iso8601(view.now)),
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
  out += "<h2>Alarms and troubles</h2>\n" + alarms(view.health, address);
  out += "\n<h2>New articles a day</h2>\n" + day_plot(added, view.now, "new", "New articles a day");
  out += fmt::format("\n<h2>Failures by site, {} days</h2>\n", count) +
         failure_plot(view.days, address);
  out += fmt::format(
      "\n<h2>Sites</h2>\n<div class=\"wide\"><table class=\"sites\"><thead><tr>{}</tr></thead><tbody>\n",
      headings(count));
  for (const store::SiteStatus& site : status.sites) {
    const auto found = days_of.find(site.key);
    out += site_row(site, found == days_of.end() ? nullptr : found->second, address);
  }
  return out + "</tbody></table></div>\n";
}

}  // namespace tearsheet::output
