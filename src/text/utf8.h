// Whole texts in UTF-8: how much of one is valid, and repair.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "base/utf8.h"

namespace tearsheet::text {

/// Bytes from the start that are ASCII.
[[nodiscard]] std::size_t ascii_prefix(std::string_view bytes);
/// Bytes from the start that are whole, valid UTF-8.
[[nodiscard]] std::size_t valid_prefix(std::string_view bytes);

/// Appends `bytes` with U+FFFD for what is not UTF-8; gives how many were put in.
std::size_t append_repaired(std::string& out, std::string_view bytes);

}  // namespace tearsheet::text
