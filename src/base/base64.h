// Base64 (RFC 4648).
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace tearsheet {

/// With padding (RFC 4648 4).
[[nodiscard]] std::string to_base64(std::string_view bytes);

/// What a text in base64 says, up to the first character that has no place in it.
struct Base64Bytes {
  std::string bytes;
  std::size_t bad_at = std::string_view::npos;  ///< Where that character stands; npos: nowhere.
};

/// As programs write it: one line. Padding may be missing; bits that make no whole byte are dropped.
[[nodiscard]] Base64Bytes from_base64(std::string_view text);

/// As feeds hold it: broken into lines, in the alphabet of URLs or the usual one (RFC 4648 5).
[[nodiscard]] Base64Bytes from_loose_base64(std::string_view text);

}  // namespace tearsheet
