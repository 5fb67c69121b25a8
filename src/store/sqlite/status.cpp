// Numbers about the database, for `tearsheet status`.
#include <array>

#include "store/sqlite/sqlite_store.h"

namespace tearsheet::store::sqlite {
namespace {

constexpr int kDays = 14;

}  // namespace

Result<StatusReport> SqliteStore::status(SysTime now) {
  return guarded<StatusReport>(file_, [&]() -> Result<StatusReport> {
    StatusReport report;
    {
      Use row(statements_("SELECT count(*), count(*) - count(duplicate_of) FROM articles"));
      row.step();
      report.articles = row.integer_at(0);
      report.distinct = row.integer_at(1);
    }
    {
      Use row(statements_("SELECT count(*) FROM runs"));
      row.step();
      report.runs = row.integer_at(0);
    }
    {
      Use row(
          statements_("SELECT started, ended, outcome, bytes FROM runs ORDER BY id DESC LIMIT 1"));
      if (row.step()) {
        report.last_run_started = row.text_at(0);
        report.last_run_ended = row.text_at(1);
        report.last_run_outcome = row.text_at(2);
        report.bytes = row.integer_at(3);
      }
    }
    std::map<std::int64_t, SiteStatus> sites;
    {
      Use row(statements_("SELECT id, key, title FROM sites"));
      while (row.step()) {
        SiteStatus& site = sites[row.integer_at(0)];
        site.key = row.text_at(1);
        site.title = row.text_at(2);
        site.per_day.assign(kDays, 0);
      }
    }
    {
      Use row(
          statements_("SELECT site_id, count(*), count(*) - count(duplicate_of), max(date) FROM "
                      "articles GROUP BY site_id"));
      while (row.step()) {
        SiteStatus& site = sites[row.integer_at(0)];
        site.articles = row.integer_at(1);
        site.distinct = row.integer_at(2);
        site.newest = row.text_at(3);
      }
    }
    {
      const SysTime first = now - std::chrono::hours(24 * (kDays - 1));
      const std::string since = to_iso8601(first).substr(0, 10);
      Use row(
          statements_("SELECT site_id, CAST(julianday(substr(first_seen, 1, 10)) - julianday(?1) "
                      "AS INTEGER) AS day, count(*)"
                      " FROM articles WHERE first_seen >= ?1 GROUP BY site_id, day"));
      row.text(since);
      while (row.step()) {
        SiteStatus& site = sites[row.integer_at(0)];
        const std::int64_t day = row.integer_at(1);
        if (day >= 0 && day < kDays)
          site.per_day[static_cast<std::size_t>(day)] = row.integer_at(2);
      }
    }
    {
      Use row(
          statements_("SELECT u.site_id, count(*), sum(v.due_at IS NULL OR v.due_at <= ?1), "
                      "min(v.due_at) FROM _url u"
                      " LEFT JOIN _visit v ON v.url_id = u.id WHERE v.url_id IS NULL OR v.state = "
                      "4 GROUP BY u.site_id"));
      row.integer(now.time_since_epoch().count());
      while (row.step()) {
        SiteStatus& site = sites[row.integer_at(0)];
        site.waiting = row.integer_at(1);
      }
    }
    {
      Use row(statements_(
          "SELECT s.site_id, r.started, r.outcome, s.problem, s.stored, s.failed, s.requests"
          " FROM site_runs s JOIN runs r ON r.id = s.run_id"
          " WHERE s.run_id = (SELECT max(run_id) FROM site_runs x WHERE x.site_id = s.site_id)"));
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
      Use row(
          statements_("SELECT u.site_id, min(coalesce(v.due_at, 0)) FROM _url u JOIN _visit v ON "
                      "v.url_id = u.id"
                      " WHERE u.kind <> 0 AND u.source = u.key GROUP BY u.site_id"));
      while (row.step()) {
        const auto due = row.time_at(1);
        if (due && *due > now) sites[row.integer_at(0)].next_due = due;
      }
    }
    for (auto& [id, site] : sites) report.sites.push_back(std::move(site));
    return report;
  });
}

}  // namespace tearsheet::store::sqlite
