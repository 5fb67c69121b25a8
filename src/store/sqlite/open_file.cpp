#include "store/sqlite/open_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdint>
#include <system_error>

#include "store/share.h"

namespace tearsheet::store::sqlite {
namespace {

constexpr int kReadOnly = SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_URI;
constexpr int kPatience = 10'000;  // ms, for a program that holds the whole file

// The header of the file format (sqlite.org/fileformat2.html, 1.3): 100 bytes, numbers big-endian.
constexpr std::string_view kMagic{"SQLite format 3", 16};
using Header = std::array<unsigned char, 100>;
constexpr std::size_t kPageSize = 16, kChanges = 24, kPageCount = 28, kUserVersion = 60,
                      kApplication = 68, kCountedAt = 92;

std::uint32_t number_at(const Header& header, std::size_t offset) {
  return std::uint32_t{header.at(offset)} << 24 | std::uint32_t{header.at(offset + 1)} << 16 |
         std::uint32_t{header.at(offset + 2)} << 8 | std::uint32_t{header.at(offset + 3)};
}

// 0: it does not say.
std::uint64_t size_in(const Header& header) {
  if (number_at(header, kChanges) != number_at(header, kCountedAt)) return 0;
  const std::uint32_t size = number_at(header, kPageSize) >> 16;
  return std::uint64_t{number_at(header, kPageCount)} * (size == 1 ? 65536 : size);
}

bool has_waiting_transactions(const std::filesystem::path& file) {
  std::error_code trouble;
  const auto size = std::filesystem::file_size(file.string() + "-wal", trouble);
  return !trouble && size > 0;
}

tl::unexpected<Error> unusable(const std::filesystem::path& file, const std::string& why) {
  return fail(ErrorCode::kUnusable, file.string() + ": " + why);
}

// Of what the header or SQLite says.
Result<void> check_ids(const std::filesystem::path& file, int application, int version) {
  if (application != kApplicationId && application != kPublicApplicationId) {
    return unusable(file, "this database belongs to another program; it is left as it is");
  }
  if (version > newest_version()) {
    return unusable(file, fmt::format("this database was made by a newer version of tearsheet "
                                      "(schema {}, this program knows {}); it is left as it is",
                                      version, newest_version()));
  }
  return {};
}

// Of a descriptor that is closed by the caller.
Result<void> check_open_file(const std::filesystem::path& file, int descriptor) {
  struct stat info {};
  if (::fstat(descriptor, &info) != 0)
    return unusable(file, std::generic_category().message(errno));
  if (S_ISDIR(info.st_mode))
    return unusable(
        file, "this is a folder; name the database file, as in " + (file / "news.db").string());
  if (!S_ISREG(info.st_mode)) return unusable(file, "this is a device or a pipe, no file");
  Header header{};
  const ssize_t length = ::pread(descriptor, header.data(), header.size(), 0);
  if (length < 0) return unusable(file, std::generic_category().message(errno));
  if (length == 0) return {};
  const std::string_view head(reinterpret_cast<const char*>(header.data()),
                              static_cast<std::size_t>(length));
  if (!head.starts_with(kMagic))
    return unusable(file, "this is not an SQLite database; it is left as it is");
  const auto size = static_cast<std::uint64_t>(info.st_size);
  if (head.size() < header.size() || (!has_waiting_transactions(file) && size < size_in(header))) {
    return unusable(file, fmt::format("the database is damaged: it is cut off after {} of {} "
                                      "bytes; take a whole copy, or save what can be read: "
                                      "sqlite3 FILE .recover | sqlite3 saved.db",
                                      size, std::max<std::uint64_t>(size_in(header), 512)));
  }
  // Without one, a transaction in the WAL may be about to set it.
  const auto application = static_cast<int>(number_at(header, kApplication));
  if (application == 0) return {};
  return check_ids(file, application, static_cast<int>(number_at(header, kUserVersion)));
}

int pragma(const SQLite::Database& database, const char* sql) {
  SQLite::Statement statement(database, sql);
  return statement.executeStep() ? statement.getColumn(0).getInt() : 0;
}

std::string uri_of(const std::filesystem::path& file, bool is_immutable) {
  std::string uri = "file:";
  for (const char c : std::filesystem::absolute(file).string()) {
    if (c == '?' || c == '#' || c == '%') {
      uri += fmt::format("%{:02x}", static_cast<unsigned>(c));
    } else {
      uri += c;
    }
  }
  return uri + (is_immutable ? "?mode=ro&immutable=1" : "?mode=ro");
}

}  // namespace

Result<void> refuse_server(const std::filesystem::path& file) {
  // Of any kind: no folder is made of its name.
  if (file.native().find("://") == std::string::npos) return {};
  return fail(
      ErrorCode::kUnusable,
      "no such kind of database is known: it is a file, or postgresql://HOST/NAME on a server");
}

Result<void> check_header(const std::filesystem::path& file) {
  const int descriptor = ::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (descriptor < 0) {
    if (errno == ENOENT) return {};
    return unusable(file, "cannot be read: " + std::generic_category().message(errno));
  }
  Result<void> checked = check_open_file(file, descriptor);
  ::close(descriptor);
  return checked;
}

SQLite::Database open_untouched(const std::filesystem::path& file) {
  return {uri_of(file, !has_waiting_transactions(file)), kReadOnly, kPatience};
}

Result<void> check_owner(const SQLite::Database& database, const std::filesystem::path& file) {
  const int application = pragma(database, "PRAGMA application_id");
  const int version = pragma(database, "PRAGMA user_version");
  const bool has_tables = pragma(database, "SELECT count(*) FROM sqlite_master") > 0;
  if (application == 0 && version == 0 && !has_tables) return {};
  return check_ids(file, application, version);
}

bool is_public_copy(const SQLite::Database& database) {
  return pragma(database, "PRAGMA application_id") == kPublicApplicationId;
}

bool is_public_copy(const std::filesystem::path& file) {
  try {
    return is_public_copy(open_untouched(file));
  } catch (const SQLite::Exception&) {
    return false;
  }
}

SQLite::Database open_as_it_is(const std::filesystem::path& file) {
  try {
    SQLite::Database database(uri_of(file, false), kReadOnly, kPatience);
    pragma(database, "SELECT count(*) FROM sqlite_master");  // opens what lies beside it
    return database;
  } catch (const SQLite::Exception& exception) {
    const int code = exception.getErrorCode() & 0xFF;
    const bool is_beside = code == SQLITE_CANTOPEN || code == SQLITE_READONLY ||
                           code == SQLITE_IOERR || code == SQLITE_FULL;
    if (!is_beside || has_waiting_transactions(file)) throw;
  }
  return {uri_of(file, true), kReadOnly, kPatience};
}

std::string read_only_uri(const std::filesystem::path& file, const SQLite::Database& opened) {
  const char* const name = sqlite3_db_filename(opened.getHandle(), "main");
  return uri_of(file, sqlite3_uri_boolean(name, "immutable", 0) != 0);
}

}  // namespace tearsheet::store::sqlite
