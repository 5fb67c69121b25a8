// A whole database from a file to a server, or back.
#pragma once

#include <cstdint>
#include <functional>
#include <stop_token>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/result.h"

namespace tearsheet::store {

struct CopyOptions {
  std::stop_token stop{};  ///< Between two batches: the same copy goes on from there.
  /// Told of each table that is begun.
  std::function<void(const std::string&)> begin{};
};

struct CopiedTable {
  std::string name;
  std::int64_t rows = 0;  ///< As counted in both databases at the end.
};

struct CopyReceipt {
  std::vector<CopiedTable> tables;
  std::vector<CopiedTable> left;    ///< What the other kind of database has no place for.
  std::int64_t without_parent = 0;  ///< Rows of a file that name rows which a server had lost.
  bool has_gone_on = false;         ///< With a copy that was cut off.
  bool stopped = false;             ///< The rest is empty.
};

/// Between a file (a path, or "sqlite:PATH") and a server ("postgresql://..."), all of it: articles
/// with their versions, pages, sources, stories and preferences, addresses, hosts and the ledger,
/// each row under its number. The target must not be there (a file) or be empty (a server). A copy
/// that was cut off is begun again and goes on; nobody can use its target before it is whole, and
/// nothing is written twice. Nobody may write to the source meanwhile, which is looked at. The chain
/// of evidence stays with the file that it is of. kInvalid: two of a kind, or a target that is there;
/// kBusy: the source is written to; kUnusable.
Result<CopyReceipt> copy_database(const std::string& from, const std::string& to,
                                  const CopyOptions& options);

}  // namespace tearsheet::store
