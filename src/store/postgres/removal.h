// Taking articles out of a database on a server (store/removal.h). Private to store/.
#pragma once

#include <optional>
#include <string>

#include "store/removal.h"

namespace tearsheet::store::postgres {

Result<RemovalReceipt> remove_on_server(const std::string& address, const RemovalTarget& target,
                                        const RemovalOptions& options, SysTime now);

Result<std::optional<std::string>> removal_of(const std::string& address, UrlHash key);

}  // namespace tearsheet::store::postgres
