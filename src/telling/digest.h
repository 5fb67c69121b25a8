// SHA-256, plain and with a secret (FIPS 180-4, RFC 2104). Private to the folder.
#pragma once

#include <string>
#include <string_view>

namespace tearsheet::telling {

/// In hexadecimal.
[[nodiscard]] std::string sha256(std::string_view bytes);
/// 32 bytes.
[[nodiscard]] std::string hmac_sha256(std::string_view secret, std::string_view bytes);
[[nodiscard]] std::string to_hex(std::string_view bytes);

}  // namespace tearsheet::telling
