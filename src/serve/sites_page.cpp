#include "serve/sites_page.h"

#include <fmt/format.h>

#include <algorithm>

#include "output/output.h"

namespace tearsheet::serve {
namespace {

constexpr int kPlotDays = 30;
constexpr int kNotModified = 304;

Result<output::StatusView> view_of(store::Store& store, SysTime now, const std::string& name) {
  output::StatusView view;
  view.now = now;
  view.name = name;
  auto status = store.status(now);
  if (!status) return fail(status.error());
  view.status = std::move(*status);
  auto health = store.health(now);
  if (!health) return fail(health.error());
  view.health = std::move(*health);
  auto days = store.days(now, kPlotDays);
  if (!days) return fail(days.error());
  view.days = std::move(*days);
  return view;
}

Result<output::StatusView> view_of_site(store::Store& store, const std::string& key, SysTime now) {
  output::StatusView view;
  view.now = now;
  auto status = store.status_of(key, now);
  if (!status) return fail(status.error());
  view.status = std::move(*status);
  if (view.status.sites.empty())
    return fail(ErrorCode::kNotFound, "there is no site \"" + key + "\" in the database");
  auto health = store.health(now);
  if (!health) return fail(health.error());
  view.health = std::move(*health);
  std::erase_if(view.health, [&](const auto& site) { return site.key != key; });
  auto days = store.days_of(key, now, kPlotDays);
  if (!days) return fail(days.error());
  view.days = std::move(*days);
  return view;
}

std::string row(std::string_view name, const std::string& html) {
  return html.empty() ? std::string()
                      : fmt::format("<tr><th scope=\"row\">{}</th><td>{}</td></tr>\n", name, html);
}

std::string facts(const store::SiteStatus& site, const std::string& key) {
  std::string alarms;
  for (const store::RuleDoubt& doubt : site.alarms) {
    alarms += fmt::format("<p class=\"bad\">A rule no longer fits since {}: {}</p>",
                          time_element(to_iso8601(doubt.since.value_or(SysTime{}))),
                          to_markup(doubt.rule));
  }
  std::string agreement;
  for (const auto& [field, share] : site.agreement)
    agreement += fmt::format("{}{} {:.2f}", agreement.empty() ? "" : ", ", to_markup(field), share);
  return "<div class=\"wide\"><table>\n" +
         row("Articles",
             fmt::format("<a href=\"{}\">{}</a>, {}", to_markup(address_of("/", {{"site", key}})),
                         grouped(site.articles), counted(site.distinct, "story", "stories"))) +
         row("Newest", time_element(site.newest)) + row("Last run", time_element(site.last_run)) +
         row("New in it", grouped(site.stored_last)) +
         row("Failed in it", grouped(site.failed_last)) +
         row("Requests in it", grouped(site.requests_last)) +
         row("Waiting", grouped(site.waiting)) +
         row("Next", site.next_due ? time_element(to_iso8601(*site.next_due)) : "in the next run") +
         row("Trouble", to_markup(site.problem)) + row("Alarms", alarms) +
         row("Rules and automatic extraction agree", agreement) + "</table></div>\n";
}

std::string answer_of(const store::DossierRequest& request) {
  if (request.status == 0)
    return "no answer" + (request.error.empty() ? "" : ": " + to_markup(request.error));
  std::string out = std::to_string(request.status);
  if (request.status == kNotModified) out += ", not changed";
  if (!request.error.empty()) out += ": " + to_markup(request.error);
  return out;
}

std::string became_of(const store::SiteRequest& one) {
  if (one.article == 0) return to_markup(one.became);
  return fmt::format("<a href=\"/article/{0}\">article {0}</a>", one.article);
}

std::string last_requests(const std::vector<store::SiteRequest>& requests) {
  if (requests.empty()) return {};
  std::string out = "<h2>Last requests</h2>\n<ol class=\"requests\">\n";
  for (const store::SiteRequest& one : requests) {
    const std::string became = became_of(one);
    out += fmt::format("<li>{}<br><span class=\"facts\">{} · {}{}{}</span></li>\n",
                       link_elsewhere(one.request.url, one.request.url),
                       time_element(one.request.started), answer_of(one.request),
                       became.empty() ? "" : " · ", became);
  }
  return out + "</ol>\n";
}

}  // namespace

std::string address_of_site(std::string_view key) {
  return "/site/" + query_value(key);
}

Result<Response> sites_page(store::Store& store, SysTime now, const std::string& name) {
  const auto view = view_of(store, now, name);
  if (!view) return fail(view.error());
  Page page;
  page.title = "Sites";
  page.name = name;
  page.here = "/sites";
  page.content = "<h1>Sites</h1>\n" + output::to_sections(*view, address_of_site) +
                 "<p><a href=\"/coverage\">What feeds and sitemaps announced and is missing</a> "
                 "<span class=\"soft\">(a second for a million addresses)</span></p>\n";
  return to_response(page);
}

Result<Response> site_page(store::Store& store, const std::string& key, SysTime now,
                           const std::string& name) {
  const auto view = view_of_site(store, key, now);
  if (!view) return fail(view.error());
  const auto requests = store.last_requests(key, kRows);
  if (!requests) return fail(requests.error());
  const store::SiteStatus& site = view->status.sites.front();
  Page page;
  page.title = site.title.empty() ? key : site.title;
  page.name = name;
  page.here = "/sites";
  page.content = "<h1>" + to_markup(page.title) + "</h1>\n" + facts(site, key) +
                 output::to_plots(*view) + last_requests(*requests);
  page.has_feeds = true;
  page.feeds = address_of("", {{"site", key}});
  return to_response(page);
}

Result<Response> coverage_page(store::Store& store, const std::string& name) {
  const auto sites = store.coverage();
  if (!sites) return fail(sites.error());
  Page page;
  page.title = "What is missing";
  page.name = name;
  page.here = "/sites";
  page.content =
      "<h1>What feeds and sitemaps announced</h1>\n<div class=\"wide\"><table>\n<thead><tr><th "
      "scope=\"col\">Site</th><th scope=\"col\" class=\"number\">Announced</th><th scope=\"col\" "
      "class=\"number\">Stored</th><th scope=\"col\" "
      "class=\"number\">Waiting</th></tr></thead>\n<tbody>\n";
  for (const store::SiteCoverage& site : *sites) {
    std::string missing;
    for (const store::SiteCoverage::Why& why : site.missing) {
      missing += fmt::format("<li>{} {}, as {}</li>", grouped(why.count), to_markup(why.reason),
                             link_elsewhere(why.example, why.example));
    }
    if (!missing.empty())
      missing = "<tr><td colspan=\"4\">Missing:<ul>" + missing + "</ul></td></tr>\n";
    page.content += fmt::format(
        "<tr><th scope=\"row\"><a href=\"{}\">{}</a></th><td class=\"number\">{}</td><td "
        "class=\"number\">{}</td><td class=\"number\">{}</td></tr>\n{}",
        to_markup(address_of_site(site.key)), to_markup(site.key), grouped(site.announced),
        grouped(site.stored), grouped(site.waiting), missing);
  }
  page.content += "</tbody></table></div>\n";
  return to_response(page);
}

}  // namespace tearsheet::serve
