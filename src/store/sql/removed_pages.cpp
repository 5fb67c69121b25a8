#include "store/sql/removed_pages.h"

#include <limits>

namespace tearsheet::store::sql {

Result<std::vector<std::int64_t>> pack_without(Statements& sql, Unpacker& unpacker,
                                               std::int64_t dictionary) {
  Packer packer;
  std::vector<std::int64_t> packed;
  for (std::int64_t last = std::numeric_limits<std::int64_t>::min();;) {
    RawPage page;
    {
      Use row(
          sql("SELECT id, size, body, dictionary FROM _raw_page WHERE dictionary = ? AND id > ?"
              " ORDER BY id LIMIT 1"));
      if (!row.integer(dictionary).integer(last).step()) return packed;
      last = row.integer_at(0);
      page = packed_at(row, 1);
    }
    const auto bytes = unpacker.unpack(page, kMaxRemovedPage);
    if (!bytes) return fail(bytes.error());
    RawPage alone;
    packer.pack({}, *bytes, alone);
    Use row(sql("UPDATE _raw_page SET body = ?, dictionary = NULL WHERE id = ?"));
    row.blob(alone.compressed).integer(last).run();
    packed.push_back(last);
  }
}

}  // namespace tearsheet::store::sql
