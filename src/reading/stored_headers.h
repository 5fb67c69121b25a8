// Headers as raw pages keep them.
#pragma once

#include <string_view>

#include "fetch/fetch.h"

namespace tearsheet::reading {

/// Of a JSON array of pairs; what is none gives no headers.
[[nodiscard]] fetch::Headers stored_headers(std::string_view json);

}  // namespace tearsheet::reading
