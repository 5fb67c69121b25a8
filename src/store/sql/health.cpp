// How sites fare over many runs: troubles and silence.
#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "store/sql/sql_store.h"

namespace tearsheet::store::sql {

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

Result<std::vector<Trouble>> SqlStore::count_troubles(SysTime now,
                                                      const std::vector<TroubleSeen>& seen,
                                                      const std::vector<std::int64_t>& asked) {
  return in_one<std::vector<Trouble>>([&]() -> Result<std::vector<Trouble>> {
    std::vector<Trouble> counted;
    std::map<std::int64_t, std::vector<std::string>> met;
    for (const TroubleSeen& trouble : seen) {
      Use row(sql_(
          "INSERT INTO _trouble(site_id, what, runs, since) VALUES (?, ?, 1, ?)"
          " ON CONFLICT(site_id, what) DO UPDATE SET runs = _trouble.runs + 1 RETURNING runs, since"));
      row.integer(trouble.site).text(trouble.what).integer(now.time_since_epoch().count());
      row.step();
      counted.push_back({trouble.what, static_cast<int>(row.integer_at(0)), *row.time_at(1)});
      met[trouble.site].push_back(trouble.what);
    }
    for (const std::int64_t site : asked) {
      std::vector<std::string> over;
      {
        Use row(sql_("SELECT what FROM _trouble WHERE site_id = ?"));
        row.integer(site);
        while (row.step()) {
          const std::string what(row.text_at(0));
          const std::vector<std::string>& now_met = met[site];
          if (std::find(now_met.begin(), now_met.end(), what) == now_met.end())
            over.push_back(what);
        }
      }
      for (const std::string& what : over) {
        Use row(sql_("DELETE FROM _trouble WHERE site_id = ? AND what = ?"));
        row.integer(site).text(what).run();
      }
    }
    return counted;
  });
}

void SqlStore::put_rhythm(SysTime now, const std::vector<SiteTally>& sites) {
  for (const SiteTally& site : sites) {
    if (site.tally.stored == 0) continue;
    SysTime first = now;
    std::int64_t pauses = 0;
    double longest = 0;
    {
      Use row(sql_("SELECT first_new, last_new, pauses, longest FROM _rhythm WHERE site_id = ?"));
      row.integer(site.site);
      if (row.step()) {
        first = *row.time_at(0);
        const double pause = milliseconds_of(now - *row.time_at(1));
        pauses = row.integer_at(2) + 1;
        // A clock that was set back made no pause.
        longest = faded(row.real_at(3), std::max(pause, 0.0));
      }
    }
    Use row(sql_(
        "INSERT INTO _rhythm(site_id, first_new, last_new, pauses, longest)"
        " VALUES (?, ?, ?, ?, ?) ON CONFLICT(site_id) DO UPDATE SET first_new ="
        " excluded.first_new, last_new = excluded.last_new, pauses = excluded.pauses, longest ="
        " excluded.longest"));
    row.integer(site.site).integer(first.time_since_epoch().count());
    row.integer(now.time_since_epoch().count()).integer(pauses).real(longest).run();
  }
}

Result<std::vector<SiteHealth>> SqlStore::health(SysTime now) {
  return attempt<std::vector<SiteHealth>>([&]() -> Result<std::vector<SiteHealth>> {
    std::map<std::int64_t, SiteHealth> sites;
    std::set<std::int64_t> gone;
    {
      Use row(sql_.either(
          "SELECT s.id, s.key, r.first_new, r.last_new, r.pauses, r.longest,"
          " coalesce((SELECT max(run_id) FROM site_runs y WHERE y.site_id = s.id) >="
          " (SELECT min(id) FROM runs WHERE started >= (SELECT strftime('%Y-%m-%dT%H:%M:%SZ',"
          " started, '-7 days') FROM runs ORDER BY id DESC LIMIT 1)), 1) FROM sites s"
          " LEFT JOIN _rhythm r ON r.site_id = s.id",
          "SELECT s.id, s.key, r.first_new, r.last_new, r.pauses, r.longest,"
          " coalesce((SELECT max(run_id) FROM site_runs y WHERE y.site_id = s.id) >="
          " (SELECT min(id) FROM runs WHERE started >= (SELECT to_char(CAST(started AS timestamptz)"
          " AT TIME ZONE 'UTC' - interval '7 days', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"') FROM runs"
          " ORDER BY id DESC LIMIT 1)), true) FROM sites s"
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
    Use row(sql_("SELECT site_id, what, runs, since FROM _trouble ORDER BY runs DESC, what"));
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

}  // namespace tearsheet::store::sql
