#include "cli/coverage.h"

#include <fmt/format.h>

#include "base/escape.h"
#include "cli/batch.h"

namespace tearsheet::cli {
namespace {

void line(std::string& out, const std::string& text) {
  out += to_printable(text) + "\n";
}

}  // namespace

Result<std::string> coverage_report(store::StatusStore& store, const std::string& site,
                                    bool as_json) {
  const auto sites = store.coverage();
  if (!sites) return fail(sites.error());
  std::string out;
  bool is_known = site.empty();
  for (const store::SiteCoverage& one : *sites) {
    if (!site.empty() && one.key != site) continue;
    is_known = true;
    if (as_json) {
      Json missing = Json::array();
      for (const auto& why : one.missing)
        missing.push_back({{"reason", why.reason}, {"count", why.count}, {"example", why.example}});
      out += to_line({{"site", one.key},
                      {"announced", one.announced},
                      {"stored", one.stored},
                      {"waiting", one.waiting},
                      {"missing", std::move(missing)}});
      continue;
    }
    if (one.announced == 0) {
      line(out, fmt::format("{:24} no feed or sitemap announced anything", one.key));
      continue;
    }
    line(out,
         fmt::format("{:24} {} of {} announced are stored ({:.1f} %), {} waiting", one.key,
                     one.stored, one.announced,
                     100.0 * static_cast<double>(one.stored) / static_cast<double>(one.announced),
                     one.waiting));
    for (const auto& why : one.missing)
      line(out, fmt::format("{:24} {:7} {}: {}", "", why.count, why.reason, why.example));
  }
  if (!is_known) return fail(ErrorCode::kInvalid, "the database has no site \"" + site + "\"");
  return out;
}

Result<std::string> list_missing(store::DossierStore& store, const std::string& site,
                                 const std::string& reason, bool as_json) {
  std::string out;
  const auto read = store.each_missing(site, reason, [&](const store::MissingAddress& one) {
    if (as_json) {
      out += to_line({{"site", one.site}, {"reason", one.reason}, {"url", one.url}});
    } else {
      line(out, one.url);
    }
    return true;
  });
  if (!read) return fail(read.error());
  return out;
}

}  // namespace tearsheet::cli
