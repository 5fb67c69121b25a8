// Who writes to a database that is shared.
#pragma once

#include <string>

namespace tearsheet::cli {

/// Names this run among all that ever share a database.
[[nodiscard]] std::string new_worker();

}  // namespace tearsheet::cli
