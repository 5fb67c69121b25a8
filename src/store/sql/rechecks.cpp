// What it takes to ask for a stored article again: where its page is, and what its sources said.
#include "store/sql/hint.h"
#include "store/sql/sql_store.h"

namespace tearsheet::store::sql {
namespace {

constexpr int kMaxAliases = 5;  // an address that leads to one that leads to one ...

}  // namespace

Result<std::optional<KnownArticle>> SqlStore::article_at(UrlHash key) {
  using Found = std::optional<KnownArticle>;
  return attempt<Found>([&]() -> Result<Found> {
    for (int i = 0; i < kMaxAliases; ++i) {
      if (Found found = article_of(key)) return found;
      Use alias(sql_("SELECT target FROM _alias WHERE key = ?"));
      alias.hash(key);
      if (!alias.step()) break;
      key = alias.hash_at(0);
    }
    return Found();
  });
}

std::optional<KnownArticle> SqlStore::article_of(UrlHash key) {
  KnownArticle known;
  {
    Use row(
        sql_("SELECT a.id, a.url, u.id, u.key, u.site_id, u.source, u.hint, v.state, v.status,"
             " v.visited_at, v.due_at, v.failures, v.unchanged, v.etag, v.last_modified, v.until,"
             " v.announced FROM _article_key k JOIN articles a ON a.id = k.article_id"
             " JOIN _url u ON u.id = k.url_id JOIN _visit v ON v.url_id = u.id WHERE k.key = ?"));
    row.hash(key);
    if (!row.step()) return std::nullopt;
    known.article_id = row.integer_at(0);
    known.url.url = row.text_at(1);
    known.url_id = row.integer_at(2);
    known.url.key = row.hash_at(3);
    known.url.site = row.integer_at(4);
    known.url.source = row.hash_at(5);
    if (!row.is_null(6)) known.url.hint = hint_from_json(row.text_at(6));
    known.visit = visit_at(row, 7);
    known.visit.until = row.time_at(15);
    known.visit.announced = row.integer_at(16) != 0;
  }
  Use keys(sql_("SELECT key FROM _article_key WHERE article_id = ?"));
  keys.integer(known.article_id);
  while (keys.step()) known.keys.push_back(keys.hash_at(0));
  return known;
}

Result<std::optional<KnownArticle>> SqlStore::unsettled_at(std::int64_t url_id) {
  using Found = std::optional<KnownArticle>;
  return attempt<Found>([&]() -> Result<Found> {
    Use row(
        sql_("SELECT u.key, u.site_id, u.source, u.depth, u.url, u.hint, v.state, v.status,"
             " v.visited_at, v.due_at, v.failures, v.unchanged, NULL, NULL FROM _url u"
             " JOIN _visit v ON v.url_id = u.id WHERE u.id = ? AND NOT EXISTS (SELECT 1 FROM"
             " _removed r WHERE r.key = u.key)"));
    row.integer(url_id);
    if (!row.step()) return Found();
    Found known(std::in_place);
    known->url_id = url_id;
    known->url.key = row.hash_at(0);
    known->url.site = row.integer_at(1);
    known->url.source = row.hash_at(2);
    known->url.depth = static_cast<int>(row.integer_at(3));
    known->url.url = row.text_at(4);
    if (!row.is_null(5)) known->url.hint = hint_from_json(row.text_at(5));
    known->visit = visit_at(row, 6);
    if (known->visit.state == VisitState::kStored) return Found();
    return known;
  });
}

Result<void> SqlStore::settle(std::int64_t url_id) {
  return attempt<void>([&]() -> Result<void> {
    Use row(sql_("UPDATE _visit SET due_at = NULL WHERE url_id = ?"));
    row.integer(url_id).run();
    return {};
  });
}

Result<void> SqlStore::announce(std::int64_t url_id, const Hint& hint, SysTime due) {
  return attempt<void>([&]() -> Result<void> {
    Use visit(sql_(
        "UPDATE _visit SET announced = 1, due_at = CASE WHEN due_at < ?1 THEN due_at ELSE ?1 END"
        " WHERE url_id = ?2"));
    visit.integer(due.time_since_epoch().count()).integer(url_id).run();
    const std::string json = to_json(hint);
    if (json.empty()) return {};
    Use row(sql_.either(
        "UPDATE _url SET hint = json_patch(coalesce(hint, '{}'), ?) WHERE id = ?",
        "UPDATE _url SET hint = CAST(CAST(coalesce(hint, '{}') AS jsonb) || CAST(? AS jsonb) AS"
        " TEXT) WHERE id = ?"));
    row.text(json).integer(url_id).run();
    return {};
  });
}

Result<std::string> SqlStore::said(UrlHash source) {
  return attempt<std::string>([&]() -> Result<std::string> {
    Use row(sql_("SELECT statements FROM _said WHERE source = ?"));
    row.hash(source);
    return row.step() ? std::string(row.text_at(0)) : std::string();
  });
}

Result<void> SqlStore::put_said(UrlHash source, const std::string& statements) {
  return attempt<void>([&]() -> Result<void> {
    Use row(
        sql_("INSERT INTO _said(source, statements) VALUES (?,?)"
             " ON CONFLICT(source) DO UPDATE SET statements = excluded.statements"));
    row.hash(source).blob(statements).run();
    return {};
  });
}

// An address that redirects to one of which something is known already. If it is a stored
// article's, that has moved: true if the other one was found to be its own before. If nobody's, it
// is from now on, and the visit that it waits for is the article's; or its story is told by another
// row.
bool SqlStore::put_alias(const PageRecord& page) {
  if (!page.again) {
    Use row(
        sql_("INSERT INTO _alias(key, target) VALUES (?,?)"
             " ON CONFLICT(key) DO UPDATE SET target = excluded.target"));
    row.hash(page.key).hash(page.alias_of).run();
    return false;
  }
  const auto article = find_by_keys({page.key}), other = find_by_keys({page.alias_of});
  if (!article) return false;
  if (other && other->id != article->id) {
    mark_gone(page);
    return false;
  }
  if (!other) {
    Use lead(sql_("INSERT INTO _article_key(key, article_id, url_id) VALUES (?,?,?)"));
    lead.hash(page.alias_of).integer(article->id).integer(article->url_id).run();
  }
  Use move(sql_("UPDATE articles SET url = ?, gone = NULL WHERE id = ?"));
  move.text(page.alias_url).integer(article->id).run();
  note_written(article->id, false);
  return other.has_value();
}

// Whether an article's address leads elsewhere, or nowhere, since it was stored.
bool SqlStore::has_left(const Existing& article) {
  Use row(
      sql_("SELECT a.gone IS NOT NULL OR v.state = ? FROM articles a LEFT JOIN _visit v ON"
           " v.url_id = ? WHERE a.id = ?"));
  row.integer(static_cast<int>(VisitState::kAlias)).integer(article.url_id).integer(article.id);
  return row.step() && row.integer_at(0) != 0;
}

// From now on the article's text is that of another address.
void SqlStore::move_article(std::int64_t article_id, std::int64_t url_id) {
  Use row(sql_("UPDATE _article_key SET url_id = ? WHERE article_id = ?"));
  row.integer(url_id).integer(article_id).run();
}

// An article whose page is gone stays; it only says so.
void SqlStore::mark_gone(const PageRecord& page) {
  const std::string now = to_iso8601(page.visit.visited_at);
  Use row(
      sql_.either("UPDATE articles SET gone = ? WHERE gone IS NULL AND id = (SELECT article_id FROM"
                  " _article_key WHERE key = ? AND url_id = ?)",
                  "UPDATE articles SET gone = ? WHERE gone IS NULL AND id = (SELECT article_id FROM"
                  " _article_key WHERE key = ? AND url_id = ?) RETURNING id"));
  row.text(now).hash(page.key).integer(page.url_id);
  run_and_note(row);
}

// "Not changed": what was gone meanwhile is back as it was.
void SqlStore::mark_there(const PageRecord& page) {
  Use row(
      sql_.either("UPDATE articles SET gone = NULL WHERE gone IS NOT NULL AND id = (SELECT"
                  " article_id FROM _article_key WHERE key = ?)",
                  "UPDATE articles SET gone = NULL WHERE gone IS NOT NULL AND id = (SELECT"
                  " article_id FROM _article_key WHERE key = ?) RETURNING id"));
  row.hash(page.key);
  run_and_note(row);
}

}  // namespace tearsheet::store::sql
