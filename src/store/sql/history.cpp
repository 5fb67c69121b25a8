// One article and what it said before.
#include "store/sql/sql_store.h"

namespace tearsheet::store::sql {

Result<std::optional<std::int64_t>> SqlStore::find_article(const std::string& url,
                                                           std::optional<UrlHash> key) {
  using Found = std::optional<std::int64_t>;
  return attempt<Found>([&]() -> Result<Found> {
    for (const char* const select :
         {"SELECT id FROM articles WHERE url = ? ORDER BY id DESC LIMIT 1",
          "SELECT id FROM articles WHERE canonical_url = ? AND canonical_url <> url ORDER BY id"
          " DESC LIMIT 1"}) {
      Use row(sql_(select));
      row.text(url);
      if (row.step()) return Found(row.integer_at(0));
    }
    // A public copy has no keys.
    if (!key || !has_table("_article_key")) return Found();
    Use row(
        sql_("SELECT article_id FROM _article_key WHERE key = ?1 UNION ALL SELECT article_id"
             " FROM _article_key WHERE key = (SELECT target FROM _alias WHERE key = ?1)"));
    row.hash(*key);
    return row.step() ? Found(row.integer_at(0)) : Found();
  });
}

Result<std::optional<ArticleHistory>> SqlStore::history(std::int64_t article_id) {
  using Found = std::optional<ArticleHistory>;
  return attempt<Found>([&]() -> Result<Found> {
    ArticleHistory history;
    history.id = article_id;
    // One statement, so that a run that writes meanwhile cannot come between.
    Use row(sql_(
        "SELECT version, title, date, updated, summary, body, stored, replaced, NULL, NULL"
        " FROM article_versions WHERE article_id = ?1 AND EXISTS (SELECT 1 FROM articles WHERE id ="
        " ?1) UNION ALL"
        " SELECT version, title, date, updated, summary, body, coalesce((SELECT max(replaced) FROM"
        " article_versions WHERE article_id = ?1), first_seen), NULL, url, gone"
        " FROM articles WHERE id = ?1 ORDER BY version"));
    row.integer(article_id);
    while (row.step()) {
      ArticleVersion& version = history.versions.emplace_back();
      version.version = static_cast<int>(row.integer_at(0));
      std::string* const fields[] = {&version.title,   &version.date, &version.updated,
                                     &version.summary, &version.body, &version.stored,
                                     &version.replaced};
      int column = 1;
      for (std::string* const field : fields) *field = row.text_at(column++);
      if (row.is_null(column)) continue;
      history.url = row.text_at(column);
      history.gone = row.text_at(column + 1);
    }
    if (history.versions.empty()) return Found();
    return Found(std::move(history));
  });
}

}  // namespace tearsheet::store::sql
