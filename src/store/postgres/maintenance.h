// Looking after a database on a server (store/maintenance.h). Private to store/.
#pragma once

#include <functional>
#include <string>

#include "store/maintenance.h"

namespace tearsheet::store::postgres {

/// What a server itself looks after is not looked at: files, pages and indexes as such.
Result<CheckReport> check_server(const std::string& address, const CheckOptions& options,
                                 const std::function<void(const std::string&)>& begin);

/// While crawls work. `vacuum`: kInvalid.
Result<PruneReport> prune_on_server(const std::string& address, const PruneOptions& options,
                                    SysTime now);

}  // namespace tearsheet::store::postgres
