// Headers as raw pages keep them.
#pragma once

#include <string>
#include <string_view>

#include "fetch/fetch.h"

namespace tearsheet::reading {

/// Of a JSON array of pairs; what is none gives no headers.
[[nodiscard]] fetch::Headers stored_headers(std::string_view json);
/// The array, without cookies.
[[nodiscard]] std::string to_stored(const fetch::Headers& headers);

}  // namespace tearsheet::reading
