// Rows that are made again of their stored pages.
//
// The stamp of a row (articles.extractor, articles.rules) says what made it. A page that holds no
// article any more keeps its article; that it was read is noted in _raw_page instead.
#include "store/sql/article_row.h"
#include "store/sql/raw_page_row.h"
#include "store/sql/sql_store.h"

namespace tearsheet::store::sql {

Result<std::optional<KeptArticle>> SqlStore::kept_article(std::int64_t article_id) {
  using Found = std::optional<KeptArticle>;
  return attempt<Found>([&]() -> Result<Found> {
    Found found;
    static const std::string kSelect =
        "SELECT " + column_list(is_of_page, "a.", "") +
        ", a.id, a.site_id, s.key, a.url, a.raw_page, a.changed FROM articles a JOIN sites s"
        " ON s.id = a.site_id WHERE a.id = ?";
    Use row(sql_(kSelect.c_str()));
    row.integer(article_id);
    if (!row.step()) return found;
    KeptArticle& kept = found.emplace();
    const int next = read_columns(row, kept.columns, is_of_page);
    kept.article = row.integer_at(next);
    kept.site = row.integer_at(next + 1);
    kept.site_key = row.text_at(next + 2);
    kept.url = row.text_at(next + 3);
    kept.changed = row.text_at(next + 5);
    if (row.is_null(next + 4)) return found;
    const std::int64_t first = kept.raw_page = row.integer_at(next + 4);
    {
      Use source(sql_(
          "SELECT field, source, source || ' ' || coalesce(locator, '') FROM field_sources WHERE"
          " article_id = ?"));
      source.integer(article_id);
      while (source.step()) {
        kept.sources.emplace(source.text_at(0), source.text_at(1));
        if (source.text_at(0) == kArticleColumnTable[kSummaryColumn].name)
          kept.summary_source = source.text_at(2);
      }
    }
    // The pages behind the first are those of the same version: a later one would be the first.
    static const std::string kSelectPages =
        "SELECT " + kRawPageColumns +
        ", r.id FROM _raw_page r JOIN _url u ON u.id = r.url_id WHERE r.article_id = ?1 AND r.id >= ?2"
        " ORDER BY r.id";
    Use page(sql_(kSelectPages.c_str()));
    page.integer(article_id).integer(first);
    while (page.step()) {
      if (kept.pages.empty()) {
        // The first page itself may be gone.
        if (page.integer_at(kCountRawPageColumns) != first) break;
        fill_address(kept, page);
      }
      fill(kept.pages.emplace_back(), page);
    }
    return found;
  });
}

Result<bool> SqlStore::put_reextracted(const ReextractedArticle& reextracted, SysTime now) {
  return attempt<bool>([&]() -> Result<bool> {
    const ArticleRecord& record = reextracted.record;
    {
      // First: nobody else writes to the row from here on. Of these columns nobody who reads changes
      // is told.
      Use stamp(
          sql_("UPDATE articles SET confidence = ?, agreement = ?, extractor = ?, rules = ? WHERE"
               " id = ? AND raw_page = ? AND changed = ?"));
      stamp.real(record.article.confidence).text_or_null(record.article.agreement);
      stamp.integer(record.extractor).text(record.rules).integer(reextracted.article);
      stamp.integer(reextracted.raw_page).text(reextracted.as_of);
      if (stamp.run_counted() == 0) return false;
    }
    const std::string time = to_iso8601(now);
    const auto& columns = reextracted.columns;
    if (reextracted.text_changed) {
      static const std::string kText =
          "UPDATE articles SET " + column_list(is_reextracted_text, "", " = ?") + " WHERE id = ?";
      Use text(sql_(kText.c_str()));
      bind(text, columns, is_reextracted_text);
      text.integer(reextracted.article).run();
    }
    if (reextracted.changed) {
      static const std::string kFacts = "UPDATE articles SET " +
                                        column_list(is_reextracted_fact, "", " = ?") +
                                        ", changed = ? WHERE id = ?";
      Use facts(sql_(kFacts.c_str()));
      bind(facts, columns, is_reextracted_fact);
      facts.text(time).integer(reextracted.article).run();
      Use fingerprint(
          sql_("UPDATE _fingerprint SET exact = ?, date = ?, print = ? WHERE article_id = ?"));
      const auto& published = record.article.published;
      fingerprint.hash(record.exact)
          .time_or_null(published ? std::optional(published->to_sys()) : std::nullopt);
      fingerprint.blob(record.fingerprint).integer(reextracted.article).run();
      note_written(reextracted.article, reextracted.text_changed);
      prove_text(reextracted.article);
    }
    Use clear(sql_("DELETE FROM field_sources WHERE article_id = ?"));
    clear.integer(reextracted.article).run();
    put_sources(record.article, reextracted.article);
    for (const auto* const keys : {&record.keys, &record.part_keys}) {
      for (const UrlHash key : *keys) {
        Use known(sql_(
            "INSERT INTO _article_key(key, article_id, url_id) SELECT CAST(?1 AS BIGINT), article_id, url_id"
            " FROM _article_key WHERE article_id = ?2 LIMIT 1 ON CONFLICT(key) DO NOTHING"));
        known.hash(key).integer(reextracted.article).run();
      }
    }
    return true;
  });
}

Result<void> SqlStore::note_reextracted(std::int64_t article_id, std::int64_t raw_page,
                                        int extractor, const std::string& rules) {
  return attempt<void>([&]() -> Result<void> {
    Use row(
        sql_("UPDATE _raw_page SET extractor = ?, rules = ? WHERE id = ? AND"
             " article_id = ?"));
    row.integer(extractor).text(rules).integer(raw_page).integer(article_id).run();
    return {};
  });
}

}  // namespace tearsheet::store::sql
