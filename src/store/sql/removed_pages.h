// Pages that are taken out may be what others of their site are packed by. Both engines find them by
// statements of their own; what is done then is the same. Private to store/.
#pragma once

#include <cstdint>
#include <vector>

#include "base/result.h"
#include "store/packing.h"
#include "store/raw_pages.h"
#include "store/sql/statement.h"

namespace tearsheet::store::sql {

/// Bytes; no page that is stored comes near it.
inline constexpr std::size_t kMaxRemovedPage = 100'000'000;

/// Of size, body and dictionary, which begin at `column`.
template <class Row>
RawPage packed_at(Row& row, int column) {
  RawPage page;
  page.size = static_cast<std::size_t>(row.integer_at(column));
  page.compressed = row.text_at(column + 1);
  page.dictionary = row.is_null(column + 2) ? 0 : row.integer_at(column + 2);
  return page;
}

/// A dictionary is the beginning of a page: one of the same length may be made of it, and is if the
/// bytes agree. Of rows by dictionary: its id, size and body, and size, body and dictionary of a page
/// of its site of which as many bytes count.
template <class Row>
std::vector<std::int64_t> dictionaries_made_of(Row& row, Unpacker& unpacker) {
  std::vector<std::int64_t> made;
  while (row.step()) {
    const std::int64_t id = row.integer_at(0);
    if (!made.empty() && made.back() == id) continue;
    RawPage dictionary;
    dictionary.size = static_cast<std::size_t>(row.integer_at(1));
    dictionary.compressed = row.text_at(2);
    const auto its = unpacker.unpack(dictionary, kMaxDictionary);
    const auto page = unpacker.unpack(packed_at(row, 3), kMaxRemovedPage);
    // Nobody can read what is damaged; the page goes, and `db check` tells of the dictionary.
    if (its && page && page->starts_with(*its)) made.push_back(id);
  }
  return made;
}

/// Packs each page that needs `dictionary` by itself; their ids.
Result<std::vector<std::int64_t>> pack_without(Statements& sql, Unpacker& unpacker,
                                               std::int64_t dictionary);

}  // namespace tearsheet::store::sql
