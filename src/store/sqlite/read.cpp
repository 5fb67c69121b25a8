// Streaming articles out, by filter.
#include <sqlite3.h>

#include "store/sql/allowance.h"
#include "store/sql/article_row.h"
#include "store/sql/list_origin.h"
#include "store/sqlite/sqlite_store.h"

namespace tearsheet::store::sqlite {

ArticleCondition condition_of(const ArticleFilter& filter, const std::string& schema,
                              const std::string& row) {
  ArticleCondition condition{" WHERE 1", {}};
  const std::string moment = "coalesce(" + row + ".date, " + row + ".first_seen)";
  const auto add = [&](const std::string& sql, const std::string& value) {
    condition.sql += sql;
    condition.values.push_back(value);
  };
  if (!filter.since.empty()) add(" AND " + moment + " >= ?", filter.since);
  if (!filter.until.empty()) {
    // "2025-11" ends with the month's last second: only as many characters as were given are
    // compared.
    add(" AND substr(" + moment + ", 1, length(?)) <= ?", filter.until);
    condition.values.push_back(filter.until);
  }
  if (!filter.language.empty()) {
    add(" AND (" + row + ".language = ?", filter.language);
    add(" OR substr(" + row + ".language, 1, length(?) + 1)", filter.language);
    add(" = ? || '-')", filter.language);
  }
  if (filter.news_only) condition.sql += " AND " + row + ".kind IS NOT 'page'";
  if (filter.purpose) condition.sql += " AND " + sql::allowance_of(filter, row);
  if (!filter.sites.empty()) {
    condition.sql +=
        " AND " + row + ".site_id IN (SELECT id FROM " + schema + ".sites WHERE key IN (";
    for (std::size_t i = 0; i < filter.sites.size(); ++i) {
      condition.sql += i == 0 ? "?" : ",?";
      condition.values.push_back(filter.sites[i]);
    }
    condition.sql += "))";
  }
  return condition;
}

// An article whose text is in both indexes is judged by its pairs: in the other one a whole
// sentence may be a single word.
void add_full_text(ArticleCondition& condition, const FullTextQuery& query, bool has_pairs,
                   const std::string& schema, const std::string& row) {
  condition.sql += " AND " + row + ".id IN (SELECT rowid FROM " + schema +
                   ".articles_fts WHERE articles_fts MATCH ?";
  condition.values.push_back(query.words);
  if (has_pairs && !query.pairs.empty()) {
    condition.sql += " AND rowid NOT IN (SELECT id FROM " + schema +
                     "._articles_pairs_docsize) UNION ALL SELECT rowid FROM " + schema +
                     "._articles_pairs WHERE _articles_pairs MATCH ?";
    condition.values.push_back(query.pairs);
  }
  condition.sql += ")";
}

ArticleCondition whole_condition_of(const ArticleFilter& filter, bool has_pairs,
                                    const std::string& schema) {
  const auto matching = [&](const std::string& row) {
    ArticleCondition condition = condition_of(filter, schema, row);
    if (!filter.where.empty())
      add_full_text(condition, *full_text_of(filter), has_pairs, schema, row);
    return condition;
  };
  ArticleCondition condition = matching("a");
  if (!filter.distinct) return condition;
  // The first page of a story has the smallest id, and may be one that the filter leaves out.
  const ArticleCondition earlier = matching("b");
  condition.sql += " AND (a.duplicate_of IS NULL OR NOT EXISTS (SELECT 1 FROM " + schema +
                   ".articles b" + earlier.sql +
                   " AND b.id < a.id AND (b.id = a.duplicate_of OR b.duplicate_of ="
                   " a.duplicate_of)))";
  condition.values.insert(condition.values.end(), earlier.values.begin(), earlier.values.end());
  return condition;
}

Result<FullTextQuery> full_text_of(const ArticleFilter& filter) {
  if (filter.where.empty()) return FullTextQuery();
  if (filter.fts5) return as_fts5_query(filter.where);
  return parse_query(filter.where);
}

bool has_pairs(SQLite::Database& database) {
  return database.tableExists("_articles_pairs_docsize") &&
         database.execAndGet("SELECT EXISTS (SELECT 1 FROM _articles_pairs_docsize)").getInt() != 0;
}

// What the filter names wrongly is the user's mistake, not the database's.
Result<void> SqliteStore::check_filter(const ArticleFilter& filter) {
  for (const std::string& site : filter.sites) {
    Use row(statements_("SELECT 1 FROM sites WHERE key = ?"));
    row.text(site);
    if (!row.step()) return fail(ErrorCode::kInvalid, "the database has no site \"" + site + "\"");
  }
  if (!filter.fts5) {
    const auto query = full_text_of(filter);
    if (!query) return fail(query.error());
    return {};
  }
  try {
    Use row(statements_("SELECT 1 FROM articles_fts WHERE articles_fts MATCH ? LIMIT 1"));
    row.text(filter.where).step();
    return {};
  } catch (const SQLite::Exception& exception) {
    if (exception.getErrorCode() != SQLITE_ERROR) return fail(to_error(exception, file_));
    return fail(ErrorCode::kInvalid,
                "\"" + filter.where + "\" is no FTS5 query: " + exception.what());
  }
}

Result<ListOrigin> SqliteStore::origin_of(const ArticleFilter& filter) {
  return guarded<ListOrigin>(file_, [&]() -> Result<ListOrigin> {
    return sql::origin_of(statements_, filter, database_.tableExists("_database"));
  });
}

Result<void> SqliteStore::each_article(const ArticleFilter& filter,
                                       const std::function<bool(const StoredArticle&)>& each) {
  return guarded<void>(file_, [&]() -> Result<void> {
    if (auto sound = check_filter(filter); !sound) return sound;
    const ArticleCondition condition = whole_condition_of(filter, has_pairs(database_));
    std::string sql = "SELECT " + sql::selected_columns(filter.with_sources) +
                      " FROM articles a JOIN sites s ON s.id = a.site_id" + condition.sql;
    sql += filter.newest_first ? " ORDER BY coalesce(a.date, a.first_seen) DESC, a.id DESC"
                               : " ORDER BY a.id";
    if (filter.limit) sql += " LIMIT " + std::to_string(*filter.limit);
    Prepared statement(database_, sql);
    Use row(statement);
    for (const std::string& value : condition.values) row.text(value);
    while (row.step()) {
      if (!each(sql::stored_article_at(row))) break;
    }
    return {};
  });
}

}  // namespace tearsheet::store::sqlite
