// What was stored, changed or removed since a reader was here last (_change in the migration
// "search").
#include <charconv>

#include "store/sql/allowance.h"
#include "store/sql/article_row.h"
#include "store/sqlite/sqlite_store.h"

namespace tearsheet::store::sqlite {
namespace {

struct Cursor {
  std::string database;
  std::int64_t sequence = 0;
};

std::optional<Cursor> parse_cursor(std::string_view text) {
  const std::size_t dot = text.find('.');
  if (dot == std::string_view::npos || dot == 0) return std::nullopt;
  Cursor cursor{std::string(text.substr(0, dot)), 0};
  const std::string_view number = text.substr(dot + 1);
  const auto [end, error] =
      std::from_chars(number.data(), number.data() + number.size(), cursor.sequence);
  if (error != std::errc{} || end != number.data() + number.size() || cursor.sequence < 0)
    return std::nullopt;
  return cursor;
}

}  // namespace

Result<std::string> SqliteStore::newest_change() {
  return guarded<std::string>(file_, [&]() -> Result<std::string> {
    Use row(
        statements_("SELECT identity || '.' || (SELECT coalesce(max(sequence), 0) FROM _change)"
                    " FROM _database"));
    return row.step() ? std::string(row.text_at(0)) : std::string();
  });
}

Result<std::string> SqliteStore::each_change(
    const ArticleFilter& filter, const std::string& cursor,
    const std::function<bool(const StoredArticle&)>& each,
    const std::function<bool(std::int64_t, std::string_view)>& removed) {
  return guarded<std::string>(file_, [&]() -> Result<std::string> {
    if (auto sound = check_filter(filter); !sound) return fail(sound.error());
    if (!database_.tableExists("_change")) {
      return fail(ErrorCode::kInvalid,
                  file_.string() + ": a public copy does not know in which order it changed");
    }
    // One view of the file: what a run commits meanwhile has higher numbers and comes next time.
    SQLite::Transaction view(database_);
    const std::string identity = database_.execAndGet("SELECT identity FROM _database").getString();
    const std::int64_t newest =
        database_.execAndGet("SELECT coalesce(max(sequence), 0) FROM _change").getInt64();
    Cursor at{identity, 0};
    if (!cursor.empty()) {
      const auto given = parse_cursor(cursor);
      if (!given) return fail(ErrorCode::kInvalid, "\"" + cursor + "\" is no cursor of an export");
      if (given->database != identity)
        return fail(ErrorCode::kInvalid, "the cursor " + cursor + " is of another database");
      if (given->sequence > newest) {
        return fail(ErrorCode::kInvalid,
                    "the cursor " + cursor +
                        " is ahead of the database, which is an older copy: export all once more");
      }
      at = *given;
    }
    // What is no longer allowed for the filter's purpose is as good as removed for its reader. A
    // first export has nothing to take back.
    ArticleFilter whatever_for = filter;
    if (!cursor.empty()) whatever_for.purpose.reset();
    const ArticleCondition condition = whole_condition_of(whatever_for, has_pairs(database_));
    const std::string allowed =
        filter.purpose && !cursor.empty() ? sql::allowance_of(filter, "a") : std::string("1");
    // The condition begins with " WHERE 1".
    std::string sql = "SELECT " + sql::selected_columns(filter.with_sources) +
                      ", c.sequence, c.article_id, c.deleted_url, " + allowed +
                      " FROM _change c LEFT JOIN articles a ON a.id = c.article_id"
                      " LEFT JOIN sites s ON s.id = a.site_id" +
                      " WHERE ((a.id IS NOT NULL AND " +
                      condition.sql.substr(std::string_view(" WHERE ").size()) + ")" +
                      (cursor.empty() ? "" : " OR c.deleted_url IS NOT NULL") +
                      ") AND c.sequence > " + std::to_string(at.sequence) + " ORDER BY c.sequence";
    if (filter.limit) sql += " LIMIT " + std::to_string(*filter.limit);
    Prepared statement(database_, sql);
    Use row(statement);
    for (const std::string& value : condition.values) row.text(value);
    std::int64_t rows = 0;
    while (row.step()) {
      ++rows;
      at.sequence = row.integer_at(sql::kSelectedColumns);
      const std::int64_t id = row.integer_at(sql::kSelectedColumns + 1);
      const bool is_removed = !row.is_null(sql::kSelectedColumns + 2);
      const bool is_allowed = row.integer_at(sql::kSelectedColumns + 3) != 0;
      const bool goes_on = is_removed    ? removed(id, row.text_at(sql::kSelectedColumns + 2))
                           : !is_allowed ? removed(id, row.text_at(kUrlColumn))
                                         : each(sql::stored_article_at(row));
      if (!goes_on) return fail(ErrorCode::kCancelled, "the export was broken off");
    }
    if (!filter.limit || rows < *filter.limit) at.sequence = newest;
    return at.database + "." + std::to_string(at.sequence);
  });
}

}  // namespace tearsheet::store::sqlite
