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

}  // namespace tearsheet::store::sqlite
