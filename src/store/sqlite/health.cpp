// How sites fare over many runs: troubles, silence, days, coverage.
#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "store/sqlite/sqlite_store.h"
#include "store/sqlite/visit_reason.h"

namespace tearsheet::store::sqlite {
namespace {

double milliseconds_of(std::chrono::milliseconds duration) {
  return static_cast<double>(duration.count());
}

// The longest pause so far, after a new one.
double faded(double longest, double pause) {
  return std::max(pause, longest * std::exp2(-pause / milliseconds_of(kPauseHalfLife)));
}

// When the silence of a site with this rhythm becomes an alarm.
std::optional<SysTime> silent_from(SysTime first_new, SysTime last_new, std::int64_t pauses,
                                   double longest) {
  if (pauses < kRhythmPauses || last_new - first_new < kRhythmAge) return std::nullopt;
  const double limit = std::max(kSilenceFactor * longest, milliseconds_of(kShortestSilence));
  return last_new + std::chrono::milliseconds(static_cast<std::int64_t>(limit));
}

}  // namespace

Result<std::vector<Trouble>> SqliteStore::count_troubles(SysTime now,
                                                         const std::vector<TroubleSeen>& seen,
                                                         const std::vector<std::int64_t>& asked) {
  return guarded<std::vector<Trouble>>(file_, [&]() -> Result<std::vector<Trouble>> {
    std::vector<Trouble> counted;
    SQLite::Transaction transaction(database_, SQLite::TransactionBehavior::IMMEDIATE);
    std::map<std::int64_t, std::vector<std::string>> met;
    for (const TroubleSeen& trouble : seen) {
      Use row(statements_(
          "INSERT INTO _trouble(site_id, what, runs, since) VALUES (?, ?, 1, ?)"
          " ON CONFLICT(site_id, what) DO UPDATE SET runs = runs + 1 RETURNING runs, since"));
      row.integer(trouble.site).text(trouble.what).integer(now.time_since_epoch().count());
      row.step();
      counted.push_back({trouble.what, static_cast<int>(row.integer_at(0)), *row.time_at(1)});
      met[trouble.site].push_back(trouble.what);
    }
    for (const std::int64_t site : asked) {
      std::vector<std::string> over;
      {
        Use row(statements_("SELECT what FROM _trouble WHERE site_id = ?"));
        row.integer(site);
        while (row.step()) {
          const std::string what(row.text_at(0));
          const std::vector<std::string>& now_met = met[site];
          if (std::find(now_met.begin(), now_met.end(), what) == now_met.end())
            over.push_back(what);
        }
      }
      for (const std::string& what : over) {
        Use row(statements_("DELETE FROM _trouble WHERE site_id = ? AND what = ?"));
        row.integer(site).text(what).run();
      }
    }
    transaction.commit();
    return counted;
  });
}

void SqliteStore::put_rhythm(SysTime now, const std::vector<SiteTally>& sites) {
  for (const SiteTally& site : sites) {
    if (site.tally.stored == 0) continue;
    SysTime first = now;
    std::int64_t pauses = 0;
    double longest = 0;
    {
      Use row(statements_(
          "SELECT first_new, last_new, pauses, longest FROM _rhythm WHERE site_id = ?"));
      row.integer(site.site);
      if (row.step()) {
        first = *row.time_at(0);
        const double pause = milliseconds_of(now - *row.time_at(1));
        pauses = row.integer_at(2) + 1;
        // A clock that was set back made no pause.
        longest = faded(row.real_at(3), std::max(pause, 0.0));
      }
    }
    Use row(
        statements_("INSERT OR REPLACE INTO _rhythm(site_id, first_new, last_new, pauses, longest)"
                    " VALUES (?, ?, ?, ?, ?)"));
    row.integer(site.site).integer(first.time_since_epoch().count());
    row.integer(now.time_since_epoch().count()).integer(pauses).real(longest).run();
  }
}

Result<std::vector<SiteHealth>> SqliteStore::health(SysTime now) {
  return guarded<std::vector<SiteHealth>>(file_, [&]() -> Result<std::vector<SiteHealth>> {
    std::map<std::int64_t, SiteHealth> sites;
    std::set<std::int64_t> gone;
    {
      Use row(statements_(
          "SELECT s.id, s.key, r.first_new, r.last_new, r.pauses, r.longest,"
          " coalesce((SELECT max(run_id) FROM site_runs y WHERE y.site_id = s.id) >="
          " (SELECT min(id) FROM runs WHERE started >= (SELECT strftime('%Y-%m-%dT%H:%M:%SZ',"
          " started, '-7 days') FROM runs ORDER BY id DESC LIMIT 1)), 1) FROM sites s"
          " LEFT JOIN _rhythm r ON r.site_id = s.id"));
      while (row.step()) {
        SiteHealth& site = sites[row.integer_at(0)];
        site.key = row.text_at(1);
        site.last_new = row.time_at(3);
        // A site that no round of the last week was over has no site file any more: nobody listens.
        const bool is_crawled = row.integer_at(6) != 0;
        if (!is_crawled) gone.insert(row.integer_at(0));
        if (!site.last_new) continue;
        site.silent_from =
            silent_from(*row.time_at(2), *site.last_new, row.integer_at(4), row.real_at(5));
        if (!is_crawled) site.silent_from.reset();
        site.silent = site.silent_from && now >= *site.silent_from;
      }
    }
    Use row(
        statements_("SELECT site_id, what, runs, since FROM _trouble ORDER BY runs DESC, what"));
    while (row.step()) {
      SiteHealth& site = sites[row.integer_at(0)];
      site.troubles.push_back(
          {std::string(row.text_at(1)), static_cast<int>(row.integer_at(2)), *row.time_at(3)});
      const std::string_view what = row.text_at(1);
      if (what.starts_with(kNothingStored) || what.starts_with(kRuleAlarm))
        site.wants_care = !gone.contains(row.integer_at(0));
    }
    std::vector<SiteHealth> all;
    for (auto& [id, site] : sites) all.push_back(std::move(site));
    return all;
  });
}

Result<std::vector<SiteDays>> SqliteStore::days(SysTime now, int days) {
  return guarded<std::vector<SiteDays>>(file_, [&]() -> Result<std::vector<SiteDays>> {
    const auto count = static_cast<std::size_t>(days);
    const std::string since = to_iso8601(now - std::chrono::hours(24) * (days - 1)).substr(0, 10);
    std::map<std::int64_t, SiteDays> sites;
    {
      Use row(statements_("SELECT id, key FROM sites"));
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
      Use row(
          statements_("SELECT site_id, CAST(julianday(substr(first_seen, 1, 10)) - julianday(?1) "
                      "AS INTEGER) AS day,"
                      " count(*) FROM articles WHERE first_seen >= ?1 GROUP BY site_id, day"));
      row.text(since);
      while (row.step()) {
        if (const auto day = day_at(row, 1))
          sites[row.integer_at(0)].added[*day] = row.integer_at(2);
      }
    }
    Use row(statements_(
        "SELECT s.site_id, CAST(julianday(substr(r.started, 1, 10)) - julianday(?1) AS INTEGER) AS "
        "day,"
        " sum(s.failed), sum(s.requests) FROM runs r JOIN site_runs s ON s.run_id = r.id"
        " WHERE r.started >= ?1 GROUP BY s.site_id, day"));
    row.text(since);
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

Result<std::vector<SiteCoverage>> SqliteStore::coverage() {
  return guarded<std::vector<SiteCoverage>>(file_, [&]() -> Result<std::vector<SiteCoverage>> {
    std::map<std::int64_t, SiteCoverage> sites;
    {
      Use row(statements_("SELECT id, key FROM sites"));
      while (row.step()) sites[row.integer_at(0)].key = row.text_at(1);
    }
    std::map<std::int64_t, std::map<std::string, SiteCoverage::Why>> missing;
    {
      Use row(statements_(
          "SELECT u.site_id, coalesce(v.state, 0), v.status, v.note, count(*), min(u.url),"
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
          statements_("SELECT u.site_id, sum(a.refused), min(u.url) FROM _announced a JOIN _url u "
                      "ON u.id = a.url_id"
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

}  // namespace tearsheet::store::sqlite
