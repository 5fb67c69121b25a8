// Which articles are one story: groups, and the fingerprints that near-duplicates are found by.
#include <limits>

#include "dates/dates.h"
#include "store/sqlite/sqlite_store.h"

namespace tearsheet::store::sqlite {

Result<void> SqliteStore::join(std::int64_t article_id, std::int64_t cluster,
                               const std::vector<std::int64_t>& merged) {
  return guarded<void>(file_, [&]() -> Result<void> {
    const auto point = [&](std::int64_t id) {
      if (id == cluster) return;
      Use article(
          statements_("UPDATE articles SET duplicate_of = ?1 WHERE id = ?2 OR duplicate_of = ?2"));
      article.integer(cluster).integer(id).run();
      Use fingerprint(
          statements_("UPDATE _fingerprint SET cluster = ?1 WHERE article_id = ?2 OR article_id IN"
                      " (SELECT id FROM articles WHERE duplicate_of = ?1)"));
      fingerprint.integer(cluster).integer(id).run();
    };
    point(article_id);
    for (const std::int64_t group : merged) point(group);
    return {};
  });
}

Result<void> SqliteStore::describe_copy(std::int64_t article_id, const std::string& agency,
                                        std::optional<double> copied) {
  return guarded<void>(file_, [&]() -> Result<void> {
    Use row(statements_(
        "UPDATE articles SET agency = ?1, copied = coalesce(?2, copied) WHERE id = ?3 AND (agency"
        " IS NOT ?1 OR copied IS NOT coalesce(?2, copied))"));
    row.text_or_null(agency);
    copied ? row.real(*copied) : row.null();
    row.integer(article_id).run();
    return {};
  });
}

Result<bool> SqliteStore::set_story(std::int64_t article_id, std::int64_t cluster) {
  return guarded<bool>(file_, [&]() -> Result<bool> {
    Use fingerprint(statements_("UPDATE _fingerprint SET cluster = ?1 WHERE article_id = ?2"));
    fingerprint.integer(cluster).integer(article_id).run();
    Use row(statements_(
        "UPDATE articles SET duplicate_of = nullif(?1, ?2), copied = CASE WHEN ?1 = ?2 THEN NULL"
        " ELSE copied END WHERE id = ?2 AND duplicate_of IS NOT nullif(?1, ?2)"));
    row.integer(cluster).integer(article_id).run();
    return database_.getChanges() > 0;
  });
}

Result<void> SqliteStore::put_fingerprint(const StoredFingerprint& fingerprint,
                                          std::uint64_t exact) {
  return guarded<void>(file_, [&]() -> Result<void> {
    Use row(statements_(
        "INSERT OR REPLACE INTO _fingerprint(article_id, exact, cluster, date, print) VALUES"
        " (?,?,?,?,?)"));
    row.integer(fingerprint.article_id)
        .hash(exact)
        .integer(fingerprint.cluster)
        .time_or_null(fingerprint.date);
    row.blob(fingerprint.bytes).run();
    return {};
  });
}

Result<void> SqliteStore::each_fingerprint(
    std::int64_t newest, std::optional<SysTime> since,
    const std::function<void(const StoredFingerprint&)>& each) {
  return guarded<void>(file_, [&]() -> Result<void> {
    Use row(statements_(
        "SELECT article_id, cluster, date, print FROM _fingerprint WHERE length(print) > 0 AND"
        " article_id > (SELECT coalesce(max(article_id), 0) - ?1 FROM _fingerprint) AND (date IS"
        " NULL OR date >= coalesce(?2, date) OR article_id > (SELECT coalesce(max(article_id), 0) -"
        " ?3 FROM _fingerprint)) ORDER BY article_id"));
    row.integer(newest).time_or_null(since).integer(kFingerprintsOfAnyDate);
    while (row.step()) each({row.integer_at(0), row.integer_at(1), row.time_at(2), row.text_at(3)});
    return {};
  });
}

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
      StoryText story;
      story.article_id = row.integer_at(0);
      story.cluster = row.integer_at(1);
      story.url = row.text_at(2);
      story.title = row.text_at(3);
      story.body = row.text_at(4);
      story.authors_json = row.text_at(5);
      if (const auto date = dates::parse_iso8601(row.text_at(6))) story.date = date->to_sys();
      if (const auto seen = dates::parse_iso8601(row.text_at(7))) story.first_seen = seen->to_sys();
      if (auto done = each(story); !done) return done;
    }
    return {};
  });
}

}  // namespace tearsheet::store::sqlite
