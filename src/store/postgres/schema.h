// The tables on a server, made and kept up to date by whichever worker comes first. Private to
// store/postgres/.
#pragma once

#include "base/result.h"
#include "store/postgres/connection.h"

namespace tearsheet::store::postgres {

/// Brings the database to today's schema.
Result<void> migrate(Connection& connection);
/// That it is today's.
Result<void> check_schema(Connection& connection);

}  // namespace tearsheet::store::postgres
