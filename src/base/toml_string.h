// Text as a TOML string.
#pragma once

#include <string>
#include <string_view>

namespace tearsheet {

/// In single quotes where nothing in it needs an escape, in double ones else. `text` is UTF-8.
[[nodiscard]] std::string toml_string(std::string_view text);

}  // namespace tearsheet
