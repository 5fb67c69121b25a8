#include "store/sqlite/merged_article.h"

#include <fmt/format.h>

#include <algorithm>

#include "store/article_columns.h"
#include "store/sql/revision.h"
#include "store/sqlite/merged_addresses.h"

namespace tearsheet::store::sqlite {
namespace {

constexpr std::size_t kDayChars = 10;       // of "2025-11-15T10:00:00Z"
constexpr std::size_t kMinSameBytes = 200;  // as canonical.cpp: shorter texts agree by chance

/// What of the article's row comes from its page: "title = CASE ... END, ..." for the row `ours` of
/// the row `t`. As at a visit, nothing does not wipe out what an earlier page said.
std::string assignments(bool with_text) {
  std::string sql;
  for (const ColumnSpec& spec : kArticleColumnTable) {
    const bool goes_with_text =
        spec.revisit == OnRevisit::kWithText || spec.revisit == OnRevisit::kWithTextKeep;
    if (spec.is_ours() || (goes_with_text && !with_text)) continue;
    const bool keeps = spec.revisit == OnRevisit::kKeep || spec.revisit == OnRevisit::kWithTextKeep;
    if (!sql.empty()) sql += ", ";
    sql += keeps ? fmt::format(
                       "{0} = CASE WHEN t.{0} IS NULL OR t.{0} IN ('', '[]') THEN"
                       " articles.{0} ELSE t.{0} END",
                       spec.name)
                 : fmt::format("{0} = t.{0}", spec.name);
  }
  return sql;
}

}  // namespace

MergedArticles::MergedArticles(SQLite::Database& database, Statements& statements,
                               Evidence& evidence, MergedPages& pages, MergeReceipt& receipt,
                               std::function<std::int64_t()> run)
    : database_(database),
      statements_(statements),
      evidence_(evidence),
      pages_(pages),
      receipt_(receipt),
      run_(std::move(run)) {
  const std::string columns = columns_but(
      database, "articles", {"id", "site_id", "duplicate_of", "run_id", "raw_page", "copied"});
  insert_article_ = fmt::format(
      // The number of an article that was removed names no other.
      "INSERT INTO main.articles(id, site_id, run_id, {0}) SELECT 1 + max((SELECT coalesce(max(id),"
      " 0) FROM main.articles), (SELECT coalesce(max(article_id), 0) FROM main._change)), s.ours, ?2,"
      " {1} FROM other.articles t JOIN temp.merged_site s ON s.theirs = t.site_id WHERE t.id = ?1",
      columns,
      columns_but(database, "articles",
                  {"id", "site_id", "duplicate_of", "run_id", "raw_page", "copied"}, "t."));
  update_article_ = fmt::format(
      "UPDATE main.articles SET {}, changed = max(articles.changed, t.changed), gone = t.gone, agency ="
      " t.agency, confidence = t.confidence, extractor = t.extractor, rules = t.rules, version = ?3,"
      " raw_page = ?4 FROM other.articles t WHERE t.id = ?1 AND articles.id = ?2",
      assignments(true));
  update_facts_ = fmt::format(
      "UPDATE main.articles SET {}, changed = t.changed, gone = t.gone FROM other.articles t WHERE t.id"
      " = ?1 AND articles.id = ?2",
      assignments(false));
  const auto version_of = [](const char* table) {
    return fmt::format(
        "INSERT INTO main.article_versions(article_id, version, title, date, updated, summary, body,"
        " stored, replaced, words_added, words_removed, raw_page) SELECT ?2, ?3, title, date, updated,"
        " summary, body, ?4, ?5, ?6, ?7, nullif(?8, 0) FROM {} WHERE id = ?1",
        table);
  };
  insert_their_version_ = version_of("other.article_versions");
  insert_their_text_ = version_of("other.articles");
  insert_our_text_ = version_of("main.articles");
}

bool MergedArticles::is_removed(std::int64_t theirs) {
  Use row(
      statements_("SELECT 1 FROM other._article_key k JOIN main._removed r ON r.key = k.key"
                  " WHERE k.article_id = ? LIMIT 1"));
  return row.integer(theirs).step();
}

// The row here that an address of theirs leads to; where one of them was only proposed by a page, by
// its text as well (canonical.cpp).
std::optional<std::int64_t> MergedArticles::find_by_keys(std::int64_t theirs, bool is_proposed) {
  Use row(statements_(
      "SELECT a.id, a.title, a.body, coalesce(a.date, ''), t.title, t.body, coalesce(t.date, '')"
      " FROM other._article_key o JOIN main._article_key k ON k.key = o.key JOIN main.articles a ON"
      " a.id = k.article_id JOIN other.articles t ON t.id = o.article_id WHERE o.article_id = ?1 AND"
      " (o.proposed <> 0 OR k.proposed <> 0) = ?2 ORDER BY a.url = t.url DESC, a.id"));
  row.integer(theirs).integer(is_proposed ? 1 : 0);
  while (row.step()) {
    if (!is_proposed) return row.integer_at(0);
    const std::string_view ours = row.text_at(3), other = row.text_at(6);
    const bool same_day =
        ours.empty() || other.empty() || ours.substr(0, kDayChars) == other.substr(0, kDayChars);
    const bool same_title = row.text_at(1) == row.text_at(4);
    if ((same_title && same_day) ||
        (std::min(row.text_at(2).size(), row.text_at(5).size()) >= kMinSameBytes &&
         sql::is_same_text(row.text_at(2), row.text_at(5))))
      return row.integer_at(0);
  }
  return std::nullopt;
}

// One site, one title, one text, no other day, and no other word of the page for its address: the
// same page under another one (articles.cpp).
std::optional<std::int64_t> MergedArticles::find_same_page(std::int64_t theirs) {
  Use row(statements_(
      "SELECT a.id FROM other._fingerprint o JOIN other.articles t ON t.id = o.article_id JOIN"
      " temp.merged_site s ON s.theirs = t.site_id JOIN main._fingerprint f ON f.exact = o.exact JOIN"
      " main.articles a ON a.id = f.article_id WHERE o.article_id = ?1 AND o.exact <> 0 AND a.site_id"
      " = s.ours AND a.title = t.title AND a.body = t.body AND (a.date IS NULL OR t.date IS NULL OR"
      " substr(a.date, 1, min(length(a.date), length(t.date), 16)) = substr(t.date, 1,"
      " min(length(a.date), length(t.date), 16))) AND (a.canonical_url = t.canonical_url OR"
      " a.canonical_url = a.url OR t.canonical_url = t.url) ORDER BY a.id LIMIT 1"));
  row.integer(theirs);
  return row.step() ? std::optional(row.integer_at(0)) : std::nullopt;
}

// An article that no address leads to any more is told by its text.
std::optional<std::int64_t> MergedArticles::find_same_text(std::int64_t theirs,
                                                           const HistoryText& text) {
  Use row(statements_(
      "SELECT a.id FROM main.articles a WHERE a.url = (SELECT url FROM other.articles WHERE id = ?1)"
      " AND ((a.title = ?2 AND a.body = ?3) OR EXISTS (SELECT 1 FROM main.article_versions v WHERE"
      " v.article_id = a.id AND v.title = ?2 AND v.body = ?3)) ORDER BY a.id LIMIT 1"));
  row.integer(theirs).text(text.title).text(text.body);
  return row.step() ? std::optional(row.integer_at(0)) : std::nullopt;
}

std::optional<std::int64_t> MergedArticles::find(std::int64_t theirs) {
  if (auto found = find_by_keys(theirs, false)) return found;
  if (auto found = find_by_keys(theirs, true)) return found;
  return find_same_page(theirs);
}

std::vector<HistoryText> MergedArticles::texts_of(bool is_other, std::int64_t article) {
  const auto sql = [](const char* schema) {
    return fmt::format(
        "SELECT v.id, v.version, coalesce(v.raw_page, 0), unixepoch(v.stored), v.stored, v.title,"
        " v.date, v.updated, v.summary, v.body, 1 FROM {0}.article_versions v WHERE v.article_id ="
        " ?1 UNION ALL SELECT 0, a.version, coalesce(a.raw_page, 0), unixepoch(coalesce(l.replaced,"
        " a.first_seen)), coalesce(l.replaced, a.first_seen), a.title, a.date, a.updated, a.summary,"
        " a.body, NOT EXISTS (SELECT 1 FROM {0}.field_sources f WHERE f.article_id = a.id AND f.field"
        " = 'date' AND f.source = 'listing') FROM {0}.articles a LEFT JOIN {0}.article_versions l ON"
        " l.id = (SELECT x.id FROM {0}.article_versions x WHERE x.article_id = a.id ORDER BY"
        " x.version DESC LIMIT 1) WHERE a.id = ?1 ORDER BY 2",
        schema);
  };
  static const std::string kOurs = sql("main"), kTheirs = sql("other");
  std::vector<HistoryText> texts;
  Use row(statements_((is_other ? kTheirs : kOurs).c_str()));
  row.integer(article);
  while (row.step()) {
    HistoryText& text = texts.emplace_back();
    text.is_other = is_other;
    text.row = row.integer_at(0);
    text.version = row.integer_at(1);
    text.raw_page = row.integer_at(2);
    text.seconds = row.integer_at(3);
    text.stored = row.text_at(4);
    text.title = row.text_at(5);
    text.date = row.text_at(6);
    text.updated = row.text_at(7);
    text.summary = row.text_at(8);
    text.body = row.text_at(9);
    text.dates_itself = row.integer_at(10) != 0;
  }
  return texts;
}

Result<void> MergedArticles::take(std::int64_t theirs) {
  ++receipt_.read;
  if (is_removed(theirs)) {
    ++receipt_.removed;
    return {};
  }
  Pair pair;
  pair.theirs = theirs;
  pair.their_texts = texts_of(true, theirs);
  if (pair.their_texts.empty()) return {};  // it went meanwhile
  auto ours = find(theirs);
  if (!ours) ours = find_same_text(theirs, pair.their_texts.back());
  if (!ours) {
    const auto added = add(theirs);
    return added ? Result<void>() : fail(added.error());
  }
  pair.ours = *ours;
  pair.our_texts = texts_of(false, *ours);
  return fold(pair);
}

// With all that is known of it. Which story it is of is found out by its text, which is why its
// fingerprint is left open.
Result<std::int64_t> MergedArticles::add(std::int64_t theirs) {
  {
    Use row(statements_(insert_article_.c_str()));
    row.integer(theirs).integer(run_()).run();
  }
  const std::int64_t ours = database_.getLastInsertRowid();
  std::map<std::int64_t, std::int64_t> taken{{0, 0}};
  std::vector<std::int64_t> pages;
  {
    Use row(statements_("SELECT id FROM other._raw_page WHERE article_id = ? ORDER BY id"));
    row.integer(theirs);
    while (row.step()) pages.push_back(row.integer_at(0));
  }
  for (const std::int64_t page : pages) {
    const auto here = pages_.take(page, ours);
    if (!here) return fail(here.error());
    taken[page] = *here;
  }
  const std::vector<HistoryText> texts = texts_of(true, theirs);
  for (const HistoryText& text : texts) {
    const auto page = taken.find(text.raw_page);
    const std::int64_t raw = page == taken.end() ? 0 : page->second;
    if (text.row == 0) {
      Use row(statements_("UPDATE main.articles SET raw_page = nullif(?, 0) WHERE id = ?"));
      row.integer(raw).integer(ours).run();
      continue;
    }
    Use row(statements_(
        "INSERT INTO main.article_versions(article_id, version, title, date, updated, summary, body,"
        " stored, replaced, words_added, words_removed, raw_page) SELECT ?2, version, title, date,"
        " updated, summary, body, stored, replaced, words_added, words_removed, nullif(?3, 0) FROM"
        " other.article_versions WHERE id = ?1"));
    row.integer(text.row).integer(ours).integer(raw).run();
    evidence_.add(EvidenceKind::kText, ours, text.version);
    ++receipt_.versions;
  }
  evidence_.add_text(ours);
  {
    Use row(statements_(
        "INSERT INTO main.field_sources(article_id, field, source, locator, raw, confidence) SELECT"
        " ?2, field, source, locator, raw, confidence FROM other.field_sources WHERE article_id ="
        " ?1"));
    row.integer(theirs).integer(ours).run();
  }
  {
    Use row(statements_(
        "INSERT INTO main._fingerprint(article_id, exact, cluster, date, print) SELECT ?2, exact, ?2,"
        " date, x'00' FROM other._fingerprint WHERE article_id = ?1"));
    row.integer(theirs).integer(ours).run();
  }
  take_keys(theirs, ours);
  take_preferences(theirs, ours);
  ++receipt_.added;
  return ours;
}

void MergedArticles::take_keys(std::int64_t theirs, std::int64_t ours) {
  Use row(statements_(
      "INSERT OR IGNORE INTO main._article_key(key, article_id, url_id, proposed) SELECT k.key, ?2,"
      " coalesce((SELECT o.url_id FROM main._article_key o WHERE o.article_id = ?2 LIMIT 1), m.ours),"
      " k.proposed FROM other._article_key k JOIN temp.merged_url m ON m.theirs = k.url_id WHERE"
      " k.article_id = ?1"));
  row.integer(theirs).integer(ours).run();
}

std::int64_t MergedArticles::preference_set(std::int64_t theirs) {
  {
    Use known(statements_(
        "SELECT s.id FROM other.preference_sets t JOIN main.preference_sets s ON s.digest = t.digest"
        " AND s.statements = t.statements WHERE t.id = ? LIMIT 1"));
    known.integer(theirs);
    if (known.step()) return known.integer_at(0);
  }
  Use row(
      statements_("INSERT INTO main.preference_sets(digest, first_seen, statements) SELECT digest,"
                  " first_seen, statements FROM other.preference_sets WHERE id = ?"));
  row.integer(theirs).run();
  return database_.getLastInsertRowid();
}

void MergedArticles::take_preferences(std::int64_t theirs, std::int64_t ours) {
  std::vector<std::pair<std::string, std::int64_t>> told;
  {
    Use row(
        statements_("SELECT since, set_id FROM other.article_preferences WHERE article_id = ? ORDER"
                    " BY since"));
    row.integer(theirs);
    while (row.step()) told.emplace_back(row.text_at(0), row.integer_at(1));
  }
  for (const auto& [since, their_set] : told) {
    const std::int64_t set = preference_set(their_set);
    Use row(statements_(
        "INSERT OR IGNORE INTO main.article_preferences(article_id, since, set_id) SELECT ?1, ?2, ?3"
        " WHERE ?3 IS NOT (SELECT p.set_id FROM main.article_preferences p WHERE p.article_id = ?1"
        " AND p.since <= ?2 ORDER BY p.since DESC LIMIT 1)"));
    row.integer(ours).text(since).integer(set).run();
    if (database_.getChanges() == 0) continue;
    evidence_.add(EvidenceKind::kPreferences, ours, set);
    ++receipt_.preferences;
  }
}

}  // namespace tearsheet::store::sqlite
