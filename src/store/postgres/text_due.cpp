// Keeps _words up with the articles: with each transaction those that it wrote.
#include "store/postgres/article_condition.h"
#include "store/postgres/postgres_store.h"
#include "store/postgres/words.h"

namespace tearsheet::store::postgres {

Result<bool> PostgresStore::index_backlog(const std::stop_token& stop) {
  backlog_ = 500;
  for (has_backlog_ = true; has_backlog_;) {
    if (stop.stop_requested()) return false;
    if (auto begun = begin(); !begun) return fail(begun.error());
    if (auto done = commit(); !done) return fail(done.error());
  }
  return true;
}

// Facts come again with every visit, and most are the same.
void PostgresStore::add_changed_facts() {
  if (facts_.empty()) return;
  const std::string ids = array_of(std::vector<std::int64_t>(facts_.begin(), facts_.end()));
  facts_.clear();
  Use row(
      sql_("SELECT w.article_id, a.language, w.is_paired, w.moment = coalesce(a.date, a.first_seen)"
           " FROM _words w JOIN articles a ON a.id = w.article_id WHERE w.article_id = ANY(CAST(?"
           " AS bigint[]))"));
  row.text(ids);
  while (row.step()) {
    if (row.integer_at(3) == 0 || is_paired(row.text_at(1)) != (row.integer_at(2) != 0))
      texts_.insert(row.integer_at(0));
  }
}

void PostgresStore::take_backlog() {
  if (!has_backlog_) return;
  Use row(
      sql_("DELETE FROM _words_due WHERE article_id IN (SELECT article_id FROM _words_due ORDER BY"
           " article_id LIMIT ? FOR UPDATE SKIP LOCKED) RETURNING article_id"));
  row.integer(backlog_);
  has_backlog_ = false;
  while (row.step()) {
    texts_.insert(row.integer_at(0));
    has_backlog_ = true;
  }
}

Result<void> PostgresStore::index_texts() {
  take_backlog();
  add_changed_facts();
  if (texts_.empty()) return {};
  if (!tokenizer_) {
    auto made = sqlite::Tokenizer::make();
    if (!made) return fail(made.error());
    tokenizer_ = std::move(*made);
  }
  const std::string ids = array_of(std::vector<std::int64_t>(texts_.begin(), texts_.end()));
  texts_.clear();
  Use article(
      sql_("SELECT id, site_id, coalesce(date, first_seen), language, title, summary, body FROM"
           " articles WHERE id = ANY(CAST(? AS bigint[])) ORDER BY id"));
  article.text(ids);
  while (article.step()) {
    const Words words = words_of(*tokenizer_, article.text_at(3), article.text_at(4),
                                 article.text_at(5), article.text_at(6));
    const std::string moment(article.text_at(2));
    Use row(
        sql_("INSERT INTO _words(article_id, site_id, moment, is_paired, size, words) VALUES (?, ?,"
             " ?, CAST(? AS BIGINT) <> 0, ?, ?) ON CONFLICT(article_id) DO UPDATE SET site_id ="
             " excluded.site_id, moment = excluded.moment, is_paired = excluded.is_paired, size ="
             " excluded.size, words = excluded.words"));
    row.integer(article.integer_at(0)).integer(article.integer_at(1)).text(moment);
    row.integer(words.is_paired ? 1 : 0).integer(words.size).blob(words.vector).run();
  }
  return {};
}

}  // namespace tearsheet::store::postgres
