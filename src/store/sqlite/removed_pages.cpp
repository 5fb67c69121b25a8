#include "store/sqlite/removed_pages.h"

#include <algorithm>
#include <string>

#include "store/raw_pages.h"
#include "store/sqlite/database.h"
#include "store/sqlite/dictionaries.h"

namespace tearsheet::store::sqlite {
namespace {

constexpr std::size_t kMaxPage = 100'000'000;  // bytes; no page that is stored comes near it

RawPage packed_at(Use& row, int column) {
  RawPage page;
  page.size = static_cast<std::size_t>(row.integer_at(column));
  page.compressed = row.text_at(column + 1);
  page.dictionary = row.is_null(column + 2) ? 0 : row.integer_at(column + 2);
  return page;
}

}  // namespace

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
  for (const std::int64_t id : *made) {
    const auto repacked = repack(id);
    if (!repacked) return fail(repacked.error());
    receipt.repacked += *repacked;
    SQLite::Statement drop(database_, "DELETE FROM _dictionary WHERE id = ?");
    drop.bind(1, id);
    drop.exec();
    ++receipt.dictionaries;
  }
  return {};
}

// A dictionary is the beginning of a page: one of the same length may be made of it, and is if the
// bytes agree.
Result<std::vector<std::int64_t>> RemovedPages::dictionaries_made_of_them() {
  std::vector<std::int64_t> made;
  Prepared pairs(
      database_,
      "SELECT d.id, d.size, d.body, r.size, r.body, r.dictionary FROM _dictionary d JOIN"
      " (SELECT p.*, u.site_id FROM _raw_page p JOIN _url u ON u.id = p.url_id WHERE p.article_id"
      " IN (SELECT id FROM temp.doomed)) r ON r.site_id = d.site_id AND min(r.size, ?) = d.size"
      " ORDER BY d.id");
  Use row(pairs);
  row.integer(static_cast<std::int64_t>(kMaxDictionary));
  while (row.step()) {
    const std::int64_t id = row.integer_at(0);
    if (!made.empty() && made.back() == id) continue;
    RawPage dictionary;
    dictionary.size = static_cast<std::size_t>(row.integer_at(1));
    dictionary.compressed = row.text_at(2);
    const auto its = unpacker_.unpack(dictionary, kMaxDictionary);
    const auto page = unpacker_.unpack(packed_at(row, 3), kMaxPage);
    // Nobody can read what is damaged; the page goes, and `db check` tells of the dictionary.
    if (its && page && page->starts_with(*its)) made.push_back(id);
  }
  return made;
}

Result<std::int64_t> RemovedPages::repack(std::int64_t dictionary) {
  Packer packer;
  std::int64_t repacked = 0;
  Prepared select(database_,
                  "SELECT id, size, body, dictionary FROM _raw_page WHERE dictionary = ?"
                  " AND id > ? ORDER BY id LIMIT 1");
  Prepared update(database_, "UPDATE _raw_page SET body = ?, dictionary = NULL WHERE id = ?");
  for (std::int64_t last = 0;;) {
    RawPage page;
    {
      Use row(select);
      if (!row.integer(dictionary).integer(last).step()) return repacked;
      last = row.integer_at(0);
      page = packed_at(row, 1);
    }
    const auto bytes = unpacker_.unpack(page, kMaxPage);
    if (!bytes) return fail(bytes.error());
    RawPage alone;
    packer.pack({}, *bytes, alone);
    Use row(update);
    row.blob(alone.compressed).integer(last).run();
    repacked_.push_back(last);
    ++repacked;
  }
}

}  // namespace tearsheet::store::sqlite
