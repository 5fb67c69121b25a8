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

struct RuledField {
  const char* name;  ///< As in field_sources.
  site::Rules site::ArticleRules::*rules;
  int trial;
};
constexpr RuledField kRuledFields[] = {
    {"title", &site::ArticleRules::title, kRuleTrial},
    {"body", &site::ArticleRules::body, kRuleTrial},
    {"date", &site::ArticleRules::date, kRuleTrial},
    {"updated", &site::ArticleRules::updated, kOptionalRuleTrial},
    {"summary", &site::ArticleRules::summary, kOptionalRuleTrial},
    {"authors", &site::ArticleRules::author, kOptionalRuleTrial},
    {"image", &site::ArticleRules::image, kOptionalRuleTrial},
    {"image_caption", &site::ArticleRules::image_caption, kOptionalRuleTrial},
    {"section", &site::ArticleRules::section, kOptionalRuleTrial},
    {"language", &site::ArticleRules::language, kOptionalRuleTrial},
    {"canonical_url", &site::ArticleRules::canonical, kOptionalRuleTrial},
};

// { auto = true } alone is no rule that could find nothing.
bool has_query(const site::SiteDefinition& site, site::Rules site::ArticleRules::*rules) {
  return std::any_of(site.articles.begin(), site.articles.end(), [&](const auto& layout) {
    return std::any_of((layout.*rules).begin(), (layout.*rules).end(),
                       [](const site::Rule& rule) { return rule.query.has_value(); });
  });
}

Result<void> find_idle_rules(store::RunStore& store, const SiteEntry& entry, SiteReport& site,
                             std::vector<Problem>& problems) {
  const auto articles = store.ruled_fields(entry.row, entry.definition->hash, kOptionalRuleTrial);
  if (!articles) return fail(articles.error());
  for (const RuledField& field : kRuledFields) {
    const auto trial = static_cast<std::ptrdiff_t>(field.trial);
    if (!has_query(*entry.definition, field.rules) || std::ssize(*articles) < trial) continue;
    if (std::any_of(articles->begin(), articles->begin() + trial,
                    [&](const store::RuledFields& found) { return found.contains(field.name); }))
      continue;
    site.idle_rules = true;
    problems.push_back(problem_of(
        site,
        fmt::format("{}{} comes from the automatic extraction alone", store::kIdleRule, field.name),
        fmt::format("on each of the last {} pages; see `tearsheet site test`", trial)));
  }
  return {};
}

}  // namespace

Result<void> check_sites(store::RunStore& store, const std::vector<SiteEntry>& sites,
                         CrawlReport& report) {
  if (auto found = find_empty(store, sites, report); !found) return found;
  for (std::size_t i = 0; i < sites.size(); ++i) {
    SiteReport& site = report.sites[i];
    if (site.tally.requests == 0 || sites[i].definition->articles.empty()) continue;
    if (auto found = find_idle_rules(store, sites[i], site, report.problems); !found) return found;
  }
  return {};
}

}  // namespace tearsheet::crawl
