#include "store/sqlite/text_due.h"

#include "text/text.h"

namespace tearsheet::store::sqlite {
namespace {

constexpr int kBatch = 100;  // texts held in memory at once

// Texts of languages without spaces between words, in the index of pairs before and after.
struct Due {
  std::int64_t id = 0;
  bool is_indexed = false, is_wanted = false;
  std::array<std::string, 3> indexed, wanted;
};

std::vector<Due> some_due(Statements& statements, std::int64_t after) {
  std::vector<Due> due;
  Use row(statements(
      "SELECT q.article_id, q.in_pairs, q.title, q.summary, q.body, a.id IS NOT NULL, a.title,"
      " a.summary, a.body FROM _text_due q LEFT JOIN _paired_articles a ON a.id = q.article_id"
      " WHERE q.article_id > ? AND (q.in_pairs OR a.id IS NOT NULL) ORDER BY q.article_id LIMIT "
      "?"));
  row.integer(after).integer(kBatch);
  while (row.step()) {
    Due& one = due.emplace_back();
    one.id = row.integer_at(0);
    one.is_indexed = row.integer_at(1) != 0;
    one.is_wanted = row.integer_at(5) != 0;
    for (int i = 0; i < 3; ++i) {
      const auto column = static_cast<std::size_t>(i);
      if (one.is_indexed) one.indexed.at(column) = text::to_pairs(row.text_at(2 + i));
      if (one.is_wanted) one.wanted.at(column) = text::to_pairs(row.text_at(6 + i));
    }
  }
  return due;
}

void index_pairs(Statements& statements, const Due& due) {
  if (due.is_indexed) {
    Use row(
        statements("INSERT INTO _articles_pairs(_articles_pairs, rowid, title, summary, body)"
                   " VALUES ('delete', ?, ?, ?, ?)"));
    row.integer(due.id);
    for (const std::string& text : due.indexed) row.text(text);
    row.run();
  }
  if (due.is_wanted) {
    Use row(
        statements("INSERT INTO _articles_pairs(rowid, title, summary, body) VALUES (?,?,?,?)"));
    row.integer(due.id);
    for (const std::string& text : due.wanted) row.text(text);
    row.run();
  }
}

bool is_due(Statements& statements) {
  Use row(statements("SELECT 1 FROM _text_due LIMIT 1"));
  return row.step();
}

}  // namespace

void index_texts(Statements& statements) {
  if (!is_due(statements)) return;
  // In the order of the ids: FTS5 writes a segment whenever a smaller one follows.
  for (const char* const sql :
       {"INSERT INTO articles_fts(articles_fts, rowid, title, summary, body) SELECT 'delete',"
        " article_id, title, summary, body FROM _text_due WHERE in_words ORDER BY article_id",
        "INSERT INTO articles_fts(rowid, title, summary, body) SELECT a.id, a.title, a.summary,"
        " a.body FROM _text_due q CROSS JOIN articles a ON a.id = q.article_id"
        " ORDER BY q.article_id"}) {
    Use row(statements(sql));
    row.run();
  }
  std::int64_t last = 0;
  while (true) {
    const std::vector<Due> due = some_due(statements, last);
    for (const Due& one : due) index_pairs(statements, one);
    if (due.size() < kBatch) break;
    last = due.back().id;
  }
  Use done(statements("DELETE FROM _text_due"));
  done.run();
}

}  // namespace tearsheet::store::sqlite
