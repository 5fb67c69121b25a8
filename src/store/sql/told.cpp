// Up to where each receiver of articles was told.
#include "store/sql/sql_store.h"

namespace tearsheet::store::sql {

Result<std::optional<ToldState>> SqlStore::told(const std::string& receiver) {
  return attempt<std::optional<ToldState>>([&]() -> Result<std::optional<ToldState>> {
    Use row(sql_("SELECT cursor, failures FROM _told WHERE receiver = ?"));
    row.text(receiver);
    if (!row.step()) return std::nullopt;
    return ToldState{std::string(row.text_at(0)), static_cast<int>(row.integer_at(1))};
  });
}

Result<void> SqlStore::add_told(const std::string& receiver, const ToldState& state, SysTime now) {
  return attempt<void>([&]() -> Result<void> {
    const std::string at = to_iso8601(now);
    Use row(
        sql_("INSERT INTO _told(receiver, cursor, failures, at) VALUES (?, ?, ?, ?) ON"
             " CONFLICT(receiver) DO NOTHING"));
    row.text(receiver).text(state.cursor).integer(state.failures).text(at).run();
    return {};
  });
}

// Of a connection that was lost nobody knows whether it was done: once more is the same.
Result<bool> SqlStore::put_told(const std::string& receiver, const std::string& cursor,
                                const ToldState& state, SysTime now) {
  return attempt<bool>([&]() -> Result<bool> {
    const std::string at = to_iso8601(now);
    Use row(
        sql_("UPDATE _told SET cursor = ?1, failures = ?2, at = ?3 WHERE receiver = ?4 AND cursor"
             " IN (?5, ?1)"));
    row.text(state.cursor).integer(state.failures).text(at).text(receiver).text(cursor);
    return row.run_counted() > 0;
  });
}

}  // namespace tearsheet::store::sql
