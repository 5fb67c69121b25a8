// The pages that articles are made of, as they came.
#include "store/sql/sql_store.h"

namespace tearsheet::store::sql {

Result<void> SqlStore::each_article_url(const std::function<void(UrlHash, SysTime)>& each) {
  has_given_ = false;
  return attempt<void>([&]() -> Result<void> {
    Use row(
        sql_("SELECT u.key, v.visited_at FROM _url u LEFT JOIN _visit v ON v.url_id = u.id WHERE"
             " u.kind = 0"));
    row.stream();
    while (row.step()) {
      has_given_ = true;
      each(row.hash_at(0), row.time_at(1).value_or(SysTime{}));
    }
    has_given_ = false;
    return {};
  });
}

Result<std::vector<ArticleUrl>> SqlStore::article_urls(const std::vector<UrlHash>& keys) {
  using Found = std::vector<ArticleUrl>;
  return attempt<Found>([&]() -> Result<Found> {
    Found found;
    for (const UrlHash key : keys) {
      Use row(
          sql_("SELECT u.id, v.visited_at FROM _url u LEFT JOIN _visit v ON v.url_id = u.id WHERE"
               " u.key = ? AND u.kind = 0"));
      row.hash(key);
      if (row.step()) found.push_back({key, row.integer_at(0), row.time_at(1).value_or(SysTime{})});
    }
    return found;
  });
}

Result<bool> SqlStore::put_revisit(std::int64_t article_id, const Revisit& revisit) {
  return attempt<bool>([&]() -> Result<bool> {
    const std::int64_t at = revisit.at.time_since_epoch().count();
    Use page(
        sql_("SELECT r.id FROM articles a JOIN _raw_page r ON r.id = a.raw_page AND r.article_id ="
             " a.id WHERE a.id = ? AND r.fetched_at < ?"));
    page.integer(article_id).integer(at);
    if (!page.step()) return false;
    Use row(
        sql_("INSERT INTO _revisit(raw_page, at, status, address) VALUES (?,?,?,?) ON CONFLICT DO"
             " NOTHING"));
    row.integer(page.integer_at(0)).integer(at).integer(revisit.status);
    row.text_or_null(revisit.address).run();
    return true;
  });
}

Result<std::vector<Revisit>> SqlStore::revisits(const StoredRawPage& page) {
  using Found = std::vector<Revisit>;
  return attempt<Found>([&]() -> Result<Found> {
    list_not_modified();
    Found found;
    Use row(sql_(
        "SELECT at, CAST(304 AS BIGINT), address FROM not_modified WHERE url = ?1 AND at >= ?2 AND"
        " at < coalesce((SELECT min(fetched_at) FROM _raw_page WHERE article_id = ?3 AND id > ?4"
        " AND url = ?1), 9223372036854775807) UNION ALL SELECT at, status, address FROM _revisit"
        " WHERE raw_page = ?4 ORDER BY 1"));
    row.text(page.page.url).integer(page.page.fetched_at.time_since_epoch().count());
    row.integer(page.article).integer(page.id);
    while (row.step())
      found.push_back({row.time_at(0).value_or(SysTime{}), static_cast<int>(row.integer_at(1)),
                       std::string(row.text_at(2))});
    return found;
  });
}

// Whether the page is byte for byte the one that is stored of its article (0: of its address, which
// holds none); then only that it came is written down.
bool SqlStore::came_again(const PageRecord& page, std::int64_t article_id) {
  if (!page.raw || page.raw->digest == 0) return false;
  const RawPage& raw = *page.raw;
  Use last(sql_(
      "SELECT r.id, r.digest IS NOT DISTINCT FROM ?3 AND r.size = ?4 AND r.url = ?5 FROM _raw_page r WHERE"
      " r.id = CASE WHEN CAST(?1 AS BIGINT) <> 0 THEN (SELECT a.raw_page FROM articles a WHERE a.id = ?1) ELSE"
      " (SELECT max(o.id) FROM _raw_page o WHERE o.url_id = ?2 AND o.article_id IS NULL) END"));
  last.integer(article_id).integer(page.url_id).hash(raw.digest);
  last.integer(static_cast<std::int64_t>(raw.size)).text(raw.url);
  if (!last.step() || last.integer_at(1) == 0) return false;
  Use row(
      sql_("INSERT INTO _revisit(raw_page, at, status, address) VALUES (?, ?, 200, ?)"
           " ON CONFLICT DO NOTHING"));
  row.integer(last.integer_at(0)).integer(raw.fetched_at.time_since_epoch().count());
  row.text_or_null(raw.address).run();
  return true;
}

// A page of the same text that says something else beside it: the row is made of it from now on, or
// reading it again would bring back what the older one said.
void SqlStore::put_newer_page(const PageRecord& page, std::int64_t article_id) {
  if (!page.raw || !page.more_raw.empty()) return;
  const records::Article& a = page.article->article;
  const std::string date = date_text(a.published), updated = date_text(a.updated),
                    authors = a.authors.empty() ? std::string() : to_json_array(a.authors);
  {
    Use row(sql_(
        "SELECT date IS DISTINCT FROM coalesce(?1, date) OR updated IS DISTINCT FROM coalesce(?2,"
        " updated) OR authors <> coalesce(?3, authors) FROM articles WHERE id = ?4"
        " AND parts IS NULL AND raw_page IS NOT NULL"));
    row.text_or_null(date).text_or_null(updated).text_or_null(authors).integer(article_id);
    if (!row.step() || row.integer_at(0) == 0) return;
  }
  Use drop(
      sql_("DELETE FROM _raw_page WHERE id = (SELECT raw_page FROM articles WHERE id ="
           " ?1) AND article_id = ?1"));
  drop.integer(article_id).run();
  Use row(sql_("UPDATE articles SET raw_page = ? WHERE id = ?"));
  row.integer(next_raw_page_).integer(article_id).run();
  put_raw(page, article_id);
}

void SqlStore::put_raw(const PageRecord& page, std::int64_t article_id) {
  const RawPage& raw = *page.raw;
  Use row(sql_(
      "INSERT INTO _raw_page(id, url_id, article_id, url, fetched_at, status, headers, size, body,"
      " address, extractor, rules, dictionary, digest) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?)"));
  const std::int64_t id = next_raw_page_++;
  row.integer(id).integer(page.url_id);
  article_id != 0 ? row.integer(article_id) : row.null();
  row.text(raw.url)
      .integer(raw.fetched_at.time_since_epoch().count())
      .integer(raw.status)
      .text(raw.headers);
  row.integer(static_cast<std::int64_t>(raw.size)).blob(raw.compressed).text_or_null(raw.address);
  row.integer(raw.extractor).text(raw.rules);
  raw.dictionary != 0 ? row.integer(raw.dictionary) : row.null();
  raw.digest != 0 ? row.hash(raw.digest) : row.null();
  row.run();
  prove(EvidenceKind::kPage, id, 0);
}

// Stored whatever becomes of the page that it was made of: others may be packed by it soon.
void SqlStore::put_dictionary(std::int64_t site, const RawPage& raw) {
  if (!raw.new_dictionary) return;
  const NewDictionary& made = *raw.new_dictionary;
  Use row(sql_("INSERT INTO _dictionary(id, site_id, size, body) VALUES (?,?,?,?)"));
  row.integer(made.id).integer(site).integer(static_cast<std::int64_t>(made.size));
  row.blob(*made.frame).run();
  made_.push_back(made);
  prove(EvidenceKind::kDictionary, made.id, 0);
}

}  // namespace tearsheet::store::sql
