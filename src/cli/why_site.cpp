#include "cli/why_site.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/escape.h"
#include "cli/why_text.h"

namespace tearsheet::cli {
namespace {

struct SiteStory {
  store::SiteStatus status;
  store::SiteHealth health;
  store::SiteCoverage coverage;
  std::vector<store::DossierAddress> sources;
};

template <class All>
auto of_key(const All& all, const std::string& key) {
  const auto found =
      std::find_if(all.begin(), all.end(), [&](const auto& one) { return one.key == key; });
  return found == all.end() ? typename All::value_type{} : *found;
}

void line(std::string& out, const std::string& text) {
  out += to_printable(text) + '\n';
}

void add_sources(std::string& out, const SiteStory& story, SysTime now) {
  line(out, "");
  line(out, "sources");
  // The pages behind a listing are as many as it has; only sources themselves tell something.
  for (const store::DossierAddress& one : story.sources) {
    if (one.depth > 0) continue;
    line(out, fmt::format("  {} ({})", one.url, to_words(one.kind)));
    if (!one.visit) {
      line(out, "    never asked for");
      continue;
    }
    line(out, fmt::format("    {}, {}", to_iso8601(one.visit->visited_at), verdict_of(one)));
    if (one.named > 0) {
      line(out, fmt::format("    named {} addresses, {} of which the site file does not want{}",
                            one.named, one.refused,
                            one.refused_example.empty() ? "" : ": " + one.refused_example));
    }
    line(out, "    " + in_words(next_of(one, now), now));
  }
}

std::string as_text(const SiteStory& story, SysTime now) {
  std::string out;
  const store::SiteStatus& site = story.status;
  const store::SiteCoverage& covered = story.coverage;
  line(out, fmt::format("{}: {} articles of {} stories, the newest {}", site.key, site.articles,
                        site.distinct, site.newest.empty() ? "-" : site.newest));
  line(out, fmt::format("last run {}: {} stored, {} failed, {} requests; {} addresses wait",
                        site.last_run.empty() ? "-" : site.last_run, site.stored_last,
                        site.failed_last, site.requests_last, site.waiting));
  line(out, site.next_due ? "next due " + to_iso8601(*site.next_due) : "due at the next run");
  if (!site.problem.empty()) line(out, "in the last run: " + site.problem);
  if (story.health.silent)
    line(out, "silent: nothing new since " + to_iso8601(*story.health.last_new));
  for (const store::Trouble& trouble : story.health.troubles) {
    line(out, fmt::format("{} run{} in a row, since {}: {}", trouble.runs,
                          trouble.runs == 1 ? "" : "s", to_iso8601(trouble.since), trouble.what));
  }
  line(out, "");
  if (covered.announced == 0) {
    line(out, "no feed or sitemap announced anything");
  } else {
    line(out, fmt::format("{} of {} announced are stored, {} wait; the others:", covered.stored,
                          covered.announced, covered.waiting));
  }
  for (const auto& why : covered.missing) {
    line(out, fmt::format("  {:7} {}", why.count, why.reason));
    line(out, fmt::format("  {:7} {}", "", why.example));
  }
  add_sources(out, story, now);
  return out;
}

std::string as_json(const SiteStory& story, SysTime now) {
  const store::SiteStatus& site = story.status;
  const store::SiteCoverage& covered = story.coverage;
  Json out = {{"site", site.key},
              {"articles", site.articles},
              {"stories", site.distinct},
              {"newest", site.newest},
              {"last_run", site.last_run},
              {"stored_last", site.stored_last},
              {"failed_last", site.failed_last},
              {"waiting", site.waiting},
              {"next_due", site.next_due ? Json(to_iso8601(*site.next_due)) : Json()},
              {"problem", site.problem},
              {"silent", story.health.silent},
              {"announced", covered.announced},
              {"stored", covered.stored},
              {"missing", Json::array()},
              {"troubles", Json::array()},
              {"sources", Json::array()}};
  for (const auto& why : covered.missing)
    out["missing"].push_back(
        {{"reason", why.reason}, {"count", why.count}, {"example", why.example}});
  for (const store::Trouble& trouble : story.health.troubles)
    out["troubles"].push_back(
        {{"what", trouble.what}, {"runs", trouble.runs}, {"since", to_iso8601(trouble.since)}});
  for (const auto& source : story.sources) out["sources"].push_back(to_json(source, now));
  return to_line(out);
}

}  // namespace

Result<std::optional<std::string>> why_site(store::Store& store, const std::string& key,
                                            bool is_json, SysTime now) {
  const auto status = store.status_of(key, now);
  if (!status) return fail(status.error());
  SiteStory story;
  story.status = of_key(status->sites, key);
  if (story.status.key.empty()) return std::optional<std::string>();
  const auto health = store.health(now);
  if (!health) return fail(health.error());
  story.health = of_key(*health, key);
  const auto coverage = store.coverage();
  if (!coverage) return fail(coverage.error());
  story.coverage = of_key(*coverage, key);
  auto sources = store.sources_of(key);
  if (!sources) return fail(sources.error());
  story.sources = std::move(*sources);
  return std::optional(is_json ? as_json(story, now) : as_text(story, now));
}

}  // namespace tearsheet::cli
