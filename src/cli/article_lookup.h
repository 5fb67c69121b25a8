// The article that a person means: by its id, or by an address in any form that leads to it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "base/result.h"
#include "store/store.h"

namespace tearsheet::cli {

/// Empty: no such address. A number is an id, whether there is one or not.
[[nodiscard]] Result<std::optional<std::int64_t>> find_article(store::Store& store,
                                                               const std::string& named);
[[nodiscard]] Error no_article(const std::string& database, const std::string& named);

}  // namespace tearsheet::cli
