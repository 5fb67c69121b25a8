// A copy of a database while others work with it.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <stop_token>
#include <string>

#include "base/result.h"
#include "store/evidence.h"

namespace tearsheet::store {

struct BackupOptions {
  bool force = false;      ///< Replaces whatever file stands there.
  std::stop_token stop{};  ///< The copy is given up (kCancelled).
};
struct BackupReport {
  std::string database;  ///< Its identity, as cursors have it.
  std::int64_t bytes = 0, articles = 0;
  bool has_replaced = false;  ///< An earlier backup, or what `force` allowed.
  /// Of the copy. Where rows were changed behind tearsheet's back it is made all the same: it holds
  /// what there is.
  EvidenceReport evidence;
};

/// Copies `file` as it is at one moment, whatever a run commits meanwhile, to `to`: one file that
/// needs nothing beside it. It gets its name when it was read from end to end and found sound. Only
/// an earlier backup of the same database is replaced, one whose chain of evidence this database
/// goes on with. `begin` hears what is done next. kInvalid: something else stands there; kBusy: a
/// run holds it; kUnusable: the copy is damaged as the database is, and nothing was replaced.
Result<BackupReport> backup_database(const std::filesystem::path& file,
                                     const std::filesystem::path& to, const BackupOptions& options,
                                     const std::function<void(const std::string&)>& begin);

}  // namespace tearsheet::store
