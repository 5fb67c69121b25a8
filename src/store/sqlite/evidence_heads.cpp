// What the chain of evidence came to at the end of each run, and what was made of that.
#include "store/sqlite/evidence_head_row.h"
#include "store/sqlite/sqlite_store.h"

namespace tearsheet::store::sqlite {

Result<void> SqliteStore::put_fetch(const FetchRecord& fetch) {
  if (auto done = SqlStore::put_fetch(fetch); !done) return done;
  return guarded<void>(file_, [&]() -> Result<void> {
    evidence_.add(EvidenceKind::kRequest, database_.getLastInsertRowid());
    return {};
  });
}

void SqliteStore::put_evidence_head(const std::string& at) {
  Use row(statements_(
      "INSERT OR REPLACE INTO _evidence_head(run_id, entry, at, hash) SELECT ?1, entry, ?2, hash"
      " FROM _evidence ORDER BY entry DESC LIMIT 1"));
  row.integer(run_).text(at).run();
}

Result<std::optional<EvidenceHead>> SqliteStore::evidence_head() {
  using Found = std::optional<EvidenceHead>;
  return guarded<Found>(file_, [&]() -> Result<Found> {
    Use row(statements_(
        "SELECT run_id, entry, (SELECT identity FROM _database), at, hash, key, signature,"
        " authority, stamp FROM _evidence_head ORDER BY run_id DESC LIMIT 1"));
    if (!row.step()) return Found();
    return Found(head_at(row));
  });
}

Result<void> SqliteStore::put_signature(const EvidenceHead& head) {
  return guarded<void>(file_, [&]() -> Result<void> {
    Use row(statements_("UPDATE _evidence_head SET key = ?, signature = ? WHERE run_id = ?"));
    row.text(head.key).blob(head.signature).integer(head.run).run();
    return {};
  });
}

Result<void> SqliteStore::put_stamp(const EvidenceHead& head) {
  return guarded<void>(file_, [&]() -> Result<void> {
    Use row(statements_("UPDATE _evidence_head SET authority = ?, stamp = ? WHERE run_id = ?"));
    row.text(head.authority).blob(head.stamp).integer(head.run).run();
    return {};
  });
}

}  // namespace tearsheet::store::sqlite
