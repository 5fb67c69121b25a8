// Rows that are made again of their stored pages.
//
// The stamp of a row (articles.extractor, articles.rules) says what made it. A page that holds no
// article any more keeps its article; that it was read is noted in _raw_page instead.
#include "store/sql/article_row.h"
#include "store/sql/hint.h"
#include "store/sqlite/sqlite_store.h"

namespace tearsheet::store::sqlite {

Result<void> SqliteStore::each_stamp(const ArticleFilter& filter,
                                     const std::function<void(const ArticleStamp&)>& each) {
  return guarded<void>(file_, [&]() -> Result<void> {
    if (auto sound = check_filter(filter); !sound) return sound;
    if (!database_.tableExists("_raw_page"))
      return fail(ErrorCode::kInvalid, file_.string() + ": a public copy holds no raw pages");
    ArticleCondition condition = condition_of(filter);
    if (!filter.where.empty())
      add_full_text(condition, *full_text_of(filter), has_pairs(database_));
    std::string sql =
        "SELECT a.id, a.raw_page IS NOT NULL, a.noarchive, s.key, a.url, a.extractor, a.rules"
        " FROM articles a JOIN sites s ON s.id = a.site_id" +
        condition.sql + " ORDER BY a.id";
    if (filter.limit) sql += " LIMIT " + std::to_string(*filter.limit);
    Prepared statement(database_, sql);
    Use row(statement);
    for (const std::string& value : condition.values) row.text(value);
    while (row.step()) {
      ArticleStamp stamp;
      stamp.article = row.integer_at(0);
      stamp.has_page = row.integer_at(1) != 0;
      stamp.noarchive = row.integer_at(2) != 0;
      stamp.site = row.text_at(3);
      stamp.url = row.text_at(4);
      stamp.extractor = static_cast<int>(row.integer_at(5));
      stamp.rules = row.text_at(6);
      each(stamp);
    }
    return {};
  });
}

Result<std::optional<KeptArticle>> SqliteStore::kept_article(std::int64_t article_id) {
  using Found = std::optional<KeptArticle>;
  return guarded<Found>(file_, [&]() -> Result<Found> {
    Found found;
    static const std::string kSelect =
        "SELECT " + sql::column_list(sql::is_of_page, "a.", "") +
        ", a.id, a.site_id, s.key, a.url, a.raw_page FROM articles a JOIN sites s"
        " ON s.id = a.site_id WHERE a.id = ?";
    Use row(statements_(kSelect.c_str()));
    row.integer(article_id);
    if (!row.step()) return found;
    KeptArticle& kept = found.emplace();
    const int next = sql::read_columns(row, kept.columns, sql::is_of_page);
    kept.article = row.integer_at(next);
    kept.site = row.integer_at(next + 1);
    kept.site_key = row.text_at(next + 2);
    kept.url = row.text_at(next + 3);
    if (row.is_null(next + 4)) return found;
    const std::int64_t first = row.integer_at(next + 4);
    {
      Use source(statements_(
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
    Use page(statements_(
        "SELECT u.url, u.key, u.hint, r.url, r.fetched_at, r.status, r.headers, r.size, r.body,"
        " r.address, r.extractor, r.rules, r.dictionary, r.id FROM _raw_page r JOIN _url u ON u.id "
        "= r.url_id"
        " WHERE r.article_id = ?1 AND r.id >= ?2 ORDER BY r.id"));
    page.integer(article_id).integer(first);
    while (page.step()) {
      if (kept.pages.empty()) {
        if (page.integer_at(13) != first) break;  // the first page itself is gone
        kept.asked_url = page.text_at(0);
        kept.key = page.hash_at(1);
        if (!page.is_null(2)) kept.hint = sql::hint_from_json(page.text_at(2));
      }
      RawPage& raw = kept.pages.emplace_back();
      raw.url = page.text_at(3);
      raw.fetched_at = page.time_at(4).value_or(SysTime{});
      raw.status = static_cast<int>(page.integer_at(5));
      raw.headers = page.text_at(6);
      raw.size = static_cast<std::size_t>(page.integer_at(7));
      raw.compressed = page.text_at(8);
      raw.address = page.text_at(9);
      raw.extractor = static_cast<int>(page.integer_at(10));
      raw.rules = page.text_at(11);
      raw.dictionary = page.is_null(12) ? 0 : page.integer_at(12);
    }
    return found;
  });
}

Result<void> SqliteStore::put_reextracted(const ReextractedArticle& reextracted, SysTime now) {
  return guarded<void>(file_, [&]() -> Result<void> {
    const ArticleRecord& record = reextracted.record;
    const std::string time = to_iso8601(now);
    const auto& columns = reextracted.columns;
    if (reextracted.text_changed) {
      static const std::string kText = "UPDATE articles SET " +
                                       sql::column_list(sql::is_reextracted_text, "", " = ?") +
                                       " WHERE id = ?";
      Use text(statements_(kText.c_str()));
      sql::bind(text, columns, sql::is_reextracted_text);
      text.integer(reextracted.article).run();
    }
    if (reextracted.changed) {
      static const std::string kFacts = "UPDATE articles SET " +
                                        sql::column_list(sql::is_reextracted_fact, "", " = ?") +
                                        ", changed = ? WHERE id = ?";
      Use facts(statements_(kFacts.c_str()));
      sql::bind(facts, columns, sql::is_reextracted_fact);
      facts.text(time).integer(reextracted.article).run();
      Use fingerprint(statements_(
          "UPDATE _fingerprint SET exact = ?, date = ?, print = ? WHERE article_id = ?"));
      const auto& published = record.article.published;
      fingerprint.hash(record.exact)
          .time_or_null(published ? std::optional(published->to_sys()) : std::nullopt);
      fingerprint.blob(record.fingerprint).integer(reextracted.article).run();
      evidence_.add_text(reextracted.article);
    }
    // Of these nobody who reads changes is told.
    Use stamp(
        statements_("UPDATE articles SET confidence = ?, agreement = ?, extractor = ?, rules = ? "
                    "WHERE id = ?"));
    stamp.real(record.article.confidence).text_or_null(record.article.agreement);
    stamp.integer(record.extractor).text(record.rules).integer(reextracted.article).run();
    Use clear(statements_("DELETE FROM field_sources WHERE article_id = ?"));
    clear.integer(reextracted.article).run();
    put_sources(record.article, reextracted.article);
    for (const auto* const keys : {&record.keys, &record.part_keys}) {
      for (const UrlHash key : *keys) {
        Use known(statements_(
            "INSERT INTO _article_key(key, article_id, url_id) SELECT ?1, article_id, url_id"
            " FROM _article_key WHERE article_id = ?2 LIMIT 1 ON CONFLICT(key) DO NOTHING"));
        known.hash(key).integer(reextracted.article).run();
      }
    }
    return {};
  });
}

Result<std::vector<std::int64_t>> SqliteStore::due_again() {
  return guarded<std::vector<std::int64_t>>(file_, [&]() -> Result<std::vector<std::int64_t>> {
    std::vector<std::int64_t> articles;
    Use row(statements_("SELECT article_id FROM _again ORDER BY 1"));
    while (row.step()) articles.push_back(row.integer_at(0));
    return articles;
  });
}

Result<void> SqliteStore::add_due_again(std::int64_t article_id) {
  return guarded<void>(file_, [&]() -> Result<void> {
    Use row(statements_("INSERT OR IGNORE INTO _again VALUES (?)"));
    row.integer(article_id).run();
    return {};
  });
}

Result<void> SqliteStore::settle_again(const std::vector<std::int64_t>& articles) {
  return guarded<void>(file_, [&]() -> Result<void> {
    SQLite::Transaction transaction(database_, SQLite::TransactionBehavior::IMMEDIATE);
    for (const std::int64_t article : articles) {
      Use row(statements_("DELETE FROM _again WHERE article_id = ?"));
      row.integer(article).run();
    }
    transaction.commit();
    return {};
  });
}

Result<void> SqliteStore::note_reextracted(std::int64_t article_id, int extractor,
                                           const std::string& rules) {
  return guarded<void>(file_, [&]() -> Result<void> {
    Use row(
        statements_("UPDATE _raw_page SET extractor = ?, rules = ? WHERE id = (SELECT raw_page"
                    " FROM articles WHERE id = ?3) AND article_id = ?3"));
    row.integer(extractor).text(rules).integer(article_id).run();
    return {};
  });
}

// What came since the doubt began was read by a rule that does not fit; once, when that turns out.
void SqliteStore::note_due_again(const RuleState& alarm) {
  Use known(statements_("SELECT alarm FROM _rule WHERE site_id = ? AND rule = ? AND rules = ?"));
  known.integer(alarm.site).text(alarm.doubt.rule).text(alarm.rules);
  if (known.step() && known.integer_at(0) != 0) return;
  Use row(statements_(
      "INSERT OR IGNORE INTO _again SELECT a.id FROM articles a JOIN _raw_page r ON r.id ="
      " a.raw_page WHERE a.site_id = ? AND r.fetched_at >= ?"));
  row.integer(alarm.site).time_or_null(alarm.doubt.since).run();
}

}  // namespace tearsheet::store::sqlite
