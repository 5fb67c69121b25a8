// How extensions find FTS5's functions (sqlite.org/fts5.html, 7). Private to store/sqlite/.
#pragma once

#include <SQLiteCpp/SQLiteCpp.h>
#include <sqlite3.h>

namespace tearsheet::store::sqlite {

/// Valid as long as `database`; never null. Throws what SQLiteCpp throws.
inline fts5_api* fts5_of(SQLite::Database& database) {
  fts5_api* api = nullptr;
  sqlite3_stmt* statement = nullptr;
  int rc = sqlite3_prepare_v2(database.getHandle(), "SELECT fts5(?1)", -1, &statement, nullptr);
  if (rc == SQLITE_OK) {
    sqlite3_bind_pointer(statement, 1, static_cast<void*>(&api), "fts5_api_ptr", nullptr);
    sqlite3_step(statement);
    rc = sqlite3_finalize(statement);
  }
  if (rc != SQLITE_OK) throw SQLite::Exception(database.getHandle(), rc);
  if (api == nullptr) throw SQLite::Exception("this SQLite was built without FTS5");
  return api;
}

}  // namespace tearsheet::store::sqlite
