#include "store/postgres/schema.h"

#include <fmt/format.h>

#include <optional>
#include <string>
#include <vector>

#include "store/postgres/migrations.h"

namespace tearsheet::store::postgres {
namespace {

// Two workers that find an empty database collide here, and one of them tries again.
constexpr int kTries = 50;
// A server that is not there is told soon: whoever started the crawl waits for it. Later losses are
// waited out.
constexpr int kConnectionTries = 3;

bool is_collision(const Trouble& trouble) {
  // unique_violation, duplicate_table, duplicate_object (a table's type); the others are passing by
  // themselves.
  return trouble.state() == "23505" || trouble.state() == "42P07" || trouble.state() == "42710" ||
         trouble.is_passing();
}

tl::unexpected<Error> unusable(const Connection& connection, const std::string& why) {
  return fail(ErrorCode::kUnusable, connection.name() + ": " + why);
}

bool is_there(Connection& connection, const std::string& table) {
  sql::Use row(connection("SELECT to_regclass(?) IS NOT NULL"));
  row.text(table);
  return row.step() && row.integer_at(0) != 0;
}

// Empty: there is no database of ours.
std::optional<int> version_in(Connection& connection) {
  if (!is_there(connection, "_schema")) return std::nullopt;
  sql::Use row(connection("SELECT version FROM _schema WHERE id = 1"));
  if (!row.step()) return std::nullopt;
  return static_cast<int>(row.integer_at(0));
}

Result<void> refuse_newer(const Connection& connection, int version, int newest) {
  if (version <= newest) return {};
  return unusable(connection, fmt::format("this database was made by a newer version of tearsheet "
                                          "(schema {}, this program knows {}); it is left as it is",
                                          version, newest));
}

Result<void> refuse_unfinished(Connection& connection) {
  if (!is_there(connection, "_copying")) return {};
  return unusable(connection,
                  "a copy into this database is under way, or was cut off: the same `tearsheet db "
                  "copy` goes on with it");
}

// All of it in one transaction, which waits for the one row: a worker that dies leaves nothing.
Result<void> try_to_migrate(Connection& connection, WhileCopying copying) {
  if (copying == WhileCopying::kRefused) {
    if (auto whole = refuse_unfinished(connection); !whole) return whole;
  }
  const std::vector<sql::Migration> migrations = all_migrations();
  const int newest = static_cast<int>(migrations.size());
  // Looked for first: who makes them now made the other one before.
  const bool has_articles = is_there(connection, "articles");
  if (const auto version = version_in(connection)) {
    if (auto sound = refuse_newer(connection, *version, newest); !sound) return sound;
    if (*version == newest) return {};
  } else if (has_articles) {
    return unusable(connection,
                    "this database belongs to another program; it is left as it is, give "
                    "tearsheet one of its own (createdb)");
  }
  connection.execute(
      "CREATE TABLE IF NOT EXISTS _schema (id INTEGER PRIMARY KEY, version INTEGER NOT NULL);"
      "INSERT INTO _schema VALUES (1, 0) ON CONFLICT DO NOTHING");
  connection.execute("BEGIN");
  try {
    int version = 0;
    {
      sql::Use row(connection("SELECT version FROM _schema WHERE id = 1 FOR UPDATE"));
      if (row.step()) version = static_cast<int>(row.integer_at(0));
    }
    for (int i = version; i < newest; ++i)
      connection.execute(migrations[static_cast<std::size_t>(i)].sql);
    connection.execute(fmt::format("UPDATE _schema SET version = {} WHERE id = 1", newest));
    connection.execute("COMMIT");
  } catch (const Trouble&) {
    connection.execute("ROLLBACK");
    throw;
  }
  return {};
}

}  // namespace

Result<void> migrate(Connection& connection, WhileCopying copying) {
  for (int tries = 0;; ++tries) {
    try {
      return try_to_migrate(connection, copying);
    } catch (const Trouble& trouble) {
      const int most = trouble.is_connection() ? kConnectionTries : kTries;
      if (!is_collision(trouble) || tries >= most) return unusable(connection, trouble.what());
      connection.recover(tries);
    }
  }
}

Result<void> check_schema(Connection& connection) {
  try {
    if (auto whole = refuse_unfinished(connection); !whole) return whole;
    const int newest = static_cast<int>(all_migrations().size());
    const auto version = version_in(connection);
    if (!version || *version == 0)
      return unusable(connection, "the database is empty: nothing was crawled yet");
    if (*version < newest)
      return unusable(connection,
                      fmt::format("this database has the older schema {}; the next `tearsheet "
                                  "crawl` brings it to {}",
                                  *version, newest));
    return refuse_newer(connection, *version, newest);
  } catch (const Trouble& trouble) {
    return unusable(connection, trouble.what());
  }
}

}  // namespace tearsheet::store::postgres
