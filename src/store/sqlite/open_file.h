// What a path leads to, before SQLite takes it for a database. Private to store/sqlite/.
#pragma once

#include <SQLiteCpp/SQLiteCpp.h>

#include <filesystem>
#include <string>

#include "base/result.h"

namespace tearsheet::store::sqlite {

/// "TSHT" and, of what `export --format sqlite` makes, "TSHP": in the file's header, so that a
/// database of another program is never taken for ours, nor a public copy for a whole one.
inline constexpr int kApplicationId = 0x54534854;
inline constexpr int kPublicApplicationId = 0x54534850;

/// The schema's number in this program.
int newest_version();

/// Reads the first 100 bytes and makes nothing, neither in the file nor beside it. kUnusable: a
/// folder or device, unreadable, no SQLite, another program's, newer, or shorter than it says. A
/// file that is not there or empty is well: it becomes a database.
/// That `file` is none but the address of a server, which few commands can read yet.
Result<void> refuse_server(const std::filesystem::path& file);
Result<void> check_header(const std::filesystem::path& file);
/// For a first look: read-only and, where no transaction waits in a WAL, "immutable", so that
/// nothing is made beside a file that is not ours. Throws what SQLiteCpp throws.
SQLite::Database open_untouched(const std::filesystem::path& file);
/// kUnusable unless an open database is ours (a public copy is too), or empty.
Result<void> check_owner(const SQLite::Database& database, const std::filesystem::path& file);
[[nodiscard]] bool is_public_copy(const SQLite::Database& database);
/// The same of a file, which nobody has open here; false for what is no database.
[[nodiscard]] bool is_public_copy(const std::filesystem::path& file);

/// Read-only. A database in WAL mode needs a file beside it, even for reading (sqlite.org/wal.html,
/// "Read-Only Databases"). Where none can be made (a read-only folder, a full disk) and no
/// transaction waits in a WAL, the file is read as it stands, without locks ("immutable"). Throws
/// what SQLiteCpp throws.
SQLite::Database open_as_it_is(const std::filesystem::path& file);
/// For ATTACH (sqlite.org/uri.html): read-only, in the way that `opened` was opened.
std::string read_only_uri(const std::filesystem::path& file, const SQLite::Database& opened);

}  // namespace tearsheet::store::sqlite
