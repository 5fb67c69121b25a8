// What an article of several pages has beside its row: the pages, their raw bytes, what is missing.
#include "store/sql/sql_store.h"

namespace tearsheet::store::sql {

// An incomplete text never takes the place of a whole one.
std::optional<std::int64_t> SqlStore::stands_whole(const PageRecord& page) {
  if (page.article->article.incomplete.empty()) return std::nullopt;
  const auto existing = find_by_keys(page.article->keys);
  if (!existing) return std::nullopt;
  Use row(sql_("SELECT incomplete IS NULL FROM articles WHERE id = ?"));
  row.integer(existing->id);
  if (!row.step() || row.integer_at(0) == 0) return std::nullopt;
  return existing->id;
}

void SqlStore::put_parts(const PageRecord& page, const PutResult& result) {
  using What = PutResult::What;
  if (result.what != What::kInserted && result.what != What::kUpdated &&
      result.what != What::kCorrected)
    return;
  for (const RawPage& raw : page.more_raw) {
    PageRecord part;
    part.url_id = page.url_id;
    part.site = page.site;
    part.raw = raw;
    put_raw(part, result.article_id);
  }
  for (const UrlHash key : page.article->part_keys) {
    Use known(
        sql_("INSERT INTO _article_key(key, article_id, url_id) VALUES (?,?,?)"
             " ON CONFLICT(key) DO NOTHING"));
    known.hash(key).integer(result.article_id).integer(page.url_id).run();
  }
}

Result<void> SqlStore::each_summary(
    std::int64_t newest,
    const std::function<void(std::int64_t, std::string_view, std::string_view)>& each) {
  return attempt<void>([&]() -> Result<void> {
    Use row(
        sql_("SELECT site_id, title, summary FROM articles WHERE id > (SELECT "
             "coalesce(max(id), 0) - ? FROM articles) ORDER BY id"));
    row.integer(newest);
    while (row.step()) each(row.integer_at(0), row.text_at(1), row.text_at(2));
    return {};
  });
}

}  // namespace tearsheet::store::sql
