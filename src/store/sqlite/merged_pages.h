// Raw pages of another database, with the pages that they are packed by and what they show. Private
// to store/sqlite/.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <set>

#include "store/merge.h"
#include "store/packing.h"
#include "store/sqlite/database.h"
#include "store/sqlite/evidence.h"

namespace tearsheet::store::sqlite {

/// The other database is attached as `other`, its addresses are merged (merged_addresses.h).
class MergedPages {
 public:
  MergedPages(SQLite::Database& database, Statements& statements, Evidence& evidence,
              const std::filesystem::path& other, MergeReceipt& receipt);

  /// A raw page of the other for an article here (0: of an address that holds none): its row here,
  /// 0 where the page cannot be had.
  Result<std::int64_t> take(std::int64_t theirs, std::int64_t article_id);
  /// Pages that hold no article, of those behind `after`: some hundred; empty: there are no more.
  std::vector<std::int64_t> without_article(std::int64_t after);

 private:
  struct Packed;
  std::int64_t dictionary_of(std::int64_t theirs, std::int64_t site);
  void take_assets(std::int64_t theirs, std::int64_t ours);
  std::int64_t asset_of(std::int64_t theirs);
  void take_revisits(std::int64_t theirs, std::int64_t ours);

  SQLite::Database& database_;
  Statements& statements_;
  Evidence& evidence_;
  MergeReceipt& receipt_;
  Dictionaries dictionaries_;
  Unpacker unpacker_;
  Packer alone_;
  std::map<std::int64_t, std::int64_t> ours_of_;  // dictionaries: theirs, ours
  /// Sites of the other of which pages are left out: one of them may be what others are packed by,
  /// so these are packed by themselves.
  std::set<std::int64_t> withheld_;
};

}  // namespace tearsheet::store::sqlite
