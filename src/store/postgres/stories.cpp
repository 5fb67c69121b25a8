// What near-duplicates are found by. Articles have numbers that say nothing of their order, so the
// newest are those with the latest rows, not those with the highest numbers less some.
#include <algorithm>
#include <cstddef>
#include <limits>
#include <string>
#include <vector>

#include "store/postgres/postgres_store.h"
#include "store/sql/story_row.h"

namespace tearsheet::store::postgres {
namespace {

// Texts in memory.
constexpr std::size_t kTextsAtOnce = 32;

}  // namespace

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

// Ids first, and then some texts at a time, since `each` may write. Of all of them the order is that
// of storing; of the newest, that of their numbers, which an index has.
Result<void> PostgresStore::each_story_text(
    const StoryTexts& which, const std::function<Result<void>(const StoryText&)>& each) {
  std::vector<std::int64_t> ids;
  auto listed = attempt<void>([&]() -> Result<void> {
    ids.clear();
    static const std::string kSelect =
        "SELECT a.id FROM articles a LEFT JOIN _fingerprint f ON f.article_id = a.id WHERE"
        " CAST(?2 AS BIGINT) = 0 OR f.print IS NULL OR (length(f.print) > 0 AND"
        " get_byte(f.print, 0) <> ?2) ORDER BY ";
    static const std::string kNewest = kSelect + "a.id DESC LIMIT CAST(?1 AS BIGINT)";
    static const std::string kAll =
        kSelect + "a.first_seen DESC, a.id DESC LIMIT CAST(?1 AS BIGINT)";
    Prepared& statement = connection_(which.newest ? kNewest.c_str() : kAll.c_str());
    statement.stream();
    Use row(statement);
    row.integer(which.newest.value_or(std::numeric_limits<std::int64_t>::max()));
    row.integer(which.without_version);
    while (row.step()) ids.push_back(row.integer_at(0));
    return {};
  });
  if (!listed) return listed;
  std::ranges::reverse(ids);
  std::size_t next = 0;
  while (next < ids.size()) {
    auto read = attempt<void>([&]() -> Result<void> {
      const std::size_t first = next, end = std::min(ids.size(), next + kTextsAtOnce);
      const std::string some =
          array_of(std::vector<std::int64_t>(ids.begin() + static_cast<std::ptrdiff_t>(first),
                                             ids.begin() + static_cast<std::ptrdiff_t>(end)));
      Use row(
          sql_("SELECT a.id, coalesce(a.duplicate_of, a.id), a.url, a.title, a.body, a.authors,"
               " a.date, a.first_seen, c.place FROM unnest(CAST(? AS bigint[])) WITH ORDINALITY AS"
               " c(id, place) JOIN articles a ON a.id = c.id ORDER BY c.place"));
      row.text(some);
      while (row.step()) {
        const StoryText story = sql::story_at(row);
        next = first + static_cast<std::size_t>(row.integer_at(8));
        if (auto done = each(story); !done) return done;
      }
      next = end;
      return {};
    });
    if (!read) return read;
  }
  return {};
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
