// A file as the source or the target of a copy (store/copy.h). A target is written beside its name,
// which it gets when it is whole.
#include <filesystem>
#include <map>
#include <memory>
#include <utility>

#include "store/sql/copy.h"
#include "store/sqlite/database.h"
#include "store/sqlite/evidence.h"
#include "store/sqlite/text_due.h"

namespace tearsheet::store::sqlite {
namespace {

// Statements of a connection by their texts.
class Texts {
 public:
  explicit Texts(SQLite::Database& database) : database_(database) {}
  Prepared& operator()(const std::string& sql) {
    return made_.try_emplace(sql, database_, sql).first->second;
  }
  void clear() { made_.clear(); }

 private:
  SQLite::Database& database_;
  std::map<std::string, Prepared> made_;
};

std::vector<std::string> columns_in(SQLite::Database& database, const std::string& table) {
  std::vector<std::string> columns;
  SQLite::Statement row(database, "SELECT name FROM pragma_table_info(?)");
  row.bind(1, table);
  while (row.executeStep()) columns.push_back(row.getColumn(0).getString());
  return columns;
}

std::optional<Error> error_of(const std::exception& exception, const std::filesystem::path& file) {
  const auto* const ours = dynamic_cast<const SQLite::Exception*>(&exception);
  return ours == nullptr ? std::nullopt : std::optional(to_error(*ours, file));
}

class Source final : public sql::CopySource {
 public:
  Source(std::filesystem::path file, SQLite::Database database)
      : file_(std::move(file)), database_(std::move(database)), texts_(database_) {}

  sql::Statement& statement(const std::string& sql) override { return texts_(sql); }
  std::vector<std::string> columns_of(const std::string& table) override {
    return columns_in(database_, table);
  }
  std::optional<Error> trouble_of(const std::exception& exception) override {
    return error_of(exception, file_);
  }
  Result<std::string> mark() override {
    SQLite::Statement row(
        database_,
        "SELECT identity || ' ' || (SELECT coalesce(max(sequence), 0) FROM _change) || ' ' ||"
        " (SELECT coalesce(max(id), 0) FROM runs) || ' ' || (SELECT coalesce(max(id), 0) FROM"
        " fetches) || ' ' || (SELECT coalesce(max(entry), 0) FROM _evidence) FROM _database");
    return row.executeStep() ? row.getColumn(0).getString() : std::string();
  }
  std::vector<std::string> left() override {
    return {"_evidence", "_evidence_head", "_told", "_asset"};
  }

 private:
  const std::filesystem::path file_;
  SQLite::Database database_;
  Texts texts_;
};

class Target final : public sql::CopyTarget {
 public:
  Target(std::filesystem::path file, std::filesystem::path unfinished, RunLock lock,
         SQLite::Database database)
      : file_(std::move(file)),
        unfinished_(std::move(unfinished)),
        lock_(std::move(lock)),
        database_(std::move(database)),
        texts_(database_),
        statements_(database_) {
    // What a row names may come behind it: a story's first page need not have the least number.
    database_.exec(
        "PRAGMA foreign_keys = OFF; CREATE TABLE IF NOT EXISTS _copying(part TEXT PRIMARY KEY,"
        " last TEXT NOT NULL, copied INTEGER NOT NULL)");
  }

  sql::Statement& statement(const std::string& sql) override { return texts_(sql); }
  std::vector<std::string> columns_of(const std::string& table) override {
    return columns_in(database_, table);
  }
  std::optional<Error> trouble_of(const std::exception& exception) override {
    return error_of(exception, file_);
  }
  void begin() override { database_.exec("BEGIN IMMEDIATE"); }
  void commit() override {
    index_texts(statements_);
    database_.exec("COMMIT");
  }
  void rollback() noexcept override { database_.tryExec("ROLLBACK"); }
  std::vector<std::string> made_columns(const std::string&) override { return {}; }
  std::string made(const std::string&, const ValueOf&) override { return {}; }
  [[nodiscard]] std::string instead_of_null(const std::string&, const std::string&) override {
    return {};
  }

  // The chain of evidence begins with what is there.
  Result<void> finish(const CopyOptions&, CopyReceipt& receipt) override {
    begin();
    database_.exec(
        "DELETE FROM _waiting; INSERT INTO _waiting SELECT u.site_id, count(*) FROM _url u LEFT"
        " JOIN _visit v ON v.url_id = u.id WHERE v.url_id IS NULL OR v.state = 4 GROUP BY"
        " u.site_id;"
        "DELETE FROM _evidence;"
        "DROP TABLE _copying");
    Evidence(statements_).begin_chain();
    commit();
    receipt.without_parent =
        database_.execAndGet("SELECT count(*) FROM pragma_foreign_key_check").getInt64();
    texts_.clear();
    statements_.clear();
    database_.exec("PRAGMA wal_checkpoint(TRUNCATE)");
    database_ = SQLite::Database(":memory:", SQLite::OPEN_READWRITE);  // closes the file
    std::error_code trouble;
    std::filesystem::rename(unfinished_, file_, trouble);
    if (trouble)
      return fail(ErrorCode::kUnusable, file_.string() + ": cannot be given to the copy in " +
                                            unfinished_.string() + ": " + trouble.message());
    for (const char* const rest : {"-wal", "-shm", ".lock"})
      std::filesystem::remove(unfinished_.string() + rest, trouble);
    return {};
  }

 private:
  const std::filesystem::path file_, unfinished_;
  RunLock lock_;  // above database_: released after it is closed
  SQLite::Database database_;
  Texts texts_;
  Statements statements_;
};

}  // namespace

Result<std::unique_ptr<sql::CopySource>> open_copy_source(const std::string& file) {
  auto database = open_for_reading(file);
  if (!database) return fail(database.error());
  return std::make_unique<Source>(file, std::move(*database));
}

Result<std::unique_ptr<sql::CopyTarget>> open_copy_target(const std::string& file) {
  std::error_code trouble;
  if (std::filesystem::exists(file, trouble))
    return fail(ErrorCode::kInvalid, file + " is there already: a copy gets a file of its own");
  const std::filesystem::path unfinished = file + ".copying";
  auto lock = lock_for_run(unfinished);
  if (!lock) return fail(lock.error());
  auto database = open_for_writing(unfinished);
  if (!database) return fail(database.error());
  if (auto made = migrate(*database, unfinished); !made) return fail(made.error());
  return guarded<std::unique_ptr<sql::CopyTarget>>(
      unfinished, [&]() -> Result<std::unique_ptr<sql::CopyTarget>> {
        return std::make_unique<Target>(file, unfinished, std::move(*lock), std::move(*database));
      });
}

}  // namespace tearsheet::store::sqlite
