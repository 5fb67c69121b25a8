// Who writes to a database that is shared, and what is told of its server.
#pragma once

#include <memory>
#include <string>

#include "cli/console.h"
#include "store/server_watch.h"

namespace tearsheet::cli {

/// Names this run among all that ever share a database.
[[nodiscard]] std::string new_worker();

/// Tells as warnings. `console` must outlive it.
[[nodiscard]] std::shared_ptr<store::ServerWatch> server_watch(Console& console);

}  // namespace tearsheet::cli
