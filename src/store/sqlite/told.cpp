// Up to where each receiver of articles was told.
#include "store/sqlite/sqlite_store.h"

namespace tearsheet::store::sqlite {

Result<std::optional<ToldState>> SqliteStore::told(const std::string& receiver) {
  return guarded<std::optional<ToldState>>(file_, [&]() -> Result<std::optional<ToldState>> {
    Use row(statements_("SELECT cursor, failures FROM _told WHERE receiver = ?"));
    row.text(receiver);
    if (!row.step()) return std::nullopt;
    return ToldState{std::string(row.text_at(0)), static_cast<int>(row.integer_at(1))};
  });
}

Result<void> SqliteStore::put_told(const std::string& receiver, const ToldState& state,
                                   SysTime now) {
  return guarded<void>(file_, [&]() -> Result<void> {
    const std::string at = to_iso8601(now);
    Use row(statements_(
        "INSERT OR REPLACE INTO _told(receiver, cursor, failures, at) VALUES (?, ?, ?, ?)"));
    row.text(receiver).text(state.cursor).integer(state.failures).text(at);
    row.run();
    return {};
  });
}

Result<std::string> SqliteStore::newest_change() {
  return guarded<std::string>(file_, [&]() -> Result<std::string> {
    Use row(
        statements_("SELECT identity || '.' || (SELECT coalesce(max(sequence), 0) FROM _change)"
                    " FROM _database"));
    return row.step() ? std::string(row.text_at(0)) : std::string();
  });
}

}  // namespace tearsheet::store::sqlite
