// Forward migrations, counted by PRAGMA user_version.
#include <fmt/format.h>

#include "base/pending_file.h"
#include "store/sqlite/database.h"
#include "store/sqlite/evidence.h"
#include "store/sqlite/lock.h"
#include "store/sqlite/migrations.h"
#include "store/sqlite/text_due.h"
#include "store/store.h"

namespace tearsheet::store {
namespace sqlite {
namespace {

std::filesystem::path copy_of(const std::filesystem::path& file, int version) {
  return fmt::format("{}.schema-{}.bak", file.string(), version);
}

// VACUUM INTO writes a consistent copy whatever the WAL holds. It gets its name when it is whole.
Result<void> copy_before_migration(SQLite::Database& database, const std::filesystem::path& file,
                                   int version) {
  const std::filesystem::path copy = copy_of(file, version);
  const std::string unfinished = copy.string() + ".tmp";
  PendingFile whole = PendingFile::made_by_others(copy, unfinished);
  try {
    SQLite::Statement statement(database, "VACUUM INTO ?");
    statement.bind(1, unfinished);
    statement.exec();
  } catch (const SQLite::Exception& exception) {
    const Error error = to_error(exception, file);
    return fail(error.code, error.message + " (while it was copied to " + copy.string() +
                                " before its migration; it is as it was)");
  }
  if (auto named = whole.commit(); !named) return fail(ErrorCode::kUnusable, named.error().message);
  return {};
}

}  // namespace

Result<void> migrate(SQLite::Database& database, const std::filesystem::path& file) {
  return guarded<void>(file, [&]() -> Result<void> {
    const int version = database.execAndGet("PRAGMA user_version").getInt();
    const std::vector<Migration> migrations = all_migrations();
    if (version >= static_cast<int>(migrations.size())) return {};
    if (version > 0) {
      if (auto copied = copy_before_migration(database, file, version); !copied) return copied;
    }
    // What is sorted for an index may be larger than memory.
    database.exec("PRAGMA temp_store = file");
    SQLite::Transaction transaction(database, SQLite::TransactionBehavior::IMMEDIATE);
    for (std::size_t i = static_cast<std::size_t>(version); i < migrations.size(); ++i)
      database.exec(migrations[i].sql);
    Statements statements(database);
    index_texts(statements);
    Evidence(statements).begin_chain();
    statements.clear();
    database.exec(fmt::format("PRAGMA application_id = {}", kApplicationId));
    database.exec(fmt::format("PRAGMA user_version = {}", migrations.size()));
    transaction.commit();
    database.exec("PRAGMA temp_store = memory");
    return {};
  });
}

}  // namespace sqlite

Result<MigrationReport> migrate_database(const std::filesystem::path& file, bool dry_run) {
  using namespace sqlite;
  MigrationReport report;
  {
    // Looked at before anything is made beside it.
    auto database = open_any_schema(file);
    if (!database) return fail(database.error());
    const auto version = guarded<int>(file, [&]() -> Result<int> {
      return database->execAndGet("PRAGMA user_version").getInt();
    });
    if (!version) return fail(version.error());
    report.from = *version;
  }
  report.to = newest_version();
  const std::vector<Migration> migrations = all_migrations();
  for (int i = report.from; i < report.to; ++i)
    report.names.emplace_back(migrations[static_cast<std::size_t>(i)].name);
  if (report.from == report.to) return report;
  report.copy = copy_of(file, report.from);
  if (dry_run) return report;
  if (auto opened = open_store(file, Access::kRun); !opened) return fail(opened.error());
  return report;
}

}  // namespace tearsheet::store
