// The tables on a server, made and kept up to date by whichever worker comes first. Private to
// store/postgres/.
#pragma once

#include <cstdint>

#include "base/result.h"
#include "store/postgres/connection.h"

namespace tearsheet::store::postgres {

/// A database into which another one is being copied is nobody else's.
enum class WhileCopying : std::uint8_t { kRefused, kTaken };
/// Brings the database to today's schema.
Result<void> migrate(Connection& connection, WhileCopying copying = WhileCopying::kRefused);
/// That it is today's.
Result<void> check_schema(Connection& connection);

}  // namespace tearsheet::store::postgres
