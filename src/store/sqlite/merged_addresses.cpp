#include "store/sqlite/merged_addresses.h"

#include <fmt/format.h>

#include <algorithm>

#include "store/removal.h"

namespace tearsheet::store::sqlite {
namespace {

void merge_sites(SQLite::Database& database, MergeReceipt& receipt) {
  receipt.sites += database.exec(
      "INSERT INTO main.sites(key, title, language, rules, first_seen) SELECT key, title, language,"
      " rules, first_seen FROM other.sites WHERE key NOT IN (SELECT key FROM main.sites) ORDER BY id");
  database.exec(
      "CREATE TEMP TABLE merged_site(theirs INTEGER PRIMARY KEY, ours INTEGER NOT NULL);"
      "INSERT INTO temp.merged_site SELECT t.id, s.id FROM other.sites t JOIN main.sites s ON s.key ="
      " t.key");
}

/// What was removed there is removed here: addresses that are known here too are marked as they
/// would be by `delete`.
void merge_tombstones(SQLite::Database& database, MergeReceipt& receipt) {
  database.exec(
      "CREATE TEMP TABLE merged_removal(key INTEGER PRIMARY KEY, why TEXT NOT NULL, at INTEGER NOT"
      " NULL);"
      "INSERT INTO temp.merged_removal SELECT key, why, unixepoch(at) * 1000 FROM other._removed"
      " WHERE key NOT IN (SELECT key FROM main._removed)");
  receipt.tombstones += database.exec(
      "INSERT OR IGNORE INTO main._removed(key, url, at, why) SELECT key, url, at, why FROM"
      " other._removed");
  SQLite::Statement visit(
      database,
      "INSERT OR REPLACE INTO main._visit(url_id, state, status, visited_at, failures, unchanged,"
      " note) SELECT u.id, ?, coalesce(v.status, 0), r.at, 0, 0, ? || r.why FROM main._url u JOIN"
      " temp.merged_removal r ON r.key = u.key LEFT JOIN main._visit v ON v.url_id = u.id WHERE"
      " u.kind = 0");
  visit.bind(1, static_cast<int>(VisitState::kDenied));
  visit.bind(2, std::string(kRemovedNote));
  visit.exec();
  database.exec(
      "UPDATE main._url SET hint = NULL WHERE hint IS NOT NULL AND kind = 0 AND key IN (SELECT key"
      " FROM temp.merged_removal)");
}

/// `_url` has no index by its key: runs recognise addresses in memory.
void merge_urls(SQLite::Database& database, MergeReceipt& receipt) {
  database.exec(
      "CREATE TEMP TABLE known_url(key INTEGER PRIMARY KEY, id INTEGER NOT NULL);"
      "INSERT OR IGNORE INTO temp.known_url SELECT key, id FROM main._url ORDER BY id");
  const auto add = [&](const char* kinds) {
    return database.exec(fmt::format(
        "INSERT INTO main._url(key, site_id, kind, source, depth, url, hint, via) SELECT u.key,"
        " s.ours, u.kind, u.source, u.depth, u.url, u.hint, u.via FROM other._url u JOIN"
        " temp.merged_site s ON s.theirs = u.site_id WHERE {} AND u.key NOT IN (SELECT key FROM"
        " temp.known_url) AND u.key NOT IN (SELECT key FROM main._removed) ORDER BY u.id",
        kinds));
  };
  receipt.addresses += add("u.kind = 0");
  receipt.sources += add("u.kind <> 0");
  database.exec(
      "INSERT OR IGNORE INTO temp.known_url SELECT key, id FROM main._url ORDER BY id;"
      "CREATE TEMP TABLE merged_url(theirs INTEGER PRIMARY KEY, ours INTEGER NOT NULL);"
      "INSERT INTO temp.merged_url SELECT u.id, k.id FROM other._url u JOIN temp.known_url k ON k.key ="
      " u.key;"
      "DROP TABLE temp.known_url");
}

/// An article's address was seen last where it was seen last; a source is asked as this database
/// remembers it, whose validators are those of what is here.
void merge_visits(SQLite::Database& database) {
  database.exec(fmt::format(
      "INSERT OR REPLACE INTO main._visit(url_id, {}) SELECT m.ours, {} FROM other._visit t JOIN"
      " temp.merged_url m ON m.theirs = t.url_id JOIN main._url u ON u.id = m.ours LEFT JOIN"
      " main._visit v ON v.url_id = m.ours WHERE (v.url_id IS NULL OR (u.kind = 0 AND v.visited_at <"
      " t.visited_at)) AND u.key NOT IN (SELECT key FROM main._removed)",
      columns_but(database, "_visit", {"url_id"}),
      columns_but(database, "_visit", {"url_id"}, "t.")));
  for (const char* const table : {"_announced", "_source_rhythm"}) {
    database.exec(fmt::format(
        "INSERT OR IGNORE INTO main.{0}(url_id, {1}) SELECT m.ours, {2} FROM other.{0} t JOIN"
        " temp.merged_url m ON m.theirs = t.url_id",
        table, columns_but(database, table, {"url_id"}),
        columns_but(database, table, {"url_id"}, "t.")));
  }
  for (const char* const table : {"_rhythm", "_site_model"}) {
    database.exec(fmt::format(
        "INSERT OR IGNORE INTO main.{0}(site_id, {1}) SELECT m.ours, {2} FROM other.{0} t JOIN"
        " temp.merged_site m ON m.theirs = t.site_id",
        table, columns_but(database, table, {"site_id"}),
        columns_but(database, table, {"site_id"}, "t.")));
  }
  for (const char* const table : {"_said", "_entries", "_address", "_tdm_file"}) {
    const std::string columns = columns_but(database, table, {});
    database.exec(fmt::format("INSERT OR IGNORE INTO main.{0}({1}) SELECT {1} FROM other.{0}",
                              table, columns));
  }
  database.exec(
      "INSERT OR IGNORE INTO main._alias(key, target) SELECT key, target FROM other._alias WHERE key"
      " NOT IN (SELECT key FROM main._removed)");
}

/// No host is asked sooner than either database promised.
void merge_hosts(SQLite::Database& database) {
  const std::string columns = columns_but(database, "_host", {});
  database.exec(
      fmt::format("INSERT OR IGNORE INTO main._host({0}) SELECT {0} FROM other._host", columns));
  for (const char* const clock : {"next_at", "retry_at"}) {
    database.exec(
        fmt::format("UPDATE main._host SET {0} = t.{0} FROM other._host t WHERE t.authority ="
                    " _host.authority AND t.{0} > coalesce(_host.{0}, 0)",
                    clock));
  }
}

}  // namespace

std::string columns_but(SQLite::Database& database, const std::string& table,
                        std::initializer_list<std::string_view> without,
                        const std::string& before) {
  std::string columns;
  SQLite::Statement row(database, "SELECT name FROM pragma_table_info(?, 'main') ORDER BY cid");
  row.bind(1, table);
  while (row.executeStep()) {
    const std::string name = row.getColumn(0).getString();
    if (std::find(without.begin(), without.end(), name) != without.end()) continue;
    if (!columns.empty()) columns += ", ";
    (columns += before) += name;
  }
  return columns;
}

void merge_addresses(SQLite::Database& database, MergeReceipt& receipt) {
  merge_sites(database, receipt);
  merge_tombstones(database, receipt);
  merge_urls(database, receipt);
  merge_visits(database);
  merge_hosts(database);
  database.exec(
      "DELETE FROM main._waiting;"
      "INSERT INTO main._waiting SELECT u.site_id, count(*) FROM main._url u LEFT JOIN main._visit v"
      " ON v.url_id = u.id WHERE v.url_id IS NULL OR v.state = 4 GROUP BY u.site_id");
}

}  // namespace tearsheet::store::sqlite
