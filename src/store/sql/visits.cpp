// The frontier's table, row by row: what sources say of an address, what its visits came to.
#include "store/sql/hint.h"
#include "store/sql/sql_store.h"

namespace tearsheet::store::sql {

Result<void> SqlStore::each_article_key(const std::function<void(UrlHash)>& each) {
  return attempt<void>([&]() -> Result<void> {
    Use row(
        sql_("SELECT key FROM _article_key WHERE proposed <> 1 UNION ALL"
             " SELECT key FROM _removed"));
    while (row.step()) each(row.hash_at(0));
    return {};
  });
}

Result<void> SqlStore::add_hint(std::int64_t url_id, const Hint& hint) {
  return attempt<void>([&]() -> Result<void> {
    const std::string json = to_json(hint);
    // The hour of the day that the first source named is news as well, and so is the place of its
    // clock.
    Use row(
        sql_.either("UPDATE _url SET hint = json_patch(json_patch(?1, coalesce(hint, '{}')), CASE"
                    " WHEN substr(json_extract(?1, '$.published'), 1, 10) ="
                    " json_extract(hint, '$.published') THEN"
                    " json_object('published', json_extract(?1, '$.published'))"
                    " WHEN json_extract(?1, '$.published') GLOB '*T*[Z+-]*' AND"
                    " json_extract(hint, '$.published') GLOB '*T*' AND"
                    " NOT json_extract(hint, '$.published') GLOB '*T*[Z+-]*' THEN"
                    " json_object('published', json_extract(?1, '$.published')) ELSE '{}' END)"
                    " WHERE id = ?2",
                    "UPDATE _url SET hint = CAST(h.new || h.old || CASE WHEN substr(h.new ->>"
                    " 'published', 1, 10) = h.old ->> 'published' OR (h.new ->> 'published' ~"
                    " 'T.*[Z+-]' AND h.old ->> 'published' ~ 'T' AND h.old ->> 'published' !~"
                    " 'T.*[Z+-]') THEN jsonb_build_object('published', h.new ->> 'published') ELSE"
                    " CAST('{}' AS jsonb) END AS TEXT) FROM (SELECT id, CAST(?1 AS jsonb) AS new,"
                    " CAST(coalesce(hint, '{}') AS jsonb) AS old FROM _url WHERE id = ?2) h"
                    " WHERE _url.id = h.id"));
    row.text(json).integer(url_id).run();
    return {};
  });
}

Result<void> SqlStore::add_origin(std::int64_t url_id, std::string_view origin) {
  return attempt<void>([&]() -> Result<void> {
    Use row(sql_("UPDATE _url SET via = coalesce(via, 0) | ? WHERE id = ?"));
    row.integer(bit_of(origin)).integer(url_id).run();
    return {};
  });
}

Result<void> SqlStore::add_article_origin(UrlHash key, std::string_view origin) {
  return attempt<void>([&]() -> Result<void> {
    Use row(
        sql_("UPDATE _url SET via = coalesce(via, 0) | ?1 WHERE id = (SELECT url_id FROM"
             " _article_key WHERE key = ?2) AND coalesce(via, 0) & ?1 = 0"));
    row.integer(bit_of(origin)).hash(key).run();
    return {};
  });
}

void SqlStore::note_visit(std::int64_t url_id, const Visit& visit) {
  Use row(
      sql_("UPDATE _visit SET status = ?, visited_at = ?, due_at = ?, failures = ?, unchanged = ?,"
           " announced = announced * ?, note = ? WHERE url_id = ?"));
  row.integer(visit.status).integer(visit.visited_at.time_since_epoch().count());
  row.time_or_null(visit.due_at).integer(visit.failures).integer(visit.unchanged);
  // What a source said holds until the page was had.
  row.integer(visit.state == VisitState::kRetry || visit.state == VisitState::kAlias ? 1 : 0);
  row.text_or_null(visit.note).integer(url_id).run();
}

void SqlStore::put_visit(std::int64_t url_id, const Visit& visit) {
  Use row(
      sql_.either("INSERT OR REPLACE INTO _visit(url_id, state, status, visited_at, due_at,"
                  " failures, unchanged, etag, last_modified, note, until, answered_by, moved_to)"
                  " VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)",
                  "INSERT INTO _visit(url_id, state, status, visited_at, due_at,"
                  " failures, unchanged, etag, last_modified, note, until, answered_by, moved_to)"
                  " VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?) ON CONFLICT(url_id) DO UPDATE SET state ="
                  " excluded.state, status = excluded.status, visited_at = excluded.visited_at,"
                  " due_at = excluded.due_at, failures = excluded.failures, unchanged ="
                  " excluded.unchanged, etag = excluded.etag, last_modified ="
                  " excluded.last_modified, note = excluded.note, until = excluded.until,"
                  " answered_by = excluded.answered_by, moved_to = excluded.moved_to,"
                  " announced = 0"));
  row.integer(url_id).integer(static_cast<int>(visit.state)).integer(visit.status);
  row.integer(visit.visited_at.time_since_epoch().count()).time_or_null(visit.due_at);
  row.integer(visit.failures)
      .integer(visit.unchanged)
      .text_or_null(visit.etag)
      .text_or_null(visit.last_modified);
  row.text_or_null(visit.note).time_or_null(visit.until);
  row.text_or_null(visit.answered_by).text_or_null(visit.moved_to).run();
  if (visit.rhythm) put_source_rhythm(url_id, *visit.rhythm);
}

void SqlStore::put_source_rhythm(std::int64_t url_id, const Rhythm& rhythm) {
  Use row(
      sql_("INSERT INTO _source_rhythm(url_id, news, hours, last_new, told, base, skip_hours,"
           " skip_days) VALUES (?,?,?,?,?,?,?,?) ON CONFLICT(url_id) DO UPDATE SET news ="
           " excluded.news, hours = excluded.hours, last_new = excluded.last_new, told ="
           " excluded.told, base = excluded.base, skip_hours = excluded.skip_hours, skip_days ="
           " excluded.skip_days"));
  row.integer(url_id).real(rhythm.news).real(rhythm.hours).time_or_null(rhythm.last_new);
  row.integer(rhythm.told.count()).time_or_null(rhythm.base);
  row.integer(rhythm.skip_hours).integer(rhythm.skip_days).run();
}

std::unordered_map<std::int64_t, Rhythm> SqlStore::source_rhythms() {
  std::unordered_map<std::int64_t, Rhythm> all;
  Use row(
      sql_("SELECT url_id, news, hours, last_new, told, base, skip_hours, skip_days FROM "
           "_source_rhythm"));
  while (row.step()) {
    Rhythm& rhythm = all[row.integer_at(0)];
    rhythm.news = row.real_at(1);
    rhythm.hours = row.real_at(2);
    rhythm.last_new = row.time_at(3);
    rhythm.told = std::chrono::minutes(row.integer_at(4));
    rhythm.base = row.time_at(5);
    rhythm.skip_hours = static_cast<std::uint32_t>(row.integer_at(6));
    rhythm.skip_days = static_cast<std::uint8_t>(row.integer_at(7));
  }
  return all;
}

}  // namespace tearsheet::store::sql
