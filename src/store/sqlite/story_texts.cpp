// What fingerprints are made of.
#include <limits>

#include "store/sql/story_row.h"
#include "store/sqlite/sqlite_store.h"

namespace tearsheet::store::sqlite {

Result<void> SqliteStore::each_story_text(
    const StoryTexts& which, const std::function<Result<void>(const StoryText&)>& each) {
  return guarded<void>(file_, [&]() -> Result<void> {
    // Lost tables come back empty; the schema is that of the first migration.
    database_.exec(
        "CREATE TABLE IF NOT EXISTS _fingerprint (article_id INTEGER PRIMARY KEY REFERENCES"
        " articles(id) ON DELETE CASCADE, exact INTEGER NOT NULL, cluster INTEGER NOT NULL, date"
        " INTEGER, print BLOB NOT NULL) STRICT");
    database_.exec("CREATE INDEX IF NOT EXISTS _fingerprint_exact ON _fingerprint(exact)");
    Use row(statements_(
        "SELECT a.id, coalesce(a.duplicate_of, a.id), a.url, a.title, a.body, a.authors, a.date,"
        " a.first_seen FROM articles a LEFT JOIN _fingerprint f ON f.article_id = a.id"
        " WHERE a.id > (SELECT coalesce(max(id), 0) - ?1 FROM articles) AND (?2 = 0 OR f.print IS"
        " NULL OR (length(f.print) > 0 AND hex(substr(f.print, 1, 1)) <> printf('%02X', ?2)))"
        " ORDER BY a.id"));
    row.integer(which.newest.value_or(std::numeric_limits<std::int64_t>::max()));
    row.integer(which.without_version);
    while (row.step()) {
      if (auto done = each(sql::story_at(row)); !done) return done;
    }
    return {};
  });
}

}  // namespace tearsheet::store::sqlite
