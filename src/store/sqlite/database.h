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
#include "store/sql/statement.h"
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
/// A prepared statement.
class Prepared final : public sql::Statement {
 public:
  Prepared(SQLite::Database& database, const std::string& text) : statement_(database, text) {}

  void bind(int index, std::int64_t value) override { statement_.bind(index, value); }
  void bind(int index, double value) override { statement_.bind(index, value); }
  void bind_text(int index, const std::string& value) override {
    statement_.bindNoCopy(index, value);
  }
  void bind_blob(int index, std::string_view value) override {
    statement_.bindNoCopy(index, static_cast<const void*>(value.data()),
                          static_cast<int>(value.size()));
  }
  void bind_null(int index) override { statement_.bind(index); }
  bool step() override { return statement_.executeStep(); }
  void run() override { statement_.exec(); }
  std::int64_t run_counted() override { return statement_.exec(); }
  [[nodiscard]] std::int64_t integer_at(int column) override {
    return statement_.getColumn(column).getInt64();
  }
  [[nodiscard]] double real_at(int column) override {
    return statement_.getColumn(column).getDouble();
  }
  [[nodiscard]] bool is_null(int column) override { return statement_.getColumn(column).isNull(); }
  [[nodiscard]] sql::ValueKind kind_at(int column) override {
    const SQLite::Column value = statement_.getColumn(column);
    return value.isInteger() ? sql::ValueKind::kInteger
           : value.isFloat() ? sql::ValueKind::kReal
           : value.isText()  ? sql::ValueKind::kText
           : value.isBlob()  ? sql::ValueKind::kBlob
                             : sql::ValueKind::kNull;
  }
  [[nodiscard]] std::string_view text_at(int column) override {
    const SQLite::Column value = statement_.getColumn(column);
    if (value.isNull()) return {};
    const void* bytes = value.getBlob();
    return bytes == nullptr ? std::string_view{}
                            : std::string_view(static_cast<const char*>(bytes),
                                               static_cast<std::size_t>(value.getBytes()));
  }
  void reset() noexcept override { statement_.tryReset(); }

 private:
  SQLite::Statement statement_;
};
using Use = sql::BasicUse<Prepared>;

/// The statements of a connection, as sql/ asks for them.
class Statements final : public sql::Statements {
 public:
  explicit Statements(SQLite::Database& database) : database_(database) {}
  Prepared& operator()(const char* text) override {
    const auto found = made_.find(text);
    if (found != made_.end()) return found->second;
    return made_.try_emplace(text, database_, text).first->second;
  }
  Prepared& either(const char* sqlite, const char*) override { return (*this)(sqlite); }
  void clear() { made_.clear(); }

 private:
  SQLite::Database& database_;
  std::map<const char*, Prepared> made_;
};

}  // namespace tearsheet::store::sqlite
