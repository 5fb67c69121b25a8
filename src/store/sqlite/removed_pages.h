// Raw pages of articles that go. Private to store/sqlite/.
#pragma once

#include <SQLiteCpp/SQLiteCpp.h>

#include <filesystem>
#include <vector>

#include "base/result.h"
#include "store/packing.h"
#include "store/removal.h"

namespace tearsheet::store::sqlite {

/// A page of theirs may have become the dictionary that other pages of the site are packed by: it
/// would stay in the file. Those pages are packed anew, each by itself.
class RemovedPages {
 public:
  RemovedPages(SQLite::Database& database, const std::filesystem::path& file);
  /// Fills raw_pages and bytes. The articles are those of the temporary table `doomed`.
  void measure(RemovalReceipt& receipt);
  /// In the transaction that is open; fills dictionaries and repacked.
  Result<void> remove(RemovalReceipt& receipt);
  /// Rows of pages that were packed anew.
  [[nodiscard]] const std::vector<std::int64_t>& repacked() const { return repacked_; }

 private:
  Result<std::vector<std::int64_t>> dictionaries_made_of_them();

  SQLite::Database& database_;
  Dictionaries dictionaries_;
  Unpacker unpacker_;
  std::vector<std::int64_t> repacked_;
};

}  // namespace tearsheet::store::sqlite
