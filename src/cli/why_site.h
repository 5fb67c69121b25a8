// Why a site brings so little: its sources, its troubles, and what became of what was announced.
#pragma once

#include <optional>
#include <string>

#include "base/clock.h"
#include "base/result.h"
#include "store/store.h"

namespace tearsheet::cli {

/// Empty: the database has no site of this key.
[[nodiscard]] Result<std::optional<std::string>> why_site(store::Store& store,
                                                          const std::string& key, bool as_json,
                                                          SysTime now);

}  // namespace tearsheet::cli
