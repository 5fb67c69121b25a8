// Data of single_byte_table.cpp.
#pragma once

#include <array>

namespace tearsheet::text {

/// Bytes 0x80 to 0xFF, for Encoding::kIbm866 and those behind it, in that order.
extern const std::array<std::array<char16_t, 128>, 28> kSingleByteTables;

}  // namespace tearsheet::text
