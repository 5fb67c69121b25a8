// Rows from one engine to the other, table by table, so that a copy that was cut off goes on.
// Private to store/.
#pragma once

#include <exception>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "store/copy.h"
#include "store/sql/statement.h"

namespace tearsheet::store::sql {

/// One of the two databases. Its trouble is thrown, as the engine throws it.
class CopySide {
 public:
  virtual ~CopySide() = default;
  /// Kept as long as the side.
  virtual Statement& statement(const std::string& sql) = 0;
  /// Empty: there is no such table.
  virtual std::vector<std::string> columns_of(const std::string& table) = 0;
  /// What `exception` means to the user; empty: it is the other side's.
  virtual std::optional<Error> trouble_of(const std::exception& exception) = 0;
};

class CopySource : public CopySide {
 public:
  /// Says which database it is and that nothing was written since.
  virtual Result<std::string> mark() = 0;
  /// Tables that are not copied.
  virtual std::vector<std::string> left() = 0;
};

/// While it is under way there is a table _copying(part, last, copied): where each table goes on,
/// and as the part "" which source it is of.
class CopyTarget : public CopySide {
 public:
  virtual void begin() = 0;
  virtual void commit() = 0;
  virtual void rollback() noexcept = 0;
  /// Columns that the source lacks; and their values, of those that it has.
  virtual std::vector<std::string> made_columns(const std::string& table) = 0;
  using ValueOf = std::function<std::string_view(std::string_view column)>;
  virtual std::string made(const std::string& column, const ValueOf& value) = 0;
  /// What goes in the place of NULL where there is none; empty: nothing does.
  [[nodiscard]] virtual std::string instead_of_null(const std::string& table,
                                                    const std::string& column) = 0;
  /// When all rows are there. Until then nobody else can use the database.
  virtual Result<void> finish(const CopyOptions& options, CopyReceipt& receipt) = 0;
};

Result<CopyReceipt> copy_rows(CopySource& from, CopyTarget& to, const CopyOptions& options);

}  // namespace tearsheet::store::sql

namespace tearsheet::store {
namespace sqlite {
Result<std::unique_ptr<sql::CopySource>> open_copy_source(const std::string& file);
Result<std::unique_ptr<sql::CopyTarget>> open_copy_target(const std::string& file);
}  // namespace sqlite
namespace postgres {
Result<std::unique_ptr<sql::CopySource>> open_copy_source(const std::string& address);
Result<std::unique_ptr<sql::CopyTarget>> open_copy_target(const std::string& address);
}  // namespace postgres
}  // namespace tearsheet::store
