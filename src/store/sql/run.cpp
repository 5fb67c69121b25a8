// What a run writes of sites, hosts and requests, and of itself when it ends.
#include <array>
#include <cstdio>

#include "store/sql/sql_store.h"

namespace tearsheet::store::sql {

namespace {

std::string with_milliseconds(SysTime time) {
  std::string text = to_iso8601(time);
  const auto count = time.time_since_epoch().count() % 1000;
  std::array<char, 8> fraction{};
  std::snprintf(fraction.data(), fraction.size(), ".%03dZ",
                static_cast<int>(count < 0 ? count + 1000 : count));
  text.pop_back();
  return text + fraction.data();
}

}  // namespace

Result<void> SqlStore::end_run(SysTime now, std::string_view outcome, const Tally& all,
                               const std::vector<SiteTally>& sites) {
  return in_one<void>([&]() -> Result<void> {
    const std::string ended = to_iso8601(now);
    Use run(sql_(
        "UPDATE runs SET ended=?, outcome=?, requests=?, bytes=?, stored=?, updated=?, unchanged=?,"
        " duplicates=?, not_articles=?, gone=?, denied=?, failed=?, left_over=? WHERE id=?"));
    const std::string how(outcome);
    run.text(ended).text(how);
    for (const std::int64_t count :
         {all.requests, all.bytes, all.stored, all.updated, all.unchanged, all.duplicates,
          all.not_articles, all.gone, all.denied, all.failed, all.left_over}) {
      run.integer(count);
    }
    run.integer(run_).run();
    for (const SiteTally& site : sites) {
      Use row(sql_(
          "INSERT INTO site_runs(run_id, site_id, requests, stored, updated, unchanged,"
          " duplicates, not_articles, gone, denied, failed, left_over, problem)"
          " VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?) ON CONFLICT(run_id, site_id) DO UPDATE SET requests ="
          " excluded.requests, stored = excluded.stored, updated = excluded.updated, unchanged ="
          " excluded.unchanged, duplicates = excluded.duplicates, not_articles ="
          " excluded.not_articles, gone = excluded.gone, denied = excluded.denied, failed ="
          " excluded.failed, left_over = excluded.left_over, problem = excluded.problem"));
      const Tally& t = site.tally;
      row.integer(run_).integer(site.site);
      for (const std::int64_t count : {t.requests, t.stored, t.updated, t.unchanged, t.duplicates,
                                       t.not_articles, t.gone, t.denied, t.failed, t.left_over}) {
        row.integer(count);
      }
      row.text_or_null(site.problem).run();
    }
    put_rhythm(now, sites);
    put_evidence_head(ended);
    return {};
  });
}

Result<std::int64_t> SqlStore::site_id(const SiteRecord& site, SysTime now) {
  return attempt<std::int64_t>([&]() -> Result<std::int64_t> {
    const std::string seen = to_iso8601(now);
    Use upsert(
        sql_("INSERT INTO sites(key, title, language, rules, first_seen) VALUES (?,?,?,?,?)"
             " ON CONFLICT(key) DO UPDATE SET title=excluded.title, language=excluded.language,"
             " rules=excluded.rules RETURNING id"));
    upsert.text(site.key).text(site.title).text_or_null(site.language).text(site.rules).text(seen);
    upsert.step();
    return upsert.integer_at(0);
  });
}

HostRecord host_at(Use& row) {
  HostRecord host;
  host.authority = row.text_at(0);
  host.next_at = row.time_at(1);
  host.retry_at = row.time_at(2);
  host.backoff_steps = static_cast<int>(row.integer_at(3));
  host.robots_status = static_cast<int>(row.integer_at(4));
  host.robots_at = row.time_at(5);
  host.robots_body = row.text_at(6);
  host.robots_etag = row.text_at(7);
  host.robots_modified = row.text_at(8);
  return host;
}

Result<std::vector<HostRecord>> SqlStore::hosts() {
  return attempt<std::vector<HostRecord>>([&]() -> Result<std::vector<HostRecord>> {
    std::vector<HostRecord> all;
    Use row(
        sql_("SELECT authority, next_at, retry_at, backoff_steps, robots_status, robots_at, "
             "robots_body, robots_etag, robots_modified FROM _host"));
    while (row.step()) all.push_back(host_at(row));
    return all;
  });
}

Result<void> SqlStore::put_host(const HostRecord& host) {
  return attempt<void>([&]() -> Result<void> {
    // The rules are the same as long as their time is: only the clocks are written then.
    Use clocks(
        sql_("UPDATE _host SET next_at=?, retry_at=?, backoff_steps=? WHERE authority=? AND "
             "robots_at IS NOT DISTINCT FROM ?"));
    clocks.time_or_null(host.next_at)
        .time_or_null(host.retry_at)
        .integer(host.backoff_steps)
        .text(host.authority);
    if (clocks.time_or_null(host.robots_at).run_counted() > 0) return {};
    Use row(
        sql_("INSERT INTO _host(authority, next_at, retry_at, backoff_steps, robots_status,"
             " robots_at, robots_body, robots_etag, robots_modified) VALUES (?,?,?,?,?,?,?,?,?)"
             " ON CONFLICT(authority) DO UPDATE SET next_at = excluded.next_at, retry_at ="
             " excluded.retry_at, backoff_steps = excluded.backoff_steps, robots_status ="
             " excluded.robots_status, robots_at = excluded.robots_at, robots_body ="
             " excluded.robots_body, robots_etag = excluded.robots_etag, robots_modified ="
             " excluded.robots_modified"));
    row.text(host.authority)
        .time_or_null(host.next_at)
        .time_or_null(host.retry_at)
        .integer(host.backoff_steps);
    row.integer(host.robots_status).time_or_null(host.robots_at).text(host.robots_body);
    row.text_or_null(host.robots_etag).text_or_null(host.robots_modified).run();
    return {};
  });
}

Result<void> SqlStore::put_fetch(const FetchRecord& fetch) {
  return attempt<void>([&]() -> Result<void> {
    const std::string started = with_milliseconds(fetch.started);
    Use row(
        sql_("INSERT INTO fetches(run_id, site_id, host, url, purpose, started, "
             "milliseconds, pause, status, bytes,"
             " conditional, address, error, url_id) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?)"));
    row.integer(run_);
    fetch.site != 0 ? row.integer(fetch.site) : row.null();
    row.text(fetch.host)
        .text(fetch.url)
        .text(fetch.purpose)
        .text(started)
        .integer(fetch.elapsed.count());
    row.integer(fetch.pause.count())
        .integer(fetch.status)
        .integer(static_cast<std::int64_t>(fetch.bytes));
    row.integer(fetch.conditional ? 1 : 0).text_or_null(fetch.address).text_or_null(fetch.error);
    (fetch.url_id != 0 ? row.integer(fetch.url_id) : row.null()).run();
    return {};
  });
}

}  // namespace tearsheet::store::sql
