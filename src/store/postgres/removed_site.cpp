#include "store/postgres/removed_site.h"

#include "store/sql/statement.h"

namespace tearsheet::store::postgres {
namespace {

void run(Connection& sql, const char* statement, const std::string& site) {
  sql::Use row(sql(statement));
  row.text(site).run();
}

}  // namespace

void call_back(Connection& sql, const std::string& site) {
  run(sql,
      "UPDATE _domain SET owner = NULL, epoch = epoch + 1 WHERE name IN (SELECT domain FROM _url"
      " WHERE site_id = (SELECT id FROM sites WHERE key = ?))",
      site);
}

void forget_site(Connection& sql, const std::string& site) {
  // An address whose page tells an article of another site stays, and the site's row with it.
  sql::Use table(
      sql("CREATE TEMP TABLE doomed_url (id BIGINT PRIMARY KEY, key BIGINT NOT NULL) ON COMMIT"
          " DROP"));
  table.run();
  run(sql,
      "INSERT INTO doomed_url SELECT u.id, u.key FROM _url u WHERE u.site_id = (SELECT id FROM"
      " sites WHERE key = ?) AND NOT EXISTS (SELECT 1 FROM _article_key k WHERE k.url_id = u.id)"
      " AND NOT EXISTS (SELECT 1 FROM _raw_page r WHERE r.url_id = u.id AND r.article_id IS NOT"
      " NULL)",
      site);
  for (const char* const statement :
       {"DELETE FROM _revisit WHERE raw_page IN (SELECT r.id FROM _raw_page r JOIN doomed_url d ON"
        " d.id = r.url_id)",
        "DELETE FROM _raw_page WHERE url_id IN (SELECT id FROM doomed_url)",
        "DELETE FROM _announced WHERE url_id IN (SELECT id FROM doomed_url)",
        "DELETE FROM _source_rhythm WHERE url_id IN (SELECT id FROM doomed_url)",
        "DELETE FROM _visit WHERE url_id IN (SELECT id FROM doomed_url)",
        "DELETE FROM _said WHERE source IN (SELECT key FROM doomed_url)",
        "DELETE FROM _entries WHERE source IN (SELECT key FROM doomed_url)",
        "DELETE FROM _alias WHERE key IN (SELECT key FROM doomed_url)",
        "DELETE FROM _url WHERE id IN (SELECT id FROM doomed_url)"}) {
    sql::Use row(sql(statement));
    row.run();
  }
  for (const char* const statement :
       {"DELETE FROM _rule WHERE site_id = (SELECT id FROM sites WHERE key = ?)",
        "DELETE FROM _site_model WHERE site_id = (SELECT id FROM sites WHERE key = ?)",
        "DELETE FROM _trouble WHERE site_id = (SELECT id FROM sites WHERE key = ?)",
        "DELETE FROM _site_preferences WHERE site_id = (SELECT id FROM sites WHERE key = ?)",
        "DELETE FROM _rhythm WHERE site_id = (SELECT id FROM sites WHERE key = ?)",
        "DELETE FROM site_runs WHERE site_id = (SELECT id FROM sites WHERE key = ?)",
        "DELETE FROM _address WHERE site = ?",
        "DELETE FROM _dictionary d WHERE d.site_id = (SELECT id FROM sites WHERE key = ?) AND NOT"
        " EXISTS (SELECT 1 FROM _raw_page r WHERE r.dictionary = d.id)",
        "UPDATE fetches SET site_id = NULL WHERE site_id = (SELECT id FROM sites WHERE key = ?)",
        "DELETE FROM sites s WHERE s.key = ? AND NOT EXISTS (SELECT 1 FROM _url u WHERE u.site_id"
        " = s.id) AND NOT EXISTS (SELECT 1 FROM _dictionary d WHERE d.site_id = s.id) AND NOT"
        " EXISTS (SELECT 1 FROM runs r JOIN _worker w ON w.owner = r.worker WHERE r.ended IS NULL"
        " AND w.seen_at > statement_timestamp() - interval '10 min')"})
    run(sql, statement, site);
}

}  // namespace tearsheet::store::postgres
