// What near-duplicates are found by. Articles have numbers that say nothing of their order, so the
// newest are those with the latest rows, not those with the highest numbers less some.
#include <limits>

#include "store/postgres/postgres_store.h"
#include "store/sql/story_row.h"

namespace tearsheet::store::postgres {

Result<void> PostgresStore::each_fingerprint(
    std::int64_t newest, std::optional<SysTime> since,
    const std::function<void(const StoredFingerprint&)>& each) {
  has_given_ = false;
  return attempt<void>([&]() -> Result<void> {
    Prepared& statement = connection_(
        "SELECT article_id, cluster, date, print FROM (SELECT *, row_number() OVER (ORDER BY"
        " article_id DESC) AS place FROM _fingerprint WHERE is_told AND length(print) > 0 ORDER BY"
        " article_id DESC LIMIT CAST(?1 AS BIGINT)) f WHERE date IS NULL OR CAST(?2 AS BIGINT) IS"
        " NULL OR date >= ?2 OR place <= CAST(?3 AS BIGINT) ORDER BY article_id");
    statement.stream();
    Use row(statement);
    row.integer(newest).time_or_null(since).integer(kFingerprintsOfAnyDate);
    while (row.step()) {
      has_given_ = true;
      each({row.integer_at(0), row.integer_at(1), row.time_at(2), row.text_at(3)});
    }
    has_given_ = false;
    return {};
  });
}

Result<void> PostgresStore::each_story_text(
    const StoryTexts& which, const std::function<Result<void>(const StoryText&)>& each) {
  return attempt<void>([&]() -> Result<void> {
    // Each one's row is asked for by itself, since `each` may write.
    std::vector<std::int64_t> ids;
    {
      Use row(
          sql_("SELECT a.id FROM articles a LEFT JOIN _fingerprint f ON f.article_id = a.id WHERE"
               " CAST(?2 AS BIGINT) = 0 OR f.print IS NULL OR (length(f.print) > 0 AND"
               " get_byte(f.print, 0) <> ?2) ORDER BY a.id DESC LIMIT CAST(?1 AS BIGINT)"));
      row.integer(which.newest.value_or(std::numeric_limits<std::int64_t>::max()));
      row.integer(which.without_version);
      while (row.step()) ids.push_back(row.integer_at(0));
    }
    for (auto id = ids.rbegin(); id != ids.rend(); ++id) {
      Use row(
          sql_("SELECT id, coalesce(duplicate_of, id), url, title, body, authors, date, first_seen"
               " FROM articles WHERE id = ?"));
      if (!row.integer(*id).step()) continue;
      if (auto done = each(sql::story_at(row)); !done) return done;
    }
    return {};
  });
}

Result<std::size_t> PostgresStore::each_untold(std::int64_t most,
                                               const std::function<void(const StoryText&)>& each) {
  return attempt<std::size_t>([&]() -> Result<std::size_t> {
    std::size_t count = 0;
    Use row(
        sql_("SELECT a.id, f.cluster, a.url, a.title, a.body, a.authors, a.date, a.first_seen FROM"
             " _fingerprint f JOIN articles a ON a.id = f.article_id WHERE NOT f.is_told ORDER BY"
             " f.article_id LIMIT CAST(? AS BIGINT)"));
    row.integer(most);
    for (; row.step(); ++count) each(sql::story_at(row));
    return count;
  });
}

Result<void> PostgresStore::mark_told(const std::vector<std::int64_t>& articles) {
  return attempt<void>([&]() -> Result<void> {
    const std::string ids = array_of(articles);
    Use row(
        sql_("UPDATE _fingerprint SET is_told = true WHERE article_id = ANY(CAST(? AS bigint[]))"));
    row.text(ids).run();
    return {};
  });
}

}  // namespace tearsheet::store::postgres
