// The encoding of bytes that say nothing of it.
#pragma once

#include <string_view>

#include "text/encoding_names.h"

namespace tearsheet::text {

/// `language` (BCP 47) and `domain` (host name) may be empty. Never UTF-8: the caller looked.
[[nodiscard]] Encoding guess_encoding(std::string_view bytes, std::string_view language,
                                      std::string_view domain);

}  // namespace tearsheet::text
