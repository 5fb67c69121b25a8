// Sites that never brought an article and why, and in which of the newest articles a rule found
// something: what a run tells at its end of sources and rules that fit nothing.
#include <map>

#include "store/sql/sql_store.h"
#include "store/sql/visit_reason.h"

namespace tearsheet::store::sql {
namespace {

// What most addresses of a site came to, first.
constexpr const char* kAddresses =
    "SELECT u.site_id, coalesce(v.state, 0), v.status, v.note, count(*) AS n, min(u.url)"
    " FROM _url u LEFT JOIN _visit v ON v.url_id = u.id WHERE u.kind = 0 AND u.site_id IN"
    " (SELECT value FROM json_each(?)) GROUP BY 1, 2, 3, 4 ORDER BY n DESC";
constexpr const char* kAddressesOfServer =
    "SELECT u.site_id, coalesce(v.state, 0), v.status, v.note, count(*) AS n, min(u.url)"
    " FROM _url u LEFT JOIN _visit v ON v.url_id = u.id WHERE u.kind = 0 AND u.site_id IN"
    " (SELECT CAST(value AS BIGINT) FROM json_array_elements_text(CAST(? AS json)))"
    " GROUP BY 1, 2, 3, 4 ORDER BY n DESC";

std::string to_json(const std::map<std::int64_t, EmptySite>& sites) {
  std::string json = "[";
  for (const auto& [id, site] : sites) {
    if (json.size() > 1) json += ',';
    json += std::to_string(id);
  }
  return json += ']';
}

}  // namespace

Result<std::vector<EmptySite>> SqlStore::empty_sites(const std::vector<std::int64_t>& among) {
  return attempt<std::vector<EmptySite>>([&]() -> Result<std::vector<EmptySite>> {
    std::map<std::int64_t, EmptySite> sites;
    for (const std::int64_t id : among) {
      Use article(sql_("SELECT 1 FROM articles WHERE site_id = ? LIMIT 1"));
      if (!article.integer(id).step()) sites[id].site = id;
    }
    if (sites.empty()) return std::vector<EmptySite>();
    const std::string ids = to_json(sites);
    Use address(sql_.either(kAddresses, kAddressesOfServer));
    address.text(ids);
    while (address.step()) {
      EmptySite& site = sites[address.integer_at(0)];
      const std::int64_t count = address.integer_at(4);
      site.named += count;
      if (address.integer_at(1) == 0) {
        site.waiting += count;
        continue;
      }
      const std::string reason =
          reason_of(static_cast<VisitState>(address.integer_at(1)),
                    static_cast<int>(address.integer_at(2)), address.text_at(3));
      if (site.why.example.empty()) site.why = {reason, 0, std::string(address.text_at(5))};
      if (site.why.reason == reason) site.why.count += count;
    }
    std::vector<EmptySite> all;
    for (auto& [id, site] : sites) {
      std::int64_t wanted = 0, read = 0;
      Use source(
          sql_("SELECT a.named - a.refused, a.refused, a.example, v.state = ? FROM _url u"
               " JOIN _visit v ON v.url_id = u.id LEFT JOIN _announced a ON a.url_id = u.id"
               " WHERE u.site_id = ? AND u.kind <> 0"));
      source.integer(static_cast<int>(VisitState::kStored)).integer(id);
      while (source.step()) {
        wanted += source.integer_at(0);
        site.refused += source.integer_at(1);
        if (site.refused_example.empty()) site.refused_example = source.text_at(2);
        read += source.integer_at(3);
      }
      // What it names, or its sources themselves, are another's rows: the site file was renamed.
      const bool is_renamed = site.named == 0 && (wanted > 0 || read == 0);
      if (!is_renamed) all.push_back(std::move(site));
    }
    return all;
  });
}

}  // namespace tearsheet::store::sql
