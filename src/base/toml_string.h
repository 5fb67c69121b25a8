// Text as a TOML string.
#pragma once

#include <string>
#include <string_view>

namespace tearsheet {

/// In double quotes; in single ones where that spares escapes ("\\d+" is '\d+'). `text` is UTF-8.
[[nodiscard]] std::string toml_string(std::string_view text);

}  // namespace tearsheet
