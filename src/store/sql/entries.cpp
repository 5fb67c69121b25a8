// What a source's entries are told by besides their addresses (crawl/plan/moving.h).
#include "store/sql/sql_store.h"

namespace tearsheet::store::sql {

Result<Entries> SqlStore::entries(UrlHash source) {
  return attempt<Entries>([&]() -> Result<Entries> {
    Use row(sql_("SELECT known, answers, same, other FROM _entries WHERE source = ?"));
    row.hash(source);
    if (!row.step()) return Entries();
    return Entries{std::string(row.text_at(0)), static_cast<int>(row.integer_at(1)),
                   static_cast<int>(row.integer_at(2)), static_cast<int>(row.integer_at(3))};
  });
}

Result<void> SqlStore::put_entries(UrlHash source, const Entries& entries) {
  return attempt<void>([&]() -> Result<void> {
    Use row(
        sql_("INSERT INTO _entries(source, known, answers) VALUES (?,?,?) ON CONFLICT(source)"
             " DO UPDATE SET known = excluded.known, answers = excluded.answers"));
    row.hash(source).blob(entries.known).integer(entries.answers).run();
    return {};
  });
}

// An entry had another address this time: whether that led to what was there.
void SqlStore::count_moved(const PageRecord& page, PutResult::What what) {
  using enum PutResult::What;
  const bool is_other = what == kInserted;
  const bool is_same = what == kAlias || what == kUnchanged || what == kUpdated ||
                       what == kCorrected ||
                       (page.visit.state == VisitState::kAlias && find_by_keys({page.alias_of}));
  if (!is_other && !is_same) return;
  Use row(sql_("UPDATE _entries SET same = same + ?, other = other + ? WHERE source = ?"));
  row.integer(is_same ? 1 : 0).integer(is_other ? 1 : 0).hash(page.moved_in).run();
}

}  // namespace tearsheet::store::sql
