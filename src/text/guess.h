// The encoding of bytes that say nothing of it.
#pragma once

#include <optional>
#include <string_view>

#include "text/encoding_names.h"

namespace tearsheet::text {

/// Encodings that show in the bytes themselves: ISO-2022-JP by its escapes, UTF-16 by its zeros.
[[nodiscard]] std::optional<Encoding> recognise_encoding(std::string_view bytes);

/// `language` (BCP 47) and `domain` (host name) may be empty. For bytes that are not UTF-8.
[[nodiscard]] Encoding guess_encoding(std::string_view bytes, std::string_view language,
                                      std::string_view domain);

}  // namespace tearsheet::text
