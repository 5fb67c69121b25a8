// One named encoding to UTF-8, as its decoder in the WHATWG Encoding Standard does it.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "text/encoding_names.h"

namespace tearsheet::text {

/// Appends `bytes` to `out`; gives how many U+FFFD were put in for bad bytes.
std::size_t convert(std::string& out, std::string_view bytes, Encoding encoding);

}  // namespace tearsheet::text
