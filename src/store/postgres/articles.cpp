// Streaming articles out, by filter.
#include "store/postgres/postgres_store.h"
#include "store/sql/allowance.h"
#include "store/sql/article_row.h"

namespace tearsheet::store::postgres {
namespace {

struct Condition {
  std::string sql = " WHERE true";
  std::vector<std::string> values;

  void add(const std::string& condition, std::string value) {
    sql += condition;
    values.push_back(std::move(value));
  }
};

Condition condition_of(const ArticleFilter& filter, const std::string& row) {
  Condition condition;
  const std::string moment = "coalesce(" + row + ".date, " + row + ".first_seen)";
  if (!filter.since.empty()) condition.add(" AND " + moment + " >= ?", filter.since);
  // "2025-11" ends with the month's last second: only as many characters as were given are
  // compared.
  if (!filter.until.empty())
    condition.add(" AND substr(" + moment + ", 1, " + std::to_string(filter.until.size()) +
                      ") <= CAST(? AS TEXT) COLLATE \"C\"",
                  filter.until);
  if (!filter.language.empty()) {
    condition.add(" AND (" + row + ".language = ? OR split_part(" + row + ".language, '-', 1) =",
                  filter.language);
    condition.sql += " ?)";
    condition.values.push_back(filter.language);
  }
  if (filter.news_only) condition.sql += " AND " + row + ".kind <> 'page'";
  if (filter.purpose) condition.sql += " AND " + sql::allowance_of(filter, row);
  if (!filter.sites.empty()) {
    condition.add(
        " AND " + row + ".site_id IN (SELECT id FROM sites WHERE key = ANY(CAST(? AS text[])))",
        array_of(filter.sites));
  }
  return condition;
}

Condition whole_condition_of(const ArticleFilter& filter) {
  Condition condition = condition_of(filter, "a");
  if (!filter.distinct) return condition;
  // The first page of a story has the smallest id, and may be one that the filter leaves out.
  const Condition earlier = condition_of(filter, "b");
  condition.sql += " AND (a.duplicate_of IS NULL OR NOT EXISTS (SELECT 1 FROM articles b" +
                   earlier.sql +
                   " AND b.id < a.id AND (b.id = a.duplicate_of OR b.duplicate_of ="
                   " a.duplicate_of)))";
  condition.values.insert(condition.values.end(), earlier.values.begin(), earlier.values.end());
  return condition;
}

// As SQLite writes it: {"title":{"source":"rule","locator":"h1"}}.
constexpr const char* kSources =
    "(SELECT nullif(replace(CAST(json_object_agg(field, CASE WHEN locator IS NULL THEN"
    " json_build_object('source', source) ELSE json_build_object('source', source, 'locator',"
    " locator) END) AS TEXT), ' : ', ':'), '{}') FROM field_sources WHERE article_id = a.id)";

}  // namespace

Result<void> PostgresStore::each_article(const ArticleFilter& filter,
                                         const std::function<bool(const StoredArticle&)>& each) {
  if (!filter.where.empty())
    return fail(ErrorCode::kInvalid,
                connection_.name() + ": a database on a server has no full-text index yet");
  has_given_ = false;
  return attempt<void>([&]() -> Result<void> {
    for (const std::string& site : filter.sites) {
      Use row(sql_("SELECT 1 FROM sites WHERE key = ?"));
      row.text(site);
      if (!row.step())
        return fail(ErrorCode::kInvalid, "the database has no site \"" + site + "\"");
    }
    const Condition condition = whole_condition_of(filter);
    std::string sql = "SELECT " + sql::selected_columns(false);
    if (filter.with_sources) sql.replace(sql.rfind("NULL"), 4, kSources);
    sql += " FROM articles a JOIN sites s ON s.id = a.site_id" + condition.sql;
    sql += filter.newest_first ? " ORDER BY coalesce(a.date, a.first_seen) DESC, a.id DESC"
                               : " ORDER BY a.id";
    if (filter.limit) sql += " LIMIT " + std::to_string(*filter.limit);
    Prepared statement(connection_, with_dollars(sql));
    statement.stream();
    sql::BasicUse<Prepared> row(statement);
    for (const std::string& value : condition.values) row.text(value);
    while (row.step()) {
      has_given_ = true;
      if (!each(sql::stored_article_at(row))) break;
    }
    has_given_ = false;
    return {};
  });
}

}  // namespace tearsheet::store::postgres
