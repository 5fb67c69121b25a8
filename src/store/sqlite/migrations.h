// The schema's history, embedded at build time from db/sqlite/.
#pragma once

#include <vector>

#include "store/sql/migration.h"

namespace tearsheet::store::sqlite {

using sql::Migration;

/// In order; number n brings a database of user_version n - 1 to n.
std::vector<Migration> all_migrations();

}  // namespace tearsheet::store::sqlite
