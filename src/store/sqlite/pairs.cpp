// The index of texts without spaces between words: what triggers noted as due (the migration
// "search").
#include "store/sqlite/pairs.h"

#include "text/text.h"

namespace tearsheet::store::sqlite {
namespace {

constexpr int kBatch = 100;  // texts held in memory at once

struct Due {
  std::int64_t id = 0;
  bool is_indexed = false, is_wanted = false;
  std::array<std::string, 3> indexed, wanted;
};

std::vector<Due> some_due(Statements& statements) {
  std::vector<Due> due;
  Use row(statements(
      "SELECT q.article_id, q.indexed, q.title, q.summary, q.body, a.id IS NOT NULL, a.title,"
      " a.summary, a.body FROM _pairs_due q LEFT JOIN _paired_articles a ON a.id = q.article_id"
      " LIMIT ?"));
  row.integer(kBatch);
  while (row.step()) {
    Due& one = due.emplace_back();
    one.id = row.integer_at(0);
    one.is_indexed = row.integer_at(1) != 0;
    one.is_wanted = row.integer_at(5) != 0;
    for (int i = 0; i < 3; ++i) {
      const auto column = static_cast<std::size_t>(i);
      one.indexed.at(column) = text::to_pairs(row.text_at(2 + i));
      one.wanted.at(column) = text::to_pairs(row.text_at(6 + i));
    }
  }
  return due;
}

void index(Statements& statements, const Due& due) {
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
  Use done(statements("DELETE FROM _pairs_due WHERE article_id = ?"));
  done.integer(due.id).run();
}

}  // namespace

void index_pairs(Statements& statements) {
  while (true) {
    const std::vector<Due> due = some_due(statements);
    for (const Due& one : due) index(statements, one);
    if (due.size() < kBatch) return;
  }
}

}  // namespace tearsheet::store::sqlite
