// Decoders of the East Asian encodings (WHATWG Encoding, sections 10 to 13).
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "text/encoding_names.h"

namespace tearsheet::text {

/// `encoding` is one of kGb18030, kGbk, kBig5, kEucJp, kShiftJis, kEucKr, kIso2022Jp. Appends to
/// `out`, gives how many U+FFFD were put in.
std::size_t convert_multi_byte(std::string& out, std::string_view bytes, Encoding encoding);

}  // namespace tearsheet::text
