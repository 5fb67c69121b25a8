// Attributes that the parser need not see.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace tearsheet::html {

/// The tokenizer would give `value` back as it is: no character reference, no line end to
/// normalise, no character that it replaces.
[[nodiscard]] bool is_plain_value(std::string_view value);
/// The same for a name; capitals are not plain.
[[nodiscard]] bool is_plain_name(std::string_view name);

/// The same for the same attribute, and for hardly any other.
[[nodiscard]] std::uint64_t attribute_hash(std::string_view name, std::string_view value);
inline constexpr std::size_t kHashSize = 11;
/// Appends `hash` as kHashSize letters and digits.
void append_hash(std::string& out, std::uint64_t hash);

}  // namespace tearsheet::html
