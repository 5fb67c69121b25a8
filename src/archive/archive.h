// Raw pages out of the database as a web archive, into it from one, and read all over again with
// today's rules. No socket is opened by anything here (docs/archive.md).
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "site/site.h"
#include "store/store.h"
#include "warc/warc.h"

namespace tearsheet::archive {

struct ImportOptions {
  std::string version;  ///< Of the program, for the run's row.
  const site::SiteSet* sites =
      nullptr;                        ///< Their rules and ids are used for pages of their domains.
  std::optional<std::int64_t> limit;  ///< Stop after so many pages were read.
  unsigned threads = 0;               ///< 0: as many as there are cores.
  std::size_t max_page = 10'000'000;  ///< Bytes without codings; larger pages are skipped.
  std::size_t max_held = 32'000'000;  ///< Bytes of pages between file and database.
};

struct ImportReport {
  std::int64_t records = 0;  ///< Of any type.
  std::int64_t pages = 0;    ///< That were read: HTML, status 200, not known.
  std::int64_t stored = 0, updated = 0, unchanged = 0;
  std::int64_t copies = 0;   ///< Of `stored`: of a story that was there.
  std::int64_t aliases = 0;  ///< Other addresses of articles that were there.
  std::map<std::string, std::int64_t> not_articles;  ///< By the kind of page it is.
  std::map<std::string, std::int64_t> skipped;       ///< Records, by reason.
  warc::Damage damage;
  std::uint64_t bytes = 0;  ///< Of the file that were read.
  bool stopped = false, at_limit = false;
  std::optional<Error> broken;  ///< The file could not be read to its end; what came before counts.
};

/// For a progress line; called on the caller's thread a few times a second.
struct Progress {
  std::int64_t records = 0, pages = 0, stored = 0;
  std::uint64_t bytes = 0, file_size = 0;  ///< 0: unknown.
};

/// Every page of an archive that holds an article becomes one, dated by the archive. Importing the
/// same file again adds nothing: an address is read again only for a later date than its last
/// visit. `store` null: nothing is stored, only counted. `each` is told of every page that was
/// read: its address, and why it is no article (empty: it is one). The error is the store's.
Result<ImportReport> import_archive(
    store::Store* store, warc::Reader& reader, const ImportOptions& options, const Clock& clock,
    const std::stop_token& stop, const std::function<void(const Progress&)>& progress,
    const std::function<void(std::string_view url, std::string_view why_not)>& each);

struct ExportReport {
  std::int64_t pages = 0, revisits = 0;
  std::int64_t unreadable = 0;  ///< Stored pages that do not decompress.
  std::uint64_t bytes = 0;      ///< Of the archive.
  bool stopped = false;
};

/// The raw pages that pass the filter as WARC 1.1, a gzip member a record; the same rows give the
/// same bytes but for the first record, which tells
/// when they were written. `software` is for that record: "tearsheet/0.1".
/// kIo when the sink breaks.
Result<ExportReport> export_archive(store::Store& store, const store::RawPageFilter& filter,
                                    std::string_view software, SysTime now,
                                    const warc::Writer::Sink& sink, const std::stop_token& stop);

}  // namespace tearsheet::archive
