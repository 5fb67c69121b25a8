// The text that a signature is of, and the fields that carry it (RFC 9421). Private to the folder.
#pragma once

#include <string>
#include <string_view>

namespace tearsheet::identity {

/// What a request's signature says of itself; times in seconds since 1970.
struct SignatureInput {
  std::string_view authority;  ///< Of the request: host, and the port if it is not the scheme's.
  std::string_view agent;
  std::string_view thumbprint;
  std::string_view nonce;
  long long created = 0, expires = 0;
};

/// `("@authority" "signature-agent";key="sig1");created=...`
[[nodiscard]] std::string signature_params(const SignatureInput& input);
/// RFC 9421 2.5: a line a component, and last the parameters.
[[nodiscard]] std::string signature_base(const SignatureInput& input);
/// A string of structured fields (RFC 9651 3.3.3); `text` is ASCII without control characters.
[[nodiscard]] std::string field_string(std::string_view text);

inline constexpr std::string_view kLabel = "sig1";

}  // namespace tearsheet::identity
