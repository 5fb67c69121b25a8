#include "store/sqlite/removed_pages.h"

#include <string>

#include "store/sql/removed_pages.h"
#include "store/sqlite/database.h"
#include "store/sqlite/dictionaries.h"

namespace tearsheet::store::sqlite {

RemovedPages::RemovedPages(SQLite::Database& database, const std::filesystem::path& file)
    : database_(database), dictionaries_(make_dictionary_source(file)), unpacker_(&dictionaries_) {}

void RemovedPages::measure(RemovalReceipt& receipt) {
  SQLite::Statement row(database_,
                        "SELECT count(*), coalesce(sum(length(body) + length(headers)), 0) FROM"
                        " _raw_page WHERE article_id IN (SELECT id FROM temp.doomed)");
  row.executeStep();
  receipt.raw_pages = row.getColumn(0).getInt64();
  receipt.bytes = row.getColumn(1).getInt64();
}

Result<void> RemovedPages::remove(RemovalReceipt& receipt) {
  const auto made = dictionaries_made_of_them();
  if (!made) return fail(made.error());
  database_.exec("DELETE FROM _raw_page WHERE article_id IN (SELECT id FROM temp.doomed)");
  Statements statements(database_);
  for (const std::int64_t id : *made) {
    const auto repacked = sql::pack_without(statements, unpacker_, id);
    if (!repacked) return fail(repacked.error());
    receipt.repacked += static_cast<std::int64_t>(repacked->size());
    repacked_.insert(repacked_.end(), repacked->begin(), repacked->end());
    SQLite::Statement drop(database_, "DELETE FROM _dictionary WHERE id = ?");
    drop.bind(1, id);
    drop.exec();
    ++receipt.dictionaries;
  }
  return {};
}

Result<std::vector<std::int64_t>> RemovedPages::dictionaries_made_of_them() {
  Prepared pairs(
      database_,
      "SELECT d.id, d.size, d.body, r.size, r.body, r.dictionary FROM _dictionary d JOIN"
      " (SELECT p.*, u.site_id FROM _raw_page p JOIN _url u ON u.id = p.url_id WHERE p.article_id"
      " IN (SELECT id FROM temp.doomed)) r ON r.site_id = d.site_id AND min(r.size, ?) = d.size"
      " ORDER BY d.id");
  Use row(pairs);
  row.integer(static_cast<std::int64_t>(kMaxDictionary));
  return sql::dictionaries_made_of(row, unpacker_);
}

}  // namespace tearsheet::store::sqlite
