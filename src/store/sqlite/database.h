// SQLiteCpp behind the store: opening, errors as values, prepared statements. Private to
// store/sqlite/.
#pragma once

#include <SQLiteCpp/SQLiteCpp.h>

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "base/result.h"
#include "store/sqlite/lock.h"
#include "store/sqlite/open_file.h"

namespace tearsheet::store::sqlite {

/// What an exception of the library means for the user of `file`.
Error to_error(const SQLite::Exception& exception, const std::filesystem::path& file);

/// Runs `body`, which may throw what SQLiteCpp throws.
template <class T, class Body>
Result<T> guarded(const std::filesystem::path& file, Body&& body) {
  try {
    return body();
  } catch (const SQLite::Exception& exception) {
    return fail(to_error(exception, file));
  }
}

/// That `file` is a public copy, and what reads one.
Error of_public_copy(const std::filesystem::path& file);

/// Opens `file`; settings as docs/database.md lists them. kUnusable for what is no database of
/// ours.
enum class Copies : std::uint8_t { kRefused, kTaken };
Result<SQLite::Database> open_for_reading(const std::filesystem::path& file,
                                          Copies copies = Copies::kRefused);
/// For reading, whatever the schema; a newer one is refused.
Result<SQLite::Database> open_any_schema(const std::filesystem::path& file,
                                         Copies copies = Copies::kRefused);
/// Before open_for_writing(). What is refused gets no lock beside it.
Result<RunLock> lock_for_run(const std::filesystem::path& file);
Result<SQLite::Database> open_for_writing(const std::filesystem::path& file);

/// Brings a database that open_for_writing() opened to today's schema: a new one in one
/// transaction, an older one too after a copy was made beside it.
Result<void> migrate(SQLite::Database& database, const std::filesystem::path& file);
/// One use of a prepared statement: values are bound in order, and the statement is reset at the
/// end.
class Use {
 public:
  explicit Use(SQLite::Statement& statement) : statement_(statement) {}
  Use(const Use&) = delete;
  Use& operator=(const Use&) = delete;
  ~Use() { statement_.tryReset(); }

  Use& integer(std::int64_t value) {
    statement_.bind(++index_, value);
    return *this;
  }
  Use& hash(std::uint64_t value) { return integer(static_cast<std::int64_t>(value)); }
  Use& real(double value) {
    statement_.bind(++index_, value);
    return *this;
  }
  /// The string must live until the statement has run.
  Use& text(const std::string& value) {
    statement_.bindNoCopy(++index_, value);
    return *this;
  }
  Use& text(std::string&&) = delete;  // it would be gone by then
  Use& copied_text(std::string_view value) {
    statement_.bind(++index_, std::string(value));
    return *this;
  }
  Use& text_or_null(const std::string& value) { return value.empty() ? null() : text(value); }
  Use& text_or_null(std::string&&) = delete;
  Use& blob(std::string_view value) {
    statement_.bindNoCopy(++index_, static_cast<const void*>(value.data()),
                          static_cast<int>(value.size()));
    return *this;
  }
  Use& time_or_null(const std::optional<SysTime>& value) {
    return value ? integer(value->time_since_epoch().count()) : null();
  }
  Use& null() {
    statement_.bind(++index_);
    return *this;
  }

  bool step() { return statement_.executeStep(); }
  void run() { statement_.exec(); }
  [[nodiscard]] std::int64_t integer_at(int column) {
    return statement_.getColumn(column).getInt64();
  }
  [[nodiscard]] std::uint64_t hash_at(int column) {
    return static_cast<std::uint64_t>(integer_at(column));
  }
  [[nodiscard]] double real_at(int column) { return statement_.getColumn(column).getDouble(); }
  [[nodiscard]] bool is_null(int column) { return statement_.getColumn(column).isNull(); }
  /// Valid until the next step.
  [[nodiscard]] std::string_view text_at(int column) {
    const SQLite::Column value = statement_.getColumn(column);
    if (value.isNull()) return {};
    const void* bytes = value.getBlob();
    return bytes == nullptr ? std::string_view{}
                            : std::string_view(static_cast<const char*>(bytes),
                                               static_cast<std::size_t>(value.getBytes()));
  }
  [[nodiscard]] std::optional<SysTime> time_at(int column) {
    if (is_null(column)) return std::nullopt;
    return SysTime{std::chrono::milliseconds{integer_at(column)}};
  }

 private:
  SQLite::Statement& statement_;
  int index_ = 0;
};

/// Statements of a connection by the address of their text, which must live as long (a literal, a
/// static string); prepared on first use.
class Statements {
 public:
  explicit Statements(SQLite::Database& database) : database_(database) {}
  SQLite::Statement& operator()(const char* sql) {
    const auto found = made_.find(sql);
    if (found != made_.end()) return found->second;
    return made_.emplace(sql, SQLite::Statement(database_, sql)).first->second;
  }
  void clear() { made_.clear(); }

 private:
  SQLite::Database& database_;
  std::map<const char*, SQLite::Statement> made_;
};

}  // namespace tearsheet::store::sqlite
