// Numbers as people read them.
#pragma once

#include <cstdint>
#include <string>

namespace tearsheet::cli {

/// "12 B", "3.4 MB".
[[nodiscard]] std::string size_text(std::int64_t bytes);

}  // namespace tearsheet::cli
