// Numbers about the database, for `tearsheet status`.

#include <algorithm>
#include <string>

#include "store/sql/sql_store.h"

namespace tearsheet::store::sql {
namespace {

constexpr int kDays = 14;

// Of a row with use_search, use_train, use_ai_input and tdm, from `column` on.
void count_use(Use& row, int column, std::int64_t articles, SiteUse& use) {
  for (UseCount* const count : {&use.search, &use.train, &use.ai_input, &use.tdm}) {
    const std::string_view said = row.text_at(column++);
    if (said == "y") count->allowed += articles;
    if (said == "n") count->refused += articles;
  }
}

}  // namespace

Result<std::vector<SiteName>> SqlStore::site_names() {
  return attempt<std::vector<SiteName>>([&]() -> Result<std::vector<SiteName>> {
    std::vector<SiteName> names;
    Use row(sql_("SELECT key, title FROM sites ORDER BY key LIMIT 500"));
    while (row.step()) names.push_back({std::string(row.text_at(0)), std::string(row.text_at(1))});
    return names;
  });
}

Result<StatusReport> SqlStore::status(SysTime now) {
  return status_of(kAllSites, now);
}

Result<StatusReport> SqlStore::status_of(const std::string& site, SysTime now) {
  return attempt<StatusReport>([&]() -> Result<StatusReport> {
    const auto range = range_of(site);
    return range ? status_of(*range, now) : StatusReport();
  });
}

std::optional<SqlStore::SiteRange> SqlStore::range_of(const std::string& site) {
  Use row(sql_("SELECT id FROM sites WHERE key = ?"));
  if (!row.text(site).step()) return std::nullopt;
  return SiteRange{row.integer_at(0), row.integer_at(0)};
}

Result<StatusReport> SqlStore::status_of(SiteRange range, SysTime now) {
  return attempt<StatusReport>([&]() -> Result<StatusReport> {
    StatusReport report;
    {
      Use row(sql_("SELECT count(*) FROM runs"));
      row.step();
      report.runs = row.integer_at(0);
    }
    {
      // On a server nobody else marks the run of a worker that died.
      Use row(sql_.either(
          "SELECT started, ended, outcome, bytes FROM runs ORDER BY id DESC LIMIT 1",
          "SELECT started, ended, CASE WHEN ended IS NULL AND NOT EXISTS (SELECT 1 FROM _worker w"
          " WHERE w.owner = r.worker AND w.seen_at > statement_timestamp() - interval '10 min')"
          " THEN 'cut' ELSE outcome END, bytes FROM runs r ORDER BY id DESC LIMIT 1"));
      if (row.step()) {
        report.last_run_started = row.text_at(0);
        report.last_run_ended = row.text_at(1);
        report.last_run_outcome = row.text_at(2);
        report.bytes = row.integer_at(3);
      }
    }
    std::map<std::int64_t, SiteStatus> sites;
    const auto of_range = [&](Use& row) { row.integer(range.first).integer(range.last); };
    {
      Use row(sql_("SELECT id, key, title FROM sites WHERE id BETWEEN ?1 AND ?2"));
      of_range(row);
      while (row.step()) {
        SiteStatus& site = sites[row.integer_at(0)];
        site.key = row.text_at(1);
        site.title = row.text_at(2);
        site.per_day.assign(kDays, 0);
      }
    }
    {
      // An index holds all of it: a row of `articles` is as long as its text. That of a server holds
      // what the site says of the use of its texts, too.
      Use row(sql_.either(
          "SELECT site_id, count(*), count(*) - count(duplicate_of), max(date) FROM articles INDEXED"
          " BY articles_site_moment WHERE site_id BETWEEN ?1 AND ?2 GROUP BY site_id",
          "SELECT site_id, count(*), count(*) - count(duplicate_of), max(date), use_search,"
          " use_train, use_ai_input, tdm FROM articles WHERE site_id BETWEEN ?1 AND ?2 GROUP BY"
          " site_id, use_search, use_train, use_ai_input, tdm"));
      of_range(row);
      while (row.step()) {
        SiteStatus& site = sites[row.integer_at(0)];
        site.articles += row.integer_at(1);
        site.distinct += row.integer_at(2);
        site.newest = std::max(site.newest, std::string(row.text_at(3)));
        report.articles += row.integer_at(1);
        report.distinct += row.integer_at(2);
        if (counts_use_along()) count_use(row, 4, row.integer_at(1), site.use);
      }
    }
    {
      const SysTime first = now - std::chrono::hours(24 * (kDays - 1));
      const std::string since = to_iso8601(first).substr(0, 10);
      Use row(articles_by_day());
      of_range(row.text(since));
      while (row.step()) {
        SiteStatus& site = sites[row.integer_at(0)];
        const std::int64_t day = row.integer_at(1);
        if (day >= 0 && day < kDays)
          site.per_day[static_cast<std::size_t>(day)] = row.integer_at(2);
      }
    }
    {
      // A server has no such count: that would be a row which all workers write.
      static_assert(static_cast<int>(VisitState::kRetry) == 4);
      Use row(sql_.either("SELECT site_id, urls FROM _waiting WHERE site_id BETWEEN ?1 AND ?2",
                          "SELECT site_id, count(*) FROM (SELECT u.site_id FROM _url u WHERE NOT"
                          " EXISTS (SELECT 1 FROM _visit v WHERE v.url_id = u.id) AND u.site_id"
                          " BETWEEN ?1 AND ?2 UNION ALL SELECT u.site_id FROM _visit v JOIN _url u"
                          " ON u.id = v.url_id WHERE v.state = 4 AND u.site_id BETWEEN ?1 AND ?2)"
                          " w GROUP BY site_id"));
      of_range(row);
      while (row.step()) sites[row.integer_at(0)].waiting = row.integer_at(1);
    }
    {
      Use row(sql_(
          "SELECT s.site_id, r.started, r.outcome, s.problem, s.stored, s.failed, s.requests"
          " FROM sites x CROSS JOIN site_runs s JOIN runs r ON r.id = s.run_id WHERE s.site_id ="
          " x.id AND s.run_id = (SELECT max(run_id) FROM site_runs y WHERE y.site_id = x.id)"
          " AND x.id BETWEEN ?1 AND ?2"));
      of_range(row);
      while (row.step()) {
        SiteStatus& site = sites[row.integer_at(0)];
        site.last_run = row.text_at(1);
        site.outcome = row.text_at(2);
        site.problem = row.text_at(3);
        site.stored_last = row.integer_at(4);
        site.failed_last = row.integer_at(5);
        site.requests_last = row.integer_at(6);
      }
    }
    {
      // A source that is not due yet holds the site back only if all of them do.
      Use row(sql_.either(
          "SELECT u.site_id, min(coalesce(v.due_at, 0)) FROM _url u INDEXED BY"
          " _url_source JOIN _visit v ON v.url_id = u.id"
          " WHERE u.kind <> 0 AND u.source = u.key AND u.site_id BETWEEN ?1 AND ?2 GROUP BY"
          " u.site_id",
          "SELECT u.site_id, min(coalesce(v.due_at, 0)) FROM _url u JOIN _visit v ON"
          " v.url_id = u.id WHERE u.kind <> 0 AND u.source = u.key AND u.site_id BETWEEN ?1 AND ?2"
          " GROUP BY u.site_id"));
      of_range(row);
      while (row.step()) {
        const auto due = row.time_at(1);
        if (due && *due > now) sites[row.integer_at(0)].next_due = due;
      }
    }
    if (!counts_use_along()) {
      Use row(
          sql_("SELECT site_id, use_search, use_train, use_ai_input, tdm, count(*) FROM articles"
               " INDEXED BY articles_use WHERE site_id BETWEEN ?1 AND ?2 GROUP BY 1, 2, 3, 4, 5"));
      of_range(row);
      while (row.step()) count_use(row, 1, row.integer_at(5), sites[row.integer_at(0)].use);
    }
    {
      Use row(
          sql_.either("SELECT site_id, count(*) FROM articles INDEXED BY articles_license WHERE"
                      " license IS NOT NULL AND site_id BETWEEN ?1 AND ?2 GROUP BY site_id",
                      "SELECT site_id, count(*) FROM articles WHERE license IS NOT NULL AND site_id"
                      " BETWEEN ?1 AND ?2 GROUP BY site_id"));
      of_range(row);
      while (row.step()) sites[row.integer_at(0)].use.licensed = row.integer_at(1);
    }
    for (auto& [id, site] : sites) site.agreement = agreement(id);
    {
      // Of the site file of today alone: another one has yet to prove itself.
      Use row(
          sql_("SELECT r.site_id, r.rule, r.since, r.odd, r.lies FROM _rule r JOIN sites s"
               " ON s.id = r.site_id AND s.rules = r.rules WHERE r.alarm = 1 AND r.site_id"
               " BETWEEN ?1 AND ?2"));
      of_range(row);
      while (row.step()) {
        sites[row.integer_at(0)].alarms.push_back({std::string(row.text_at(1)), row.time_at(2),
                                                   static_cast<int>(row.integer_at(3)),
                                                   static_cast<int>(row.integer_at(4)), true});
      }
    }
    for (auto& [id, site] : sites) report.sites.push_back(std::move(site));
    return report;
  });
}

std::map<std::string, double> SqlStore::agreement(std::int64_t site) {
  Use row(sql_.either(
      "SELECT f.key, round(avg(f.value), 3) FROM (SELECT agreement FROM articles INDEXED BY"
      " articles_agreement WHERE site_id = ? AND agreement IS NOT NULL ORDER BY id DESC"
      " LIMIT ?) a, json_each(a.agreement) f GROUP BY f.key HAVING count(*) >= ?",
      "SELECT f.key, CAST(round(avg(CAST(f.value AS NUMERIC)), 3) AS DOUBLE PRECISION) FROM (SELECT"
      " agreement FROM articles WHERE site_id = ? AND agreement IS NOT NULL ORDER BY id DESC"
      " LIMIT ?) a, json_each_text(CAST(a.agreement AS json)) f GROUP BY f.key HAVING count(*) >="
      " ?"));
  row.integer(site).integer(kAgreementArticles).integer(kFewestCompared);
  std::map<std::string, double> fields;
  while (row.step()) fields[std::string(row.text_at(0))] = row.real_at(1);
  return fields;
}

}  // namespace tearsheet::store::sql
