#include "cli/coverage.h"

#include <fmt/format.h>

#include "base/escape.h"
#include "cli/batch.h"
#include "cli/text_table.h"

namespace tearsheet::cli {
namespace {

void line(std::string& out, const std::string& text) {
  out += to_printable(text) + "\n";
}

std::string share_of(const store::SiteCoverage& site) {
  if (site.announced == 0) return "-";
  return fmt::format(
      "{:.1f} %", 100.0 * static_cast<double>(site.stored) / static_cast<double>(site.announced));
}

}  // namespace

Result<std::string> coverage_report(store::StatusStore& store, const std::string& site,
                                    bool as_json, std::optional<std::size_t> width) {
  const auto sites = store.coverage();
  if (!sites) return fail(sites.error());
  std::string out;
  TextTable table(
      {{"SITE", TextTable::Side::kLeft}, {"ANNOUNCED"}, {"STORED"}, {"SHARE"}, {"WAITING"}});
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
    table.row({one.key, std::to_string(one.announced), std::to_string(one.stored), share_of(one),
               std::to_string(one.waiting)});
    for (const auto& why : one.missing)
      table.note(fmt::format("{} {}: {}", why.count, why.reason, why.example));
  }
  if (!is_known) return fail(ErrorCode::kInvalid, "the database has no site \"" + site + "\"");
  return as_json || sites->empty() ? out : table.text(width);
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
