// Taking articles out of a database on a server (store/removal.h). Private to store/.
#pragma once

#include <string>

#include "store/removal.h"

namespace tearsheet::store::postgres {

Result<RemovalReceipt> remove_on_server(const std::string& address, const RemovalTarget& target,
                                        const RemovalOptions& options, SysTime now);

}  // namespace tearsheet::store::postgres
