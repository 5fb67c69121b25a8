// Values as a site file writes them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/toml_string.h"

namespace tearsheet::learn {

/// ["a", "b"] of values that are TOML already.
[[nodiscard]] std::string toml_list(const std::vector<std::string>& values);

/// The text as lines of a comment: one line, nothing that could end it.
[[nodiscard]] std::string comment_text(std::string_view text);

}  // namespace tearsheet::learn
