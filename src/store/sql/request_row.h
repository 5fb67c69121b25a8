// A row of the ledger as inquiries show it.
#pragma once

#include "store/dossier.h"
#include "store/sql/statement.h"

namespace tearsheet::store::sql {

/// Of started, url, purpose, error, status, bytes, conditional.
inline DossierRequest request_at(Use& row) {
  DossierRequest one;
  one.started = row.text_at(0);
  one.url = row.text_at(1);
  one.purpose = row.text_at(2);
  one.error = row.text_at(3);
  one.status = static_cast<int>(row.integer_at(4));
  one.bytes = row.integer_at(5);
  one.conditional = row.integer_at(6) != 0;
  return one;
}

}  // namespace tearsheet::store::sql
