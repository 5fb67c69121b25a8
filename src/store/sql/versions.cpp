// What becomes of an article when its page is read again: nothing, a correction in place, a
// version, or another article.
#include <fmt/format.h>

#include <algorithm>

#include "store/sql/article_row.h"
#include "store/sql/revision.h"
#include "store/sql/sql_store.h"

namespace tearsheet::store::sql {
namespace {

constexpr std::string_view kSaidByASource = "listing";  // extract's word for a hint

bool dates_itself(const records::Article& article) {
  return std::none_of(article.sources.begin(), article.sources.end(), [](const auto& source) {
    return source.field == "date" && source.source == kSaidByASource;
  });
}

// A page that was free once and is no longer shows the beginning of what is stored.
bool is_walled_off(const records::Article& article, std::string_view kind_before,
                   std::string_view body_before) {
  return article.kind == records::PageKind::kPaywalled && kind_before != "paywalled" &&
         article.body.size() < body_before.size();
}

}  // namespace

PutResult SqlStore::update_article(const PageRecord& page, std::int64_t article_id) {
  using What = PutResult::What;
  const records::Article& a = page.article->article;
  const std::string now = to_iso8601(page.visit.visited_at), date = date_text(a.published);
  Revision revision = Revision::kSame;
  WordChange words;
  {
    Use old(
        sql_("SELECT title, summary, body, date, kind, coalesce((SELECT source FROM"
             " field_sources WHERE article_id = ?1 AND field = 'date'), '') FROM articles"
             " WHERE id = ?1"));
    old.integer(article_id);
    old.step();
    const RevisionText before{old.text_at(0), old.text_at(1), old.text_at(2), old.text_at(3),
                              old.text_at(5) != kSaidByASource};
    const RevisionText after{a.title, a.summary, a.body, date, dates_itself(a)};
    revision = compare(before, after);
    if (revision == Revision::kRevised && is_walled_off(a, old.text_at(4), before.body))
      revision = Revision::kLost;
    if (revision == Revision::kRevised) words = words_between(before, after);
  }
  switch (revision) {
    case Revision::kLost:
      return {What::kKept, article_id};
    case Revision::kReplaced:
      return replace_article(page, article_id);
    case Revision::kSame:
      put_keys(page, {article_id, page.url_id});
      if (!came_again(page, article_id)) put_newer_page(page, article_id);
      {
        // The times of a text are part of what is proved of it.
        const std::string dates = has_chain() ? dates_of(article_id) : std::string();
        put_facts(page, article_id);
        if (has_chain() && dates_of(article_id) != dates) prove_text(article_id);
      }
      return {What::kUnchanged, article_id};
    case Revision::kCorrected:
      put_keys(page, {article_id, page.url_id});
      put_facts(page, article_id);
      put_text(page, article_id, 0);
      return {What::kCorrected, article_id};
    case Revision::kRevised:
      break;
  }
  put_keys(page, {article_id, page.url_id});
  keep_version(article_id, now, words.added, words.removed);
  put_facts(page, article_id);
  put_text(page, article_id, 1);
  thin_versions(article_id, now);
  return {What::kUpdated, article_id};
}

std::string SqlStore::dates_of(std::int64_t article_id) {
  Use row(sql_("SELECT date, updated FROM articles WHERE id = ?"));
  row.integer(article_id);
  if (!row.step()) return {};
  std::string dates(row.text_at(0));
  return (dates += ' ') += row.text_at(1);
}

// The address tells another story now: that is an article of its own, to which the address leads
// from now on. The old one stays, and says that its page is gone.
PutResult SqlStore::replace_article(const PageRecord& page, std::int64_t article_id) {
  const std::string now = to_iso8601(page.visit.visited_at);
  Use gone(sql_("UPDATE articles SET gone = ? WHERE id = ?"));
  gone.text(now).integer(article_id).run();
  note_written(article_id, false);
  for (const UrlHash key : page.article->keys) {
    // Where the page moved into another article that is here already, nothing is new.
    Use other(sql_("SELECT article_id FROM _article_key WHERE key = ? AND article_id <> ?"));
    other.hash(key).integer(article_id);
    if (other.step()) return {PutResult::What::kAlias, other.integer_at(0)};
  }
  for (const UrlHash key : page.article->keys) {
    Use free(sql_("DELETE FROM _article_key WHERE key = ?"));
    free.hash(key).run();
  }
  PutResult result = add_article(page);
  if (result.what == PutResult::What::kInserted) result.replaced = article_id;
  return result;
}

// What is taken at every visit.
void SqlStore::put_facts(const PageRecord& page, std::int64_t article_id) {
  static const std::string kUpdate = "UPDATE articles SET " + revisit_assignments(is_fact) +
                                     ", gone = NULL, changed = CASE WHEN " +
                                     revisit_brings_news(is_fact) +
                                     " THEN ? ELSE changed END WHERE id = ?";
  const ArticleColumns columns = columns_of(page.article->article);
  const std::string now = to_iso8601(page.visit.visited_at);
  Use row(sql_(kUpdate.c_str()));
  bind_revisit(row, columns, is_fact);
  row.text(now).integer(article_id).run();
  note_written(article_id, false);
}

void SqlStore::put_text(const PageRecord& page, std::int64_t article_id, int new_versions) {
  const records::Article& a = page.article->article;
  const std::string now = to_iso8601(page.visit.visited_at);
  if (new_versions == 0) {
    // The page of the same words stands for the one before.
    Use drop(sql_("DELETE FROM _raw_page WHERE id = (SELECT raw_page FROM articles WHERE id = ?)"));
    drop.integer(article_id).run();
  }
  static const std::string kUpdate =
      "UPDATE articles SET " + revisit_assignments(is_with_text) +
      ", changed = ?, version = version + ?, confidence = ?, extractor = ?, rules = ?, raw_page = ?"
      " WHERE id = ?";
  const ArticleColumns columns = columns_of(a);
  Use row(sql_(kUpdate.c_str()));
  bind_revisit(row, columns, is_with_text);
  row.text(now).integer(new_versions).real(a.confidence);
  row.integer(page.article->extractor).text(page.article->rules);
  page.raw ? row.integer(next_raw_page_) : row.null();
  row.integer(article_id).run();
  note_written(article_id, true);
  if (page.raw) put_raw(page, article_id);
  Use clear(sql_("DELETE FROM field_sources WHERE article_id = ?"));
  clear.integer(article_id).run();
  put_sources(a, article_id);
  Use fingerprint(sql_.either(
      "UPDATE _fingerprint SET exact = ?, print = ? WHERE article_id = ?",
      "UPDATE _fingerprint SET exact = ?, print = ?, is_told = false WHERE article_id = ?"));
  fingerprint.hash(page.article->exact).blob(page.article->fingerprint).integer(article_id).run();
}

// When a version came is when the one before it went; `changed` also moves with corrections.
void SqlStore::keep_version(std::int64_t article_id, const std::string& now,
                            std::size_t words_added, std::size_t words_removed) {
  Use row(sql_(
      "INSERT INTO article_versions(article_id, version, title, date, updated, summary, body,"
      " stored, replaced, words_added, words_removed, raw_page)"
      " SELECT id, version, title, date, updated, summary, body, coalesce((SELECT v.replaced FROM"
      " article_versions v WHERE v.article_id = articles.id ORDER BY v.version DESC LIMIT 1),"
      " first_seen), ?1, CAST(?2 AS BIGINT), CAST(?3 AS BIGINT), raw_page FROM articles WHERE id = ?4"));
  row.text(now).integer(static_cast<std::int64_t>(words_added));
  row.integer(static_cast<std::int64_t>(words_removed)).integer(article_id).run();
}

// Above the limit goes the version whose neighbours are nearest in time, never the first: what is
// left is spread over the article's life.
void SqlStore::thin_versions(std::int64_t article_id, const std::string& now) {
  struct Kept {
    std::int64_t id, time, raw_page, version;
  };
  std::vector<Kept> all;
  {
    Use row(sql_.either(
        "SELECT id, unixepoch(stored), coalesce(raw_page, 0), version FROM article_versions"
        " WHERE article_id = ?1 UNION ALL SELECT 9223372036854775807, unixepoch(?2), 0, 0 ORDER BY 2,"
        " 1",
        "SELECT id, CAST(extract(epoch FROM CAST(stored AS timestamptz)) AS BIGINT),"
        " coalesce(raw_page, 0), version FROM article_versions WHERE article_id = ?1 UNION ALL"
        " SELECT 9223372036854775807, CAST(extract(epoch FROM CAST(CAST(?2 AS TEXT) AS"
        " timestamptz)) AS BIGINT), 0, 0 ORDER BY 2, 1"));
    row.integer(article_id).text(now);
    while (row.step()) {
      all.push_back({row.integer_at(0), row.integer_at(1), row.integer_at(2), row.integer_at(3)});
    }
  }
  if (all.size() <= kMaxOldVersions + 1) return;
  std::size_t least = 1;
  for (std::size_t i = 1; i + 1 < all.size(); ++i) {
    if (all[i + 1].time - all[i - 1].time < all[least + 1].time - all[least - 1].time) least = i;
  }
  // The counts of both steps stand for the one step that is left.
  Use merge(
      sql_("UPDATE article_versions AS kept SET words_added = kept.words_added + gone.words_added,"
           " words_removed = kept.words_removed + gone.words_removed FROM article_versions AS gone"
           " WHERE kept.id = ? AND gone.id = ?"));
  merge.integer(all[least - 1].id).integer(all[least].id).run();
  Use raw(sql_("DELETE FROM _raw_page WHERE id = ?"));
  raw.integer(all[least].raw_page).run();
  Use drop(sql_("DELETE FROM article_versions WHERE id = ?"));
  drop.integer(all[least].id).run();
  prove_removal("too many versions", "texts",
                fmt::format("[[{},{}]]", article_id, all[least].version));
}

}  // namespace tearsheet::store::sql
