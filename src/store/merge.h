// Another tearsheet database taken into this one.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <stop_token>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "store/store.h"

namespace tearsheet::store {

struct MergeOptions {
  std::string version;     ///< Of the program, for the row of the run.
  bool dry_run = false;    ///< One transaction that is taken back at its end.
  std::stop_token stop{};  ///< Between two batches: what is merged by then stays.
};

/// What came into the database; with `dry_run` what would.
struct MergeReceipt {
  std::string database, other;        ///< Their identities, as cursors have them.
  std::string head;                   ///< Of the other's chain of evidence, 32 bytes ...
  std::int64_t entries = 0;           ///< ... and how many entries that has.
  std::int64_t read = 0;              ///< Articles of the other that were looked at.
  std::int64_t added = 0;             ///< That were not here.
  std::int64_t replaced_stories = 0;  ///< Of these: the address told another story here.
  std::int64_t updated = 0;           ///< That were here with an older text.
  std::int64_t unchanged = 0;         ///< That were here; what is new of them are versions at most.
  std::int64_t removed = 0;           ///< Left out: a person had them removed here.
  std::int64_t versions = 0;          ///< Earlier texts.
  std::int64_t raw_pages = 0, bytes = 0;  ///< Pages as fetched, and what they take packed.
  std::int64_t dictionaries = 0;          ///< Pages that others are packed by.
  std::int64_t assets = 0;                ///< Pictures and styles of pages.
  std::int64_t preferences = 0;           ///< What publishers said of the use of an article.
  std::int64_t sites = 0, addresses = 0, sources = 0;
  std::int64_t tombstones = 0;  ///< Addresses that are never to be asked for again.
  bool stopped = false;
  [[nodiscard]] bool has_changed() const {
    return added + updated + versions + raw_pages + assets + preferences + sites + addresses +
               sources + tombstones >
           0;
  }
};

struct Merged {
  MergeReceipt receipt;
  /// This database, held as by a run: which articles tell one story is for the caller to find out.
  /// Those without a fingerprint are new. Null with `dry_run`.
  std::unique_ptr<Store> store;
};

/// An article of this database that a person had removed in the other one.
struct RemovedThere {
  std::int64_t id = 0;
  std::string site, url, why;
};
/// By id. Errors as of merge_database().
Result<std::vector<RemovedThere>> removed_there(const std::filesystem::path& file,
                                                const std::filesystem::path& other);

/// Articles of `other` with their versions, pages, sources of fields and preferences, the addresses
/// it knows and those that a person had removed. An address that both know is folded as if its pages
/// had come one after the other: the newer text is the article's, the older ones are its versions.
/// Some hundred articles are a transaction; a merge that was cut off is begun again, and one of the
/// same file changes nothing. The other file is only read. kBusy, kUnusable; kInvalid: it is this
/// file itself.
Result<Merged> merge_database(const std::filesystem::path& file, const std::filesystem::path& other,
                              const MergeOptions& options, SysTime now);

}  // namespace tearsheet::store
