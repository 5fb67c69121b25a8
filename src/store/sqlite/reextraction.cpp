// Which rows are to be made again of their stored pages (sql/reextraction.cpp).
#include "store/sql/stamp_row.h"
#include "store/sqlite/sqlite_store.h"

namespace tearsheet::store::sqlite {

Result<void> SqliteStore::each_stamp(const ArticleFilter& filter,
                                     const std::function<void(const ArticleStamp&)>& each) {
  return guarded<void>(file_, [&]() -> Result<void> {
    if (auto sound = check_filter(filter); !sound) return sound;
    if (!database_.tableExists("_raw_page"))
      return fail(ErrorCode::kInvalid, file_.string() + ": a public copy holds no raw pages");
    ArticleCondition condition = condition_of(filter);
    if (!filter.where.empty())
      add_full_text(condition, *full_text_of(filter), has_pairs(database_));
    std::string sql = sql::kSelectStamps + condition.sql + " ORDER BY a.id";
    if (filter.limit) sql += " LIMIT " + std::to_string(*filter.limit);
    Prepared statement(database_, sql);
    Use row(statement);
    for (const std::string& value : condition.values) row.text(value);
    while (row.step()) each(sql::stamp_at(row));
    return {};
  });
}

Result<std::vector<std::int64_t>> SqliteStore::due_again() {
  return guarded<std::vector<std::int64_t>>(file_, [&]() -> Result<std::vector<std::int64_t>> {
    std::vector<std::int64_t> articles;
    Use row(statements_("SELECT article_id FROM _again ORDER BY 1"));
    while (row.step()) articles.push_back(row.integer_at(0));
    return articles;
  });
}

Result<void> SqliteStore::add_due_again(std::int64_t article_id) {
  return guarded<void>(file_, [&]() -> Result<void> {
    Use row(statements_("INSERT OR IGNORE INTO _again VALUES (?)"));
    row.integer(article_id).run();
    return {};
  });
}

Result<void> SqliteStore::settle_again(const std::vector<std::int64_t>& articles) {
  return guarded<void>(file_, [&]() -> Result<void> {
    SQLite::Transaction transaction(database_, SQLite::TransactionBehavior::IMMEDIATE);
    for (const std::int64_t article : articles) {
      Use row(statements_("DELETE FROM _again WHERE article_id = ?"));
      row.integer(article).run();
    }
    transaction.commit();
    return {};
  });
}

// What came since the doubt began was read by a rule that does not fit; once, when that turns out.
void SqliteStore::note_due_again(const RuleState& alarm) {
  Use known(statements_("SELECT alarm FROM _rule WHERE site_id = ? AND rule = ? AND rules = ?"));
  known.integer(alarm.site).text(alarm.doubt.rule).text(alarm.rules);
  if (known.step() && known.integer_at(0) != 0) return;
  Use row(statements_(
      "INSERT OR IGNORE INTO _again SELECT a.id FROM articles a JOIN _raw_page r ON r.id ="
      " a.raw_page WHERE a.site_id = ? AND r.fetched_at >= ?"));
  row.integer(alarm.site).time_or_null(alarm.doubt.since).run();
}

}  // namespace tearsheet::store::sqlite
