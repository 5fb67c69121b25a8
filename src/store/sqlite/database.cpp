#include "store/sqlite/database.h"

#include <fmt/format.h>
#include <sqlite3.h>

#include <system_error>

#include "store/sqlite/migrations.h"

namespace tearsheet::store::sqlite {
namespace {

constexpr int kPatience = 10'000;  // ms, for another program's transaction

// Of SQLite, below the 300 MB that a command may take: "m*" over a million articles would take
// more.
constexpr std::int64_t kMaxHeap = 300'000'000;

int schema_of(const SQLite::Database& database) {
  SQLite::Statement statement(database, "PRAGMA user_version");
  return statement.executeStep() ? statement.getColumn(0).getInt() : 0;
}

// What is refused gets nothing put beside it.
Result<void> check_file(const std::filesystem::path& file, Copies copies) {
  if (const auto header = check_header(file); !header) return header;
  return guarded<void>(file, [&]() -> Result<void> {
    std::error_code trouble;
    if (std::filesystem::file_size(file, trouble) == 0 || trouble) return {};
    const SQLite::Database database = open_untouched(file);
    if (auto owner = check_owner(database, file); !owner) return owner;
    if (copies == Copies::kRefused && is_public_copy(database)) return fail(of_public_copy(file));
    return {};
  });
}

}  // namespace

Error to_error(const SQLite::Exception& exception, const std::filesystem::path& file) {
  const std::string name = file.string();
  const auto unusable = [&](const std::string& what) {
    return Error{ErrorCode::kUnusable, name + ": " + what};
  };
  switch (exception.getErrorCode() & 0xFF) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return {ErrorCode::kBusy, fmt::format("{}: another program is writing to this database ({}); "
                                            "try again when it is done",
                                            name, exception.what())};
    case SQLITE_FULL:
      return unusable(
          "the disk is full; everything stored before is kept. Make room (db prune --vacuum, or "
          "elsewhere) and run again");
    case SQLITE_READONLY:
      return unusable("the database cannot be written: file or folder are read-only for this user");
    case SQLITE_CANTOPEN:
      return unusable(
          "the database cannot be opened: its -wal file holds transactions and no -shm file can be "
          "made beside it; give leave to write in the folder, or copy both files to another one");
    case SQLITE_CORRUPT:
      return unusable(
          fmt::format("the database is damaged ({}); `tearsheet db check` says where, "
                      "and what to do",
                      exception.what()));
    case SQLITE_NOMEM:
      return {ErrorCode::kTooLarge,
              name +
                  ": this takes more memory than a command may have; ask for less, as with more "
                  "letters before a *"};
    case SQLITE_NOTADB:
      return unusable("this is not an SQLite database; it is left as it is");
    case SQLITE_IOERR:
      return unusable(
          fmt::format("reading or writing failed ({}); everything stored before is "
                      "kept. Look at the disk, quotas and limits on file size",
                      exception.what()));
    default:
      return {ErrorCode::kUnusable, fmt::format("{}: {}", name, exception.what())};
  }
}

int newest_version() {
  return static_cast<int>(all_migrations().size());
}

Error of_public_copy(const std::filesystem::path& file) {
  return {ErrorCode::kUnusable,
          file.string() +
              ": this is a public copy, made by export --format sqlite: search, export and history "
              "read it, the rest needs the database that it was made of"};
}

Result<SQLite::Database> open_any_schema(const std::filesystem::path& file, Copies copies) {
  if (auto refused = refuse_server(file); !refused) return fail(refused.error());
  std::error_code trouble;
  if (!std::filesystem::exists(file, trouble) && !trouble)
    return fail(ErrorCode::kUnusable, file.string() + ": there is no such database");
  if (const auto checked = check_file(file, copies); !checked) return fail(checked.error());
  return guarded<SQLite::Database>(file, [&]() -> Result<SQLite::Database> {
    SQLite::Database database = open_as_it_is(file);
    if (schema_of(database) == 0)
      return fail(ErrorCode::kUnusable,
                  file.string() + ": the database is empty: nothing was crawled yet");
    database.exec("PRAGMA temp_store = memory");
    // Bytes, of all connections: whatever is asked for ends with an error instead of a swap storm.
    database.exec(fmt::format("PRAGMA hard_heap_limit = {}", kMaxHeap));
    // KB. A search of a million articles reads some megabytes of indexes again and again.
    database.exec("PRAGMA cache_size = -32000");
    return database;
  });
}

Result<SQLite::Database> open_for_reading(const std::filesystem::path& file, Copies copies) {
  auto database = open_any_schema(file, copies);
  if (!database) return database;
  return guarded<SQLite::Database>(file, [&]() -> Result<SQLite::Database> {
    const int version = schema_of(*database);
    if (version < newest_version()) {
      return fail(ErrorCode::kUnusable,
                  is_public_copy(*database)
                      ? fmt::format("{}: this public copy has the older schema {}; make it "
                                    "again with `tearsheet export --format sqlite`",
                                    file.string(), version)
                      : fmt::format("{}: this database has the older schema {}; `tearsheet db "
                                    "migrate` or the next `tearsheet crawl` brings it to {}",
                                    file.string(), version, newest_version()));
    }
    return std::move(*database);
  });
}

Result<RunLock> lock_for_run(const std::filesystem::path& file) {
  if (auto refused = refuse_server(file); !refused) return fail(refused.error());
  if (const auto checked = check_file(file, Copies::kRefused); !checked)
    return fail(checked.error());
  return RunLock::take(file);
}

Result<SQLite::Database> open_for_writing(const std::filesystem::path& file) {
  return guarded<SQLite::Database>(file, [&]() -> Result<SQLite::Database> {
    // Others are attached by their URI; a name that looks like one is none.
    const std::string name = file.string();
    SQLite::Database database(
        name.starts_with("file:") ? "./" + name : name,
        SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_URI,
        kPatience);
    // SQLite falls back to reading.
    if (sqlite3_db_readonly(database.getHandle(), "main") == 1)
      throw SQLite::Exception("", SQLITE_READONLY);
    if (const auto owner = check_owner(database, file); !owner) return fail(owner.error());
    // One fsync a commit: what was reported outlives a power cut. Commits hold up to a few hundred
    // pages, so it is cheap.
    database.exec("PRAGMA journal_mode = WAL");
    database.exec("PRAGMA synchronous = FULL");
    database.exec("PRAGMA foreign_keys = ON");
    database.exec("PRAGMA temp_store = memory");
    // KB. Pages of the crawl are written once and hardly read again; what SQLite doesn't keep the
    // system does. Four times as much saves no time.
    database.exec("PRAGMA cache_size = -2000");
    database.exec("PRAGMA wal_autocheckpoint = 4000");  // pages: 16 MB
    database.exec("PRAGMA journal_size_limit = 67108864");
    return database;
  });
}

}  // namespace tearsheet::store::sqlite
