// Which articles are one story: groups, and the fingerprints that near-duplicates are found by.
#include "store/sql/sql_store.h"

namespace tearsheet::store::sql {

void SqlStore::run_and_note(Use& row) {
  if (!notes_written()) return row.run();
  while (row.step()) note_written(row.integer_at(0), false);
}

Result<void> SqlStore::join(std::int64_t article_id, std::int64_t cluster,
                            const std::vector<std::int64_t>& merged) {
  return attempt<void>([&]() -> Result<void> {
    const auto point = [&](std::int64_t id) {
      if (id == cluster) return;
      Use article(sql_.either(
          "UPDATE articles SET duplicate_of = ?1 WHERE id = ?2 OR duplicate_of = ?2",
          "UPDATE articles SET duplicate_of = ?1 WHERE id = ?2 OR duplicate_of = ?2 RETURNING id"));
      article.integer(cluster).integer(id);
      run_and_note(article);
      Use fingerprint(
          sql_("UPDATE _fingerprint SET cluster = ?1 WHERE article_id = ?2 OR article_id IN"
               " (SELECT id FROM articles WHERE duplicate_of = ?1)"));
      fingerprint.integer(cluster).integer(id).run();
    };
    point(article_id);
    for (const std::int64_t group : merged) point(group);
    return {};
  });
}

Result<void> SqlStore::describe_copy(std::int64_t article_id, const std::string& agency,
                                     std::optional<double> copied) {
  return attempt<void>([&]() -> Result<void> {
    Use row(sql_(
        "UPDATE articles SET agency = ?1, copied = coalesce(?2, copied) WHERE id = ?3 AND (agency"
        " IS DISTINCT FROM ?1 OR copied IS DISTINCT FROM coalesce(?2, copied))"));
    row.text_or_null(agency);
    copied ? row.real(*copied) : row.null();
    row.integer(article_id).run();
    return {};
  });
}

Result<bool> SqlStore::set_story(std::int64_t article_id, std::int64_t cluster) {
  return attempt<bool>([&]() -> Result<bool> {
    Use fingerprint(sql_("UPDATE _fingerprint SET cluster = ?1 WHERE article_id = ?2"));
    fingerprint.integer(cluster).integer(article_id).run();
    Use row(
        sql_("UPDATE articles SET duplicate_of = nullif(CAST(?1 AS BIGINT), ?2), copied = CASE WHEN"
             " CAST(?1 AS BIGINT) = ?2 THEN NULL ELSE copied END WHERE id = ?2 AND duplicate_of IS"
             " DISTINCT FROM nullif(CAST(?1 AS BIGINT), ?2)"));
    row.integer(cluster).integer(article_id);
    const bool is_new = row.run_counted() > 0;
    if (is_new) note_written(article_id, false);
    return is_new;
  });
}

Result<void> SqlStore::put_fingerprint(const StoredFingerprint& fingerprint, std::uint64_t exact) {
  return attempt<void>([&]() -> Result<void> {
    Use row(
        sql_("INSERT INTO _fingerprint(article_id, exact, cluster, date, print) VALUES (?,?,?,?,?)"
             " ON CONFLICT(article_id) DO UPDATE SET exact = excluded.exact, cluster ="
             " excluded.cluster, date = excluded.date, print = excluded.print"));
    row.integer(fingerprint.article_id)
        .hash(exact)
        .integer(fingerprint.cluster)
        .time_or_null(fingerprint.date);
    row.blob(fingerprint.bytes).run();
    return {};
  });
}

Result<void> SqlStore::each_fingerprint(std::int64_t newest, std::optional<SysTime> since,
                                        const std::function<void(const StoredFingerprint&)>& each) {
  return attempt<void>([&]() -> Result<void> {
    Use row(sql_(
        "SELECT article_id, cluster, date, print FROM _fingerprint WHERE length(print) > 0 AND"
        " article_id > (SELECT coalesce(max(article_id), 0) - ?1 FROM _fingerprint) AND (date IS"
        " NULL OR date >= coalesce(?2, date) OR article_id > (SELECT coalesce(max(article_id), 0) -"
        " ?3 FROM _fingerprint)) ORDER BY article_id"));
    row.integer(newest).time_or_null(since).integer(kFingerprintsOfAnyDate);
    while (row.step()) each({row.integer_at(0), row.integer_at(1), row.time_at(2), row.text_at(3)});
    return {};
  });
}

}  // namespace tearsheet::store::sql
