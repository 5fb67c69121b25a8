// Which legacy encoding the pages of a language are in.
#pragma once

#include <optional>
#include <string_view>

#include "text/encoding_names.h"

namespace tearsheet::text {

/// By the language tag if it is known, else by the top-level domain of `domain`. Nothing for
/// languages of the west, whose encoding is the default anyway.
[[nodiscard]] std::optional<Encoding> usual_encoding(std::string_view language,
                                                     std::string_view domain);

}  // namespace tearsheet::text
