// Looking after a database file: is it sound, is its schema today's, what may go.
//
// Every function opens the file itself and leaves it as it is on any error. Errors as of
// open_store(): kUnusable, kBusy.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/result.h"

namespace tearsheet::store {

/// One thing that was looked at.
struct CheckItem {
  std::string what;                   ///< "file structure", "full text", ...
  std::vector<std::string> problems;  ///< At most ten, in words; none: it is sound.
  std::string advice;                 ///< What to do about them.
  bool is_skipped = false;            ///< Could not be looked at; `advice` says why.
  bool is_repaired = false;           ///< Made anew from the articles.
};
struct CheckReport {
  int schema = 0;
  std::int64_t articles = 0, bytes = 0;
  std::vector<CheckItem> items;
  [[nodiscard]] bool is_sound() const;  ///< No problem that was not repaired.
};
struct CheckOptions {
  bool quick = false;   ///< Without comparing indexes with what they index.
  bool repair = false;  ///< Makes anew what can be made from the articles; needs the run lock.
};
/// Reads the whole file. `begin` hears what is looked at next.
Result<CheckReport> check_database(const std::filesystem::path& file, const CheckOptions& options,
                                   const std::function<void(const std::string&)>& begin);

struct MigrationReport {
  int from = 0, to = 0;            ///< PRAGMA user_version; equal: nothing to do.
  std::vector<std::string> names;  ///< Of the migrations, in order.
  std::filesystem::path copy;      ///< What the file was before.
};
/// Brings an older database to today's schema, as the next run would. The file must be there.
Result<MigrationReport> migrate_database(const std::filesystem::path& file, bool dry_run);

/// How long things are kept; empty: for good. Articles are always kept.
struct KeepingTimes {
  using Time = std::optional<std::chrono::milliseconds>;
  Time raw_pages{};  ///< Since the page was fetched.
  Time fetches{};    ///< The ledger, and what runs counted of each site but the last; since the
                     ///< request.
  Time versions{};   ///< Earlier texts of articles; since they were replaced.
  Time gone{};       ///< Addresses that answered 404 or 410; since they were visited last. A source
                     ///< that names one again has it asked again.
};
struct Pruned {
  std::string what;
  std::int64_t rows = 0, bytes = 0;  ///< Bytes of their texts and pages.
};
struct PruneReport {
  std::vector<Pruned> removed;      ///< A line per kind of thing; with `dry_run` what would be.
  std::int64_t size = 0, free = 0;  ///< Of the file, and of it the part that later rows fill.
};
struct PruneOptions {
  KeepingTimes keep{};
  bool dry_run = false;
  bool vacuum = false;     ///< Rewrites the file without its free pages; needs as much room again.
  std::stop_token stop{};  ///< What is not removed by then is left.
};
/// Each batch of rows is a transaction: what was removed when it ends early stays removed.
Result<PruneReport> prune_database(const std::filesystem::path& file, const PruneOptions& options,
                                   SysTime now);

}  // namespace tearsheet::store
