// One step of a schema's history, embedded at build time from db/.
#pragma once

namespace tearsheet::store::sql {

struct Migration {
  const char* name;  ///< "001_initial"
  const char* sql;
};

}  // namespace tearsheet::store::sql
