// Streaming articles out, by filter.
#include "store/postgres/article_condition.h"
#include "store/postgres/postgres_store.h"
#include "store/sql/allowance.h"
#include "store/sql/article_row.h"
#include "store/sql/list_origin.h"
#include "store/sql/stamp_row.h"

namespace tearsheet::store::postgres {

Condition condition_of(const ArticleFilter& filter, const std::string& row) {
  Condition condition;
  const std::string moment = "coalesce(" + row + ".date, " + row + ".first_seen)";
  if (!filter.since.empty()) condition.add(" AND " + moment + " >= ?", filter.since);
  // "2025-11" ends with the month's last second: only as many characters as were given are
  // compared.
  if (!filter.until.empty()) {
    condition.add(" AND substr(" + moment + ", 1, " + std::to_string(filter.until.size()) +
                      ") <= CAST(? AS TEXT) COLLATE \"C\"",
                  filter.until);
    // Nothing behind it is needed for that, but an index is read from there.
    condition.add(" AND " + moment + " < CAST(? AS TEXT) COLLATE \"C\"", filter.until + "~");
  }
  if (!filter.language.empty()) {
    condition.add(" AND (" + row + ".language = ? OR split_part(" + row + ".language, '-', 1) =",
                  filter.language);
    condition.sql += " ?)";
    condition.values.push_back(filter.language);
  }
  if (filter.news_only) condition.sql += " AND " + row + ".kind <> 'page'";
  if (filter.purpose) condition.sql += " AND " + sql::allowance_of(filter, row);
  // Of one site an index has the articles in their order.
  if (filter.sites.size() == 1) {
    condition.add(" AND " + row + ".site_id = (SELECT id FROM sites WHERE key = CAST(? AS TEXT))",
                  filter.sites.front());
  } else if (!filter.sites.empty()) {
    condition.add(
        " AND " + row + ".site_id IN (SELECT id FROM sites WHERE key = ANY(CAST(? AS text[])))",
        array_of(filter.sites));
  }
  return condition;
}

Condition whole_condition_of(const ArticleFilter& filter, const TextQuery* text) {
  const auto matching = [&](const std::string& row) {
    Condition condition = condition_of(filter, row);
    if (text == nullptr) return condition;
    const std::string words = text->condition("w", condition.values);
    condition.sql +=
        " AND " + row + ".id IN (SELECT w.article_id FROM _words w WHERE true" + words + ")";
    return condition;
  };
  Condition condition = matching("a");
  if (!filter.distinct) return condition;
  // The first page of a story has the smallest id, and may be one that the filter leaves out.
  const Condition earlier = matching("b");
  condition.sql += " AND (a.duplicate_of IS NULL OR NOT EXISTS (SELECT 1 FROM articles b" +
                   earlier.sql +
                   " AND b.id < a.id AND (b.id = a.duplicate_of OR b.duplicate_of ="
                   " a.duplicate_of)))";
  condition.values.insert(condition.values.end(), earlier.values.begin(), earlier.values.end());
  return condition;
}

// What the filter names wrongly is the user's mistake.
Result<void> PostgresStore::check_sites(const ArticleFilter& filter) {
  for (const std::string& site : filter.sites) {
    Use row(sql_("SELECT 1 FROM sites WHERE key = ?"));
    row.text(site);
    if (!row.step()) return fail(ErrorCode::kInvalid, "the database has no site \"" + site + "\"");
  }
  return {};
}

Result<ListOrigin> PostgresStore::origin_of(const ArticleFilter& filter) {
  return attempt<ListOrigin>(
      [&]() -> Result<ListOrigin> { return sql::origin_of(sql_, filter, true); });
}

// As they come, not all at once in memory; a connection that is lost after the first of them is an
// error, as it must not begin again.
Result<void> PostgresStore::each_row(const ArticleFilter& filter, const std::string& select,
                                     const char* order,
                                     const std::function<bool(sql::BasicUse<Prepared>&)>& each) {
  std::optional<TextQuery> text;
  if (!filter.where.empty()) {
    auto read = text_query_of(filter);
    if (!read) return fail(read.error());
    text = std::move(*read);
  }
  has_given_ = false;
  return attempt<void>([&]() -> Result<void> {
    if (auto sound = check_sites(filter); !sound) return sound;
    const Condition condition = whole_condition_of(filter, text ? &*text : nullptr);
    std::string sql = select + condition.sql + " ORDER BY " + order;
    if (filter.limit) sql += " LIMIT " + std::to_string(*filter.limit);
    Prepared statement(connection_, with_dollars(sql));
    statement.stream();
    sql::BasicUse<Prepared> row(statement);
    for (const std::string& value : condition.values) row.text(value);
    while (row.step()) {
      has_given_ = true;
      if (!each(row)) break;
    }
    has_given_ = false;
    return {};
  });
}

Result<void> PostgresStore::each_article(const ArticleFilter& filter,
                                         const std::function<bool(const StoredArticle&)>& each) {
  return each_row(filter,
                  "SELECT " + sql::selected_columns_on_server(filter.with_sources) +
                      " FROM articles a JOIN sites s ON s.id = a.site_id",
                  filter.newest_first ? "coalesce(a.date, a.first_seen) DESC, a.id DESC" : "a.id",
                  [&](sql::BasicUse<Prepared>& row) { return each(sql::stored_article_at(row)); });
}

Result<void> PostgresStore::each_stamp(const ArticleFilter& filter,
                                       const std::function<void(const ArticleStamp&)>& each) {
  return each_row(filter, sql::kSelectStamps, "a.id", [&](sql::BasicUse<Prepared>& row) {
    each(sql::stamp_at(row));
    return true;
  });
}

}  // namespace tearsheet::store::postgres
