// What a page calls its canonical address: a proposal, which its text has to bear out. Templates
// name one address on every page, and drafts are copied with the address of the story before.
#include <algorithm>

#include "store/sql/article_row.h"
#include "store/sql/revision.h"
#include "store/sql/sql_store.h"

namespace tearsheet::store::sql {
namespace {

constexpr std::size_t kDayChars = 10;  // of "2025-11-15T10:00:00Z"
// Shorter texts agree by chance: a line before the wall, "Read more".
constexpr std::size_t kMinSameBytes = 200;

bool is_same_day(std::string_view a, std::string_view b) {
  return a.empty() || b.empty() || a.substr(0, kDayChars) == b.substr(0, kDayChars);
}

// The page without the address that is another story's.
PageRecord under_own_address(const PageRecord& page) {
  PageRecord own = page;
  records::Article& article = own.article->article;
  article.canonical_url = article.url;
  std::erase_if(article.sources, [](const auto& each) { return each.field == "canonical_url"; });
  return own;
}

}  // namespace

PutResult SqlStore::put_article(const PageRecord& page) {
  const ArticleRecord& record = *page.article;
  const auto own = find_by_keys(record.keys);
  if (record.proposed == 0) return put_at(page, own);
  const auto other = find_by_keys({record.proposed});
  if (!other) {
    const PutResult put = put_at(page, own);
    if (put.article_id != 0) propose(page, put.article_id);
    return put;
  }
  if (own && own->id == other->id) return put_at(page, own);
  if (tells_same(page, other->id)) return put_at(page, own ? own : other);
  PutResult put = put_at(under_own_address(page), own);
  put.claims_other = true;
  return put;
}

// `existing`: the article that one of the page's addresses leads to. Where that is so only because
// another page named the address, and tells another story, the page is the one whose it is.
PutResult SqlStore::put_at(const PageRecord& page, const std::optional<Existing>& existing) {
  if (!existing) return add_article(page);
  if (!existing->is_proposed || existing->url_id == page.url_id || tells_same(page, existing->id))
    return put_again(page, *existing);
  for (const UrlHash key : page.article->keys) {
    Use free(sql_("DELETE FROM _article_key WHERE key = ? AND proposed <> 0"));
    free.hash(key).run();
  }
  return add_article(page);
}

void SqlStore::propose(const PageRecord& page, std::int64_t article_id) {
  Use row(
      sql_("INSERT INTO _article_key(key, article_id, url_id, proposed) VALUES (?1, ?2,"
           " coalesce((SELECT url_id FROM _article_key WHERE article_id = ?2 LIMIT 1), ?3), ?4)"
           " ON CONFLICT DO NOTHING"));
  row.hash(page.article->proposed).integer(article_id).integer(page.url_id);
  row.integer(page.article->proposes_own_form ? 2 : 1).run();
}

// By its headline, if it is not another day's column of that name, or by its text.
bool SqlStore::tells_same(const PageRecord& page, std::int64_t article_id) {
  const records::Article& article = page.article->article;
  Use row(sql_("SELECT title, body, coalesce(date, '') FROM articles WHERE id = ?"));
  row.integer(article_id);
  if (!row.step()) return false;
  if (row.text_at(0) == article.title && is_same_day(row.text_at(2), date_text(article.published)))
    return true;
  const std::string_view before = row.text_at(1);
  return std::min(before.size(), article.body.size()) >= kMinSameBytes &&
         is_same_text(before, article.body);
}

}  // namespace tearsheet::store::sql
