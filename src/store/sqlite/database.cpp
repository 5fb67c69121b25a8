#include "store/sqlite/database.h"

#include <fmt/format.h>
#include <sqlite3.h>

#include <fstream>
#include <system_error>

#include "store/sqlite/migrations.h"

namespace tearsheet::store::sqlite {
namespace {

// SQLite's own magic (file format, 1.3). Looked at before SQLite opens the file, which would start
// a journal for it.
constexpr std::string_view kMagic = "SQLite format 3";

Result<void> check_magic(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::array<char, 16> head{};
  in.read(head.data(), head.size());
  if (in.gcount() == 0) return {};  // not there, or empty: a new database
  if (std::string_view(head.data(), static_cast<std::size_t>(in.gcount()))
          .substr(0, kMagic.size()) == kMagic)
    return {};
  return fail(ErrorCode::kUnusable,
              file.string() + ": this is not an SQLite database; it is left as it is");
}

int pragma(const SQLite::Database& database, const char* sql) {
  SQLite::Statement statement(database, sql);
  return statement.executeStep() ? statement.getColumn(0).getInt() : 0;
}

// Empty: ours, or nothing yet.
std::optional<Error> foreign(const SQLite::Database& database, const std::filesystem::path& file) {
  const int application = pragma(database, "PRAGMA application_id");
  const int version = pragma(database, "PRAGMA user_version");
  const bool has_tables = pragma(database, "SELECT count(*) FROM sqlite_master") > 0;
  if (application == 0 && version == 0 && !has_tables) return std::nullopt;
  if (application != kApplicationId) {
    return Error{ErrorCode::kUnusable,
                 file.string() + ": this database belongs to another program; it is left as it is"};
  }
  if (version > newest_version()) {
    return Error{ErrorCode::kUnusable, fmt::format("{}: this database was made by a newer version "
                                                   "(schema {}, this program knows {}); it is left "
                                                   "as it is",
                                                   file.string(), version, newest_version())};
  }
  return std::nullopt;
}

}  // namespace

Error to_error(const SQLite::Exception& exception, const std::filesystem::path& file) {
  const std::string name = file.string();
  switch (exception.getErrorCode() & 0xFF) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return {ErrorCode::kBusy, fmt::format("{}: another program is writing to this database ({})",
                                            name, exception.what())};
    case SQLITE_FULL:
      return {ErrorCode::kUnusable, name + ": the disk is full; everything stored before is kept"};
    case SQLITE_READONLY:
      return {ErrorCode::kUnusable, name + ": the database cannot be written (read-only)"};
    case SQLITE_CANTOPEN:
      return {ErrorCode::kUnusable, name + ": the database cannot be opened: " + exception.what()};
    case SQLITE_CORRUPT:
      return {ErrorCode::kUnusable,
              fmt::format("{}: the database is damaged ({})", name, exception.what())};
    case SQLITE_NOTADB:
      return {ErrorCode::kUnusable, name + ": this is not an SQLite database; it is left as it is"};
    case SQLITE_IOERR:
      return {ErrorCode::kUnusable,
              fmt::format("{}: reading or writing failed ({})", name, exception.what())};
    default:
      return {ErrorCode::kUnusable, fmt::format("{}: {}", name, exception.what())};
  }
}

int newest_version() {
  return static_cast<int>(all_migrations().size());
}

Result<SQLite::Database> open_any_schema(const std::filesystem::path& file) {
  std::error_code ignored;
  if (!std::filesystem::exists(file, ignored)) {
    return fail(ErrorCode::kUnusable, file.string() + ": there is no such database");
  }
  if (const auto magic = check_magic(file); !magic) return fail(magic.error());
  return guarded<SQLite::Database>(file, [&]() -> Result<SQLite::Database> {
    SQLite::Database database(file.string(), SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX, 10'000);
    if (auto error = foreign(database, file)) return fail(*error);
    if (pragma(database, "PRAGMA user_version") == 0)
      return fail(ErrorCode::kUnusable,
                  file.string() + ": the database is empty: nothing was crawled yet");
    database.exec("PRAGMA temp_store = memory");
    // KB. A search of a million articles reads some megabytes of indexes again and again.
    database.exec("PRAGMA cache_size = -32000");
    return database;
  });
}

Result<SQLite::Database> open_for_reading(const std::filesystem::path& file) {
  auto database = open_any_schema(file);
  if (!database) return database;
  return guarded<SQLite::Database>(file, [&]() -> Result<SQLite::Database> {
    const int version = pragma(*database, "PRAGMA user_version");
    if (version < newest_version()) {
      return fail(
          ErrorCode::kUnusable,
          fmt::format("{}: this database has the older schema {}; `tearsheet db migrate` or "
                      "the next `tearsheet crawl` brings it to {}",
                      file.string(), version, newest_version()));
    }
    return std::move(*database);
  });
}

Result<SQLite::Database> open_for_writing(const std::filesystem::path& file) {
  if (const auto magic = check_magic(file); !magic) return fail(magic.error());
  return guarded<SQLite::Database>(file, [&]() -> Result<SQLite::Database> {
    SQLite::Database database(
        file.string(), SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, 10'000);
    if (auto error = foreign(database, file)) return fail(*error);
    // One fsync a commit: what was reported outlives a power cut. Commits hold up to a few hundred
    // pages, so it is cheap.
    database.exec("PRAGMA journal_mode = WAL");
    database.exec("PRAGMA synchronous = FULL");
    database.exec("PRAGMA foreign_keys = ON");
    database.exec("PRAGMA temp_store = memory");
    // KB. Pages of the crawl are written once and hardly read again; what SQLite doesn't keep the
    // system does. Four times as much saves no time.
    database.exec("PRAGMA cache_size = -4000");
    database.exec("PRAGMA wal_autocheckpoint = 4000");  // pages: 16 MB
    database.exec("PRAGMA journal_size_limit = 67108864");
    return database;
  });
}

}  // namespace tearsheet::store::sqlite
