// The end of a run's chain of evidence, as it is selected.
#pragma once

#include "store/sql/statement.h"
#include "store/store.h"

namespace tearsheet::store::sqlite {

/// The row begins with: run, entry, identity of the database, time, hash, key, signature, authority,
/// stamp.
template <class Row>
EvidenceHead head_at(Row& row) {
  EvidenceHead head;
  head.run = row.integer_at(0);
  head.entry = row.integer_at(1);
  head.database = row.text_at(2);
  head.at = row.text_at(3);
  head.hash = row.text_at(4);
  head.key = row.text_at(5);
  head.signature = row.text_at(6);
  head.authority = row.text_at(7);
  head.stamp = row.text_at(8);
  return head;
}

}  // namespace tearsheet::store::sqlite
