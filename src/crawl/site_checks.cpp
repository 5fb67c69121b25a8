#include "crawl/site_checks.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

namespace tearsheet::crawl {
namespace {

bool has_problem(const CrawlReport& report, std::string_view site) {
  return std::any_of(report.problems.begin(), report.problems.end(),
                     [&](const Problem& problem) { return problem.site == site; });
}

Problem problem_of(const SiteReport& site, std::string what, std::string detail) {
  Problem problem;
  problem.site = site.key;
  problem.what = std::move(what);
  problem.detail = std::move(detail);
  return problem;
}

// Why, and what to do: `what` is the same from run to run, numbers and examples stand in `detail`.
Problem empty_problem(const SiteReport& site, const site::SiteDefinition& definition,
                      const store::EmptySite& empty) {
  std::string what(store::kNothingStored);
  if (empty.why.count > 0) {
    return problem_of(site, what + empty.why.reason,
                      fmt::format("{} of {} addresses, such as {}", empty.why.count, empty.named,
                                  empty.why.example));
  }
  if (empty.refused == 0) {
    return problem_of(site,
                      what +
                          "its sources name no article; name a feed, a sitemap or a listing with "
                          "rules for its links in a [[source]]",
                      {});
  }
  const std::string detail =
      fmt::format("{} addresses, such as {}", empty.refused, empty.refused_example);
  const auto example = url::Url::parse(empty.refused_example);
  if (example && !definition.owns_host(example->host())) {
    return problem_of(
        site,
        fmt::format("{}its sources lead to {} alone: add it to domains", what, example->host()),
        detail);
  }
  return problem_of(site, what + "[urls] refuses every address that its sources name", detail);
}

Result<void> find_empty(store::RunStore& store, const std::vector<SiteEntry>& sites,
                        CrawlReport& report) {
  std::vector<std::int64_t> asked;
  for (std::size_t i = 0; i < sites.size(); ++i) {
    const store::Tally& tally = report.sites[i].tally;
    // What waits may be an article; what failed was told.
    if (tally.requests > 0 && tally.stored == 0 && tally.left_over == 0 &&
        !has_problem(report, report.sites[i].key))
      asked.push_back(sites[i].row);
  }
  const auto all = store.empty_sites(asked);
  if (!all) return fail(all.error());
  for (const store::EmptySite& empty : *all) {
    const auto entry = std::find_if(sites.begin(), sites.end(),
                                    [&](const SiteEntry& site) { return site.row == empty.site; });
    if (entry == sites.end() || empty.waiting > 0) continue;
    SiteReport& site = report.sites[static_cast<std::size_t>(entry - sites.begin())];
    site.empty = true;
    report.problems.push_back(empty_problem(site, *entry->definition, empty));
  }
  return {};
}

std::string in_words(const store::RuleDoubt& doubt) {
  const int empty = doubt.odd - doubt.lies;
  std::string what;
  if (empty > 0) what = fmt::format("found nothing on {}", empty);
  if (doubt.lies > 0)
    what += fmt::format("{}something else than is there on {}", empty > 0 ? " and " : "found ",
                        doubt.lies);
  return fmt::format("{} {} since {}", what, doubt.odd == 1 ? "page" : "pages",
                     to_iso8601(doubt.since.value_or(SysTime{})));
}

void tell_alarms(const SiteRules& rules, CrawlReport& report) {
  for (const SiteRules::Alarm& alarm : rules.alarms()) {
    SiteReport& site = report.sites[alarm.site];
    site.alarms.push_back({alarm.doubt, alarm.is_new});
    // Of a site that was not asked nothing is new.
    if (site.tally.requests == 0) continue;
    Problem problem = problem_of(
        site, std::string(store::kRuleAlarm) + alarm.doubt.rule,
        fmt::format("{}; the automatic extraction stands in, see `tearsheet site mend {}`",
                    in_words(alarm.doubt), site.key));
    problem.is_told_once = true;
    report.problems.push_back(std::move(problem));
  }
}

// Whoever uses the texts has to know.
Result<void> tell_preferences(store::PreferenceStore& store, const std::vector<SiteEntry>& sites,
                              CrawlReport& report) {
  const auto news = store.preference_news();
  if (!news) return fail(news.error());
  for (const store::PreferenceNews& one : *news) {
    const auto entry = std::ranges::find(sites, one.site, &SiteEntry::row);
    if (entry == sites.end()) continue;
    const SiteReport& site = report.sites[static_cast<std::size_t>(entry - sites.begin())];
    if (site.tally.requests == 0) continue;
    std::string detail = one.before.empty() ? std::string() : "before: " + one.before;
    Problem problem =
        problem_of(site, "its publisher says something new about the use of its texts: " + one.now,
                   std::move(detail));
    problem.is_told_once = true;
    report.problems.push_back(std::move(problem));
    if (auto noted = store.note_preferences_told(one.site); !noted) return noted;
  }
  return {};
}

}  // namespace

Result<void> check_sites(store::CrawlStore& store, const std::vector<SiteEntry>& sites,
                         const SiteRules& rules, CrawlReport& report) {
  if (auto found = find_empty(store, sites, report); !found) return found;
  tell_alarms(rules, report);
  return tell_preferences(store, sites, report);
}

}  // namespace tearsheet::crawl
