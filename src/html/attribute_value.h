// Values of attributes that the parser need not see.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace tearsheet::html {

/// The tokenizer would give `value` back as it is: no character reference, no line end to
/// normalise, no character that it replaces.
[[nodiscard]] bool is_plain_value(std::string_view value);

inline constexpr std::size_t kHashedValueSize = 11;
/// Appends 11 letters and digits that are the same for the same value, and for hardly any other.
void append_value_hash(std::string& out, std::string_view value);

}  // namespace tearsheet::html
