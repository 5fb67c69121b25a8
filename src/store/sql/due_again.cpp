// Which rows are to be made again of their stored pages (reextraction.cpp).
#include <string>

#include "store/sql/sql_store.h"

namespace tearsheet::store::sql {

Result<std::vector<std::int64_t>> SqlStore::due_again() {
  return attempt<std::vector<std::int64_t>>([&]() -> Result<std::vector<std::int64_t>> {
    std::vector<std::int64_t> articles;
    Use row(sql_("SELECT article_id FROM _again ORDER BY 1"));
    while (row.step()) articles.push_back(row.integer_at(0));
    return articles;
  });
}

Result<void> SqlStore::add_due_again(std::int64_t article_id) {
  return attempt<void>([&]() -> Result<void> {
    Use row(sql_("INSERT INTO _again(article_id) VALUES (?) ON CONFLICT DO NOTHING"));
    row.integer(article_id).run();
    return {};
  });
}

Result<void> SqlStore::settle_again(const std::vector<std::int64_t>& articles) {
  return in_one<void>([&]() -> Result<void> {
    for (const std::int64_t article : articles) {
      Use row(sql_("DELETE FROM _again WHERE article_id = ?"));
      row.integer(article).run();
    }
    return {};
  });
}

// What came since the doubt began was read by a rule that does not fit; once, when that turns out.
void SqlStore::note_due_again(const RuleState& alarm) {
  {
    Use known(sql_("SELECT alarm FROM _rule WHERE site_id = ? AND rule = ? AND rules = ?"));
    known.integer(alarm.site).text(alarm.doubt.rule).text(alarm.rules);
    if (known.step() && known.integer_at(0) != 0) return;
  }
  Use row(
      sql_("INSERT INTO _again(article_id) SELECT a.id FROM articles a JOIN _raw_page r ON r.id ="
           " a.raw_page WHERE a.site_id = ? AND r.fetched_at >= ? ORDER BY a.id ON CONFLICT DO"
           " NOTHING"));
  row.integer(alarm.site).time_or_null(alarm.doubt.since).run();
}

}  // namespace tearsheet::store::sql
