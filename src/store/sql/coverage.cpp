// How sites fared by day, and what became of what they announced.
#include <algorithm>
#include <map>

#include "store/sql/sql_store.h"
#include "store/sql/visit_reason.h"

namespace tearsheet::store::sql {

// Site by site, so that the index leads to the days that are asked for. ?2 and ?3: of these sites.
Statement& SqlStore::articles_by_day() {
  return sql_.either(
      "SELECT s.id, CAST(julianday(substr(a.first_seen, 1, 10)) - julianday(?1) AS"
      " INTEGER) AS day, count(*) FROM sites s CROSS JOIN articles a INDEXED BY"
      " articles_site ON a.site_id = s.id AND a.first_seen >= ?1 WHERE s.id BETWEEN ?2 AND ?3"
      " GROUP BY s.id, day",
      "SELECT a.site_id, CAST(substr(a.first_seen, 1, 10) AS DATE) - CAST(CAST(?1 AS"
      " TEXT) AS DATE) AS day, count(*) FROM articles a WHERE a.first_seen >= ?1 AND a.site_id"
      " BETWEEN ?2 AND ?3 GROUP BY a.site_id, day");
}

Result<std::vector<SiteDays>> SqlStore::days(SysTime now, int days) {
  return days_of(kAllSites, now, days);
}

Result<std::vector<SiteDays>> SqlStore::days_of(const std::string& site, SysTime now, int days) {
  return attempt<std::vector<SiteDays>>([&]() -> Result<std::vector<SiteDays>> {
    const auto range = range_of(site);
    return range ? days_of(*range, now, days) : std::vector<SiteDays>();
  });
}

Result<std::vector<SiteDays>> SqlStore::days_of(SiteRange range, SysTime now, int days) {
  return attempt<std::vector<SiteDays>>([&]() -> Result<std::vector<SiteDays>> {
    const auto count = static_cast<std::size_t>(days);
    const std::string since = to_iso8601(now - std::chrono::hours(24) * (days - 1)).substr(0, 10);
    std::map<std::int64_t, SiteDays> sites;
    {
      Use row(sql_("SELECT id, key FROM sites WHERE id BETWEEN ?1 AND ?2"));
      row.integer(range.first).integer(range.last);
      while (row.step()) {
        SiteDays& site = sites[row.integer_at(0)];
        site.key = row.text_at(1);
        for (auto* numbers : {&site.added, &site.failed, &site.requests}) numbers->assign(count, 0);
      }
    }
    const auto day_at = [&](Use& row, int column) -> std::optional<std::size_t> {
      const std::int64_t day = row.integer_at(column);
      return day >= 0 && day < days ? std::optional(static_cast<std::size_t>(day)) : std::nullopt;
    };
    {
      Use row(articles_by_day());
      row.text(since).integer(range.first).integer(range.last);
      while (row.step()) {
        if (const auto day = day_at(row, 1))
          sites[row.integer_at(0)].added[*day] = row.integer_at(2);
      }
    }
    Use row(sql_.either(
        "SELECT s.site_id, CAST(julianday(substr(r.started, 1, 10)) - julianday(?1) AS INTEGER) AS"
        " day, sum(s.failed), sum(s.requests) FROM runs r CROSS JOIN site_runs s ON s.run_id = r.id"
        " WHERE r.started >= ?1 AND s.site_id BETWEEN ?2 AND ?3 GROUP BY s.site_id, day",
        "SELECT s.site_id, CAST(substr(r.started, 1, 10) AS DATE) - CAST(CAST(?1 AS TEXT) AS DATE)"
        " AS day, CAST(sum(s.failed) AS BIGINT), CAST(sum(s.requests) AS BIGINT) FROM runs r JOIN"
        " site_runs s ON s.run_id = r.id WHERE r.started >= ?1 AND s.site_id BETWEEN ?2 AND ?3"
        " GROUP BY s.site_id, day"));
    row.text(since).integer(range.first).integer(range.last);
    while (row.step()) {
      const auto day = day_at(row, 1);
      if (!day) continue;
      SiteDays& site = sites[row.integer_at(0)];
      site.failed[*day] = row.integer_at(2);
      site.requests[*day] = row.integer_at(3);
    }
    std::vector<SiteDays> all;
    for (auto& [id, site] : sites) all.push_back(std::move(site));
    return all;
  });
}

Result<std::vector<SiteCoverage>> SqlStore::coverage() {
  return attempt<std::vector<SiteCoverage>>([&]() -> Result<std::vector<SiteCoverage>> {
    std::map<std::int64_t, SiteCoverage> sites;
    {
      Use row(sql_("SELECT id, key FROM sites"));
      while (row.step()) sites[row.integer_at(0)].key = row.text_at(1);
    }
    std::map<std::int64_t, std::map<std::string, SiteCoverage::Why>> missing;
    {
      Use row(
          sql_("SELECT u.site_id, coalesce(v.state, 0), v.status, v.note, count(*), min(u.url),"
               " v.state = ?1 AND (EXISTS (SELECT 1 FROM _article_key k WHERE k.key = u.key)"
               " OR EXISTS (SELECT 1 FROM _alias l JOIN _article_key k ON k.key = l.target"
               " WHERE l.key = u.key)) FROM _url u LEFT JOIN _visit v ON v.url_id = u.id"
               " WHERE u.kind = 0 AND u.via & 6 <> 0 GROUP BY 1, 2, 3, 4, 7"));
      row.integer(static_cast<int>(VisitState::kAlias));
      while (row.step()) {
        SiteCoverage& site = sites[row.integer_at(0)];
        const std::int64_t count = row.integer_at(4);
        site.announced += count;
        const auto state = static_cast<VisitState>(row.integer_at(1));
        if (row.integer_at(1) == 0) {
          site.waiting += count;
        } else if (state == VisitState::kStored || row.integer_at(6) != 0) {
          site.stored += count;
        } else {
          const std::string reason =
              reason_of(state, static_cast<int>(row.integer_at(2)), row.text_at(3));
          SiteCoverage::Why& why = missing[row.integer_at(0)][reason];
          why.reason = reason;
          why.count += count;
          if (why.example.empty()) why.example = row.text_at(5);
        }
      }
    }
    {
      Use row(
          sql_("SELECT u.site_id, CAST(sum(a.refused) AS BIGINT), min(u.url) FROM _announced a"
               " JOIN _url u ON u.id = a.url_id"
               " WHERE a.refused > 0 AND u.kind IN (?, ?) GROUP BY u.site_id"));
      row.integer(static_cast<int>(UrlKind::kFeed)).integer(static_cast<int>(UrlKind::kSitemap));
      while (row.step()) {
        SiteCoverage& site = sites[row.integer_at(0)];
        site.announced += row.integer_at(1);
        SiteCoverage::Why& why = missing[row.integer_at(0)]["refused"];
        why = {"not an address that the site file wants (domains, [urls])", row.integer_at(1),
               "named by " + std::string(row.text_at(2))};
      }
    }
    std::vector<SiteCoverage> all;
    for (auto& [id, site] : sites) {
      for (auto& [reason, why] : missing[id]) site.missing.push_back(std::move(why));
      std::stable_sort(site.missing.begin(), site.missing.end(),
                       [](const auto& a, const auto& b) { return a.count > b.count; });
      all.push_back(std::move(site));
    }
    return all;
  });
}

}  // namespace tearsheet::store::sql
