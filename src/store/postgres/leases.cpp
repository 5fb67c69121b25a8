// Who may ask which domain (store/share.h). Only the server's clock counts; statement_timestamp()
// is that of the statement: a transaction that was held up began long ago.
#include <fmt/format.h>

#include "store/postgres/postgres_store.h"

namespace tearsheet::store::postgres {
namespace {

std::vector<HeldDomain> domains_of(Use& row) {
  std::vector<HeldDomain> domains;
  while (row.step())
    domains.push_back({std::string(row.text_at(0)), row.integer_at(1), row.integer_at(2), {}});
  return domains;
}

}  // namespace

Result<Crew> PostgresStore::look_around(std::chrono::milliseconds lease) {
  return attempt<Crew>([&]() -> Result<Crew> {
    {
      Use alive(
          sql_("INSERT INTO _worker(owner, seen_at) VALUES (?, statement_timestamp()) ON"
               " CONFLICT(owner) DO UPDATE SET seen_at = excluded.seen_at"));
      alive.text(worker_).run();
    }
    Use row(
        sql_("SELECT (SELECT count(*) FROM _worker WHERE asks AND seen_at > statement_timestamp() -"
             " CAST(? AS BIGINT) * interval '1 ms'), (SELECT count(*) FROM _domain WHERE due_at <="
             " statement_timestamp())"));
    row.integer(lease.count());
    row.step();
    tries_ = 0;  // the server answers
    return Crew{std::max<std::int64_t>(row.integer_at(0), 1), row.integer_at(1)};
  });
}

// The outer condition is asked again under the row's lock. Rows that somebody is writing are left
// alone: nobody waits for a worker that froze.
Result<std::vector<HeldDomain>> PostgresStore::take(std::int64_t count,
                                                    std::chrono::milliseconds lease) {
  return attempt<std::vector<HeldDomain>>([&]() -> Result<std::vector<HeldDomain>> {
    Use row(
        sql_("UPDATE _domain SET owner = ?1, lease_until = statement_timestamp() + CAST(?2 AS"
             " BIGINT) * interval '1 ms', epoch = epoch + 1 WHERE name IN (SELECT name FROM _domain"
             " WHERE due_at <= statement_timestamp() AND lease_until + pause * interval '1 ms' <"
             " statement_timestamp() ORDER BY due_at, name LIMIT CAST(?3 AS BIGINT) FOR UPDATE SKIP"
             " LOCKED) AND lease_until + pause * interval '1 ms' < statement_timestamp() RETURNING"
             " name, epoch, calls"));
    row.text(worker_).integer(lease.count()).integer(count);
    return domains_of(row);
  });
}

Result<std::vector<HeldDomain>> PostgresStore::take_these(const std::vector<std::string>& names,
                                                          std::chrono::milliseconds lease) {
  return attempt<std::vector<HeldDomain>>([&]() -> Result<std::vector<HeldDomain>> {
    const std::string texts = array_of(names);
    {
      Use row(
          sql_("INSERT INTO _domain(name, due_at) SELECT name, 'infinity' FROM unnest(CAST(? AS"
               " text[])) AS n(name) ORDER BY name ON CONFLICT(name) DO NOTHING"));
      row.text(texts).run();
    }
    Use row(
        sql_("UPDATE _domain SET owner = ?1, lease_until = statement_timestamp() + CAST(?2 AS"
             " BIGINT) * interval '1 ms', epoch = epoch + 1 WHERE name IN (SELECT name FROM _domain"
             " WHERE name = ANY(CAST(?3 AS text[])) AND lease_until + pause * interval '1 ms' <"
             " statement_timestamp() FOR UPDATE SKIP LOCKED) AND lease_until + pause * interval"
             " '1 ms' < statement_timestamp() RETURNING name, epoch, calls"));
    row.text(worker_).integer(lease.count()).text(texts);
    return domains_of(row);
  });
}

// One that is over is not renewed although nobody took it: a batch may have been refused meanwhile
// (still_held), and whoever goes on would take its pages for stored.
Result<std::vector<HeldDomain>> PostgresStore::renew(const std::vector<Renewal>& held,
                                                     std::chrono::milliseconds lease) {
  return attempt<std::vector<HeldDomain>>([&]() -> Result<std::vector<HeldDomain>> {
    std::vector<std::string> names;
    std::vector<std::int64_t> epochs, pauses;
    for (const Renewal& one : held) {
      names.push_back(one.name);
      epochs.push_back(one.epoch);
      pauses.push_back(one.pause ? one.pause->count() : -1);
    }
    const std::string names_text = array_of(names), epochs_text = array_of(epochs),
                      pauses_text = array_of(pauses);
    Use row(sql_(
        "UPDATE _domain d SET lease_until = statement_timestamp() + CAST(?1 AS BIGINT) *"
        " interval '1 ms', pause = CASE WHEN h.pause < 0 THEN d.pause ELSE h.pause END FROM unnest(CAST(?2 AS text[]), CAST(?3 AS"
        " bigint[]), CAST(?4 AS bigint[])) AS h(name, epoch, pause) WHERE d.name = h.name AND"
        " d.epoch = h.epoch AND d.owner = ?5 AND d.lease_until > statement_timestamp() RETURNING"
        " d.name, d.epoch, d.calls"));
    row.integer(lease.count()).text(names_text).text(epochs_text).text(pauses_text).text(worker_);
    return domains_of(row);
  });
}

// A removal moves the epoch on, too: what its holder has in memory is no longer what is stored, and it
// is told so by not holding it, once.
Result<bool> PostgresStore::hold(const std::string& name, std::chrono::milliseconds lease) {
  return attempt<bool>([&]() -> Result<bool> {
    Use row(
        sql_("INSERT INTO _lease(name, owner, lease_until, epoch) VALUES (?1, ?2,"
             " statement_timestamp() + CAST(?3 AS BIGINT) * interval '1 ms', 1) ON CONFLICT(name)"
             " DO UPDATE SET owner = excluded.owner, lease_until = excluded.lease_until, epoch ="
             " _lease.epoch + 1 WHERE _lease.owner = excluded.owner OR _lease.lease_until <"
             " statement_timestamp() RETURNING epoch"));
    row.text(name).text(worker_).integer(lease.count());
    if (!row.step()) {
      leases_.erase(name);
      return false;
    }
    const std::int64_t epoch = row.integer_at(0);
    const auto [known, is_new] = leases_.try_emplace(name, epoch);
    const bool is_next = is_new || epoch == known->second + 1;
    known->second = epoch;
    return is_next;
  });
}

Result<void> PostgresStore::seize(const std::string& name, std::chrono::milliseconds lease) {
  return attempt<void>([&]() -> Result<void> {
    Use row(
        sql_("INSERT INTO _lease(name, owner, lease_until, epoch) VALUES (?1, ?2,"
             " statement_timestamp() + CAST(?3 AS BIGINT) * interval '1 ms', 1) ON CONFLICT(name)"
             " DO UPDATE SET owner = excluded.owner, lease_until = excluded.lease_until, epoch ="
             " _lease.epoch + 1 RETURNING epoch"));
    row.text(name).text(worker_).integer(lease.count());
    row.step();
    leases_[name] = row.integer_at(0);
    return {};
  });
}

Result<void> PostgresStore::let_go(const std::string& name) {
  return attempt<void>([&]() -> Result<void> {
    Use row(sql_("UPDATE _lease SET lease_until = '-infinity' WHERE name = ? AND owner = ?"));
    row.text(name).text(worker_).run();
    return {};
  });
}

}  // namespace tearsheet::store::postgres
