// The schema's history, embedded at build time from db/sqlite/.
#pragma once

#include <vector>

namespace tearsheet::store::sqlite {

struct Migration {
  const char* name;  ///< "001_initial"
  const char* sql;
};
/// In order; number n brings a database of user_version n - 1 to n.
std::vector<Migration> all_migrations();

}  // namespace tearsheet::store::sqlite
