// Forward migrations, counted by PRAGMA user_version.
#include <fmt/format.h>

#include "store/sqlite/database.h"
#include "store/sqlite/migrations.h"
#include "store/sqlite/pairs.h"

namespace tearsheet::store::sqlite {
namespace {

// VACUUM INTO writes a consistent copy whatever the WAL holds.
void copy_before_migration(SQLite::Database& database, const std::filesystem::path& file,
                           int version) {
  const std::string copy = fmt::format("{}.schema-{}.bak", file.string(), version);
  std::error_code ignored;
  std::filesystem::remove(copy, ignored);
  SQLite::Statement statement(database, "VACUUM INTO ?");
  statement.bind(1, copy);
  statement.exec();
}

}  // namespace

Result<void> migrate(SQLite::Database& database, const std::filesystem::path& file) {
  return guarded<void>(file, [&]() -> Result<void> {
    const int version = database.execAndGet("PRAGMA user_version").getInt();
    const std::vector<Migration> migrations = all_migrations();
    if (version >= static_cast<int>(migrations.size())) return {};
    if (version > 0) copy_before_migration(database, file, version);
    SQLite::Transaction transaction(database, SQLite::TransactionBehavior::IMMEDIATE);
    for (std::size_t i = static_cast<std::size_t>(version); i < migrations.size(); ++i)
      database.exec(migrations[i].sql);
    Statements statements(database);
    index_pairs(statements);
    database.exec(fmt::format("PRAGMA application_id = {}", kApplicationId));
    database.exec(fmt::format("PRAGMA user_version = {}", migrations.size()));
    transaction.commit();
    return {};
  });
}

}  // namespace tearsheet::store::sqlite
