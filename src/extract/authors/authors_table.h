// Words that stand around names in bylines.
#pragma once

#include <span>
#include <string_view>

namespace tearsheet::extract {

/// "by", "von", "par" ... lower case; what introduces a name.
[[nodiscard]] std::span<const std::string_view> byline_openers();
/// What stands alone before or above a name: "Written by", "Autorin/Autor".
[[nodiscard]] std::span<const std::string_view> byline_labels();
/// "and", "und", "et" ...: between two names.
[[nodiscard]] std::span<const std::string_view> name_joiners();
/// Words of roles and of organisations: a part that holds one is no person.
[[nodiscard]] std::span<const std::string_view> role_words();

}  // namespace tearsheet::extract
