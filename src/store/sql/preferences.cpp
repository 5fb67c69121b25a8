// What publishers say about the use of articles: sets of statements, which of them hold for an
// article, and what is new of a site.
#include "store/preferences.h"

#include "store/sql/sql_store.h"

namespace tearsheet::store {

std::string preferences_in_words(const records::Article& article) {
  std::string words;
  const auto add = [&](const char* what, const std::string& value) {
    if (value.empty()) return;
    if (!words.empty()) words += ", ";
    ((words += what) += ' ') += value;
  };
  add("search", article.use_search);
  add("training", article.use_train);
  add("AI input", article.use_ai_input);
  add("mining", article.tdm);
  if (!article.license.empty()) words += words.empty() ? "a license" : ", a license";
  return words.empty() ? "nothing is said" : words;
}

namespace sql {

// The row of a set, made where it is new.
std::int64_t SqlStore::preference_set(const ToldPreferences& told, const std::string& now) {
  {
    // The statements are compared as well: who writes them can make two of one digest.
    Use known(sql_("SELECT id FROM preference_sets WHERE digest = ? AND statements = ? LIMIT 1"));
    known.hash(told.digest).text(told.statements);
    if (known.step()) return known.integer_at(0);
  }
  Use row(
      sql_("INSERT INTO preference_sets(digest, first_seen, statements) VALUES (?,?,?)"
           " RETURNING id"));
  row.hash(told.digest).text(now).text(told.statements).step();
  return row.integer_at(0);
}

void SqlStore::put_preferences(const PageRecord& page, std::int64_t article_id) {
  if (!page.article->told) return;
  const std::string now = to_iso8601(page.visit.visited_at);
  const std::int64_t set = preference_set(*page.article->told, now);
  Use row(sql_(
      "INSERT INTO article_preferences(article_id, since, set_id) SELECT CAST(?1 AS BIGINT), CAST(?2 AS TEXT),"
      " CAST(?3 AS BIGINT) WHERE ?3 IS DISTINCT FROM (SELECT p.set_id FROM article_preferences"
      " p WHERE p.article_id = ?1 ORDER BY p.since DESC LIMIT 1) ON CONFLICT(article_id, since)"
      " DO UPDATE SET set_id = excluded.set_id"));
  row.integer(article_id).text(now).integer(set);
  if (!has_chain()) {
    row.run();
  } else if (row.run_counted() > 0) {
    prove(EvidenceKind::kPreferences, article_id, set);
  }
  note_site_preferences(page);
}

// Once a run for each site and what it says. Of a site's first run nothing is news, nor of those that
// go on at the same time.
void SqlStore::note_site_preferences(const PageRecord& page) {
  std::string words = preferences_in_words(page.article->article);
  if (!said_by_sites_.emplace(page.site, words).second) return;
  const std::int64_t now = page.visit.visited_at.time_since_epoch().count();
  const auto forgotten = std::chrono::milliseconds(kForgottenAfter).count();
  Use row(sql_(
      "INSERT INTO _site_preferences AS known (site_id, summary, run_id, last_seen, told) SELECT"
      " CAST(?1 AS BIGINT), CAST(?2 AS TEXT), CAST(?3 AS BIGINT), CAST(?4 AS BIGINT), CASE WHEN"
      " EXISTS (SELECT 1 FROM _site_preferences s JOIN runs r ON r.id = s.run_id WHERE s.site_id"
      " = ?1 AND s.run_id < ?3 AND r.outcome <> 'running') THEN 0"
      " ELSE 1 END WHERE true ON CONFLICT(site_id, summary) DO UPDATE SET"
      " told = CASE WHEN known.last_seen < ?4 - CAST(?5 AS BIGINT) THEN 0 ELSE known.told END,"
      " run_id = CASE WHEN known.last_seen < ?4 - CAST(?5 AS BIGINT) THEN ?3 ELSE known.run_id"
      " END, last_seen = CASE WHEN known.last_seen > ?4 THEN known.last_seen ELSE ?4 END"));
  row.integer(page.site).text(words).integer(run_).integer(now).integer(forgotten).run();
}

Result<std::vector<PreferenceNews>> SqlStore::preference_news() {
  using News = std::vector<PreferenceNews>;
  return attempt<News>([&]() -> Result<News> {
    News news;
    Use row(sql_(
        "SELECT n.site_id, n.summary, coalesce((SELECT b.summary FROM _site_preferences b WHERE"
        " b.site_id = n.site_id AND b.run_id < n.run_id AND b.told = 1 ORDER BY b.last_seen DESC"
        " LIMIT 1), '') FROM _site_preferences n WHERE n.told = 0 ORDER BY n.site_id, n.summary"));
    while (row.step())
      news.push_back({row.integer_at(0), std::string(row.text_at(1)), std::string(row.text_at(2))});
    return news;
  });
}

Result<void> SqlStore::note_preferences_told(std::int64_t site) {
  return attempt<void>([&]() -> Result<void> {
    Use row(sql_("UPDATE _site_preferences SET told = 1 WHERE site_id = ? AND told = 0"));
    row.integer(site).run();
    return {};
  });
}

Result<std::string> SqlStore::statements_of(std::int64_t article_id, SysTime fetched_at) {
  // A visit is dated when its page was read, a while after it came.
  constexpr std::chrono::minutes kReading{5};
  return attempt<std::string>([&]() -> Result<std::string> {
    const std::string until = to_iso8601(fetched_at + kReading);
    Use row(
        sql_("SELECT s.statements FROM article_preferences p JOIN preference_sets s ON s.id ="
             " p.set_id WHERE p.article_id = ? AND p.since <= ? ORDER BY p.since DESC LIMIT 1"));
    return row.integer(article_id).text(until).step() ? std::string(row.text_at(0)) : std::string();
  });
}

TdmFileRecord tdm_file_at(Use& row) {
  return {std::string(row.text_at(0)), row.time_at(1).value_or(SysTime{}),
          static_cast<int>(row.integer_at(2)), std::string(row.text_at(3))};
}

Result<std::vector<TdmFileRecord>> SqlStore::tdm_files() {
  using Files = std::vector<TdmFileRecord>;
  return attempt<Files>([&]() -> Result<Files> {
    Files files;
    Use row(sql_("SELECT origin, fetched_at, status, body FROM _tdm_file"));
    while (row.step()) files.push_back(tdm_file_at(row));
    return files;
  });
}

Result<void> SqlStore::put_tdm_file(const TdmFileRecord& file) {
  return attempt<void>([&]() -> Result<void> {
    Use row(sql_(
        "INSERT INTO _tdm_file(origin, fetched_at, status, body) VALUES (?,?,?,?) ON CONFLICT(origin)"
        " DO UPDATE SET fetched_at = excluded.fetched_at, status = excluded.status, body ="
        " excluded.body"));
    row.text(file.origin).integer(file.fetched_at.time_since_epoch().count());
    row.integer(file.status).blob(file.body).run();
    return {};
  });
}

}  // namespace sql
}  // namespace tearsheet::store
