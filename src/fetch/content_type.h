// Is this worth downloading? By the Content-Type, and by the first bytes, because the header lies.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "fetch/fetch.h"

namespace tearsheet::fetch {

/// "text/html; charset=x" -> "text/html"; lower case; empty if there is none.
[[nodiscard]] std::string media_type(std::string_view content_type);

/// What this is instead of a page or feed ("a PDF document", "image/png"), by the header alone;
/// empty: may be one.
[[nodiscard]] std::optional<std::string> foreign_type(BodyKind kind, std::string_view content_type);

inline constexpr std::size_t kSniffBytes = 512;
/// The same by the first bytes of the decoded body (WHATWG MIME Sniffing 6 and 7, the part that
/// finds binaries).
[[nodiscard]] std::optional<std::string> foreign_bytes(BodyKind kind, std::string_view content_type,
                                                       std::string_view first);

}  // namespace tearsheet::fetch
