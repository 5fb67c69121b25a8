// The schema's history, embedded at build time from db/postgres/.
#pragma once

#include <vector>

#include "store/sql/migration.h"

namespace tearsheet::store::postgres {

/// In order; number n brings a database of version n - 1 (_schema) to n.
std::vector<sql::Migration> all_migrations();

}  // namespace tearsheet::store::postgres
