// What both engines run statements by. The verbs of sql/ know no more of an engine than this.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"

namespace tearsheet::store::sql {

enum class ValueKind : std::uint8_t { kNull, kInteger, kReal, kText, kBlob };

/// One statement of a connection. Trouble is thrown, as the engine throws it; SqlStore::attempt()
/// makes an Error of it.
class Statement {
 public:
  virtual ~Statement() = default;
  /// Parameters count from 1.
  virtual void bind(int index, std::int64_t value) = 0;
  virtual void bind(int index, double value) = 0;
  /// The string must live until the statement has run.
  virtual void bind_text(int index, const std::string& value) = 0;
  virtual void bind_blob(int index, std::string_view value) = 0;
  virtual void bind_null(int index) = 0;
  /// Of many rows one at a time, as they come: until reset() the connection can do nothing else.
  virtual void stream() {}
  /// The next row; false: there is none.
  virtual bool step() = 0;
  /// For statements without rows. An error may be told later, at the next step() or commit.
  virtual void run() = 0;
  /// The same at once; gives how many rows were changed.
  virtual std::int64_t run_counted() = 0;
  /// Columns count from 0. A truth is 0 or 1.
  [[nodiscard]] virtual std::int64_t integer_at(int column) = 0;
  [[nodiscard]] virtual double real_at(int column) = 0;
  [[nodiscard]] virtual bool is_null(int column) = 0;
  [[nodiscard]] virtual ValueKind kind_at(int column) = 0;
  /// Of a text or a blob; valid until the next step.
  [[nodiscard]] virtual std::string_view text_at(int column) = 0;
  virtual void reset() noexcept = 0;
};

/// Statements of a connection by the address of their text, which must live as long (a literal, a
/// static string); prepared on first use.
class Statements {
 public:
  virtual ~Statements() = default;
  /// A text that both engines understand. Parameters are ? or ?1.
  virtual Statement& operator()(const char* sql) = 0;
  /// Where one text does not do for both.
  virtual Statement& either(const char* sqlite, const char* postgres) = 0;
};

/// One use of a statement: values are bound in order, and it is reset at the end. `S` is Statement,
/// or an engine's own, which costs no virtual calls.
template <class S>
class BasicUse {
 public:
  explicit BasicUse(S& statement) : statement_(statement) {}
  BasicUse(const BasicUse&) = delete;
  BasicUse& operator=(const BasicUse&) = delete;
  ~BasicUse() { statement_.reset(); }

  BasicUse& integer(std::int64_t value) {
    statement_.bind(++index_, value);
    return *this;
  }
  BasicUse& hash(std::uint64_t value) { return integer(static_cast<std::int64_t>(value)); }
  BasicUse& real(double value) {
    statement_.bind(++index_, value);
    return *this;
  }
  /// The string must live until the statement has run.
  BasicUse& text(const std::string& value) {
    statement_.bind_text(++index_, value);
    return *this;
  }
  BasicUse& text(std::string&&) = delete;  // it would be gone by then
  BasicUse& text_or_null(const std::string& value) { return value.empty() ? null() : text(value); }
  BasicUse& text_or_null(std::string&&) = delete;
  BasicUse& blob(std::string_view value) {
    statement_.bind_blob(++index_, value);
    return *this;
  }
  BasicUse& time_or_null(const std::optional<SysTime>& value) {
    return value ? integer(value->time_since_epoch().count()) : null();
  }
  BasicUse& null() {
    statement_.bind_null(++index_);
    return *this;
  }

  void stream() { statement_.stream(); }
  bool step() { return statement_.step(); }
  void run() { statement_.run(); }
  std::int64_t run_counted() { return statement_.run_counted(); }
  [[nodiscard]] std::int64_t integer_at(int column) { return statement_.integer_at(column); }
  [[nodiscard]] std::uint64_t hash_at(int column) {
    return static_cast<std::uint64_t>(integer_at(column));
  }
  [[nodiscard]] double real_at(int column) { return statement_.real_at(column); }
  [[nodiscard]] bool is_null(int column) { return statement_.is_null(column); }
  [[nodiscard]] ValueKind kind_at(int column) { return statement_.kind_at(column); }
  /// Valid until the next step.
  [[nodiscard]] std::string_view text_at(int column) { return statement_.text_at(column); }
  [[nodiscard]] std::optional<SysTime> time_at(int column) {
    if (is_null(column)) return std::nullopt;
    return SysTime{std::chrono::milliseconds{integer_at(column)}};
  }

 private:
  S& statement_;
  int index_ = 0;
};
using Use = BasicUse<Statement>;

}  // namespace tearsheet::store::sql
