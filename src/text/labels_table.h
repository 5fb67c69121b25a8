// Data of labels_table.cpp.
#pragma once

#include <array>
#include <string_view>

#include "text/encoding_names.h"

namespace tearsheet::text {

extern const std::array<std::string_view, 40> kEncodingNames;  // in the order of Encoding
extern const std::array<EncodingLabel, 228> kEncodingLabels;   // sorted by label

}  // namespace tearsheet::text
