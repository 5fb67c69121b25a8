#include "identity/signature.h"

#include <fmt/format.h>

namespace tearsheet::identity {

std::string field_string(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + '"';
}

std::string signature_params(const SignatureInput& input) {
  return fmt::format(
      R"(("@authority" "signature-agent";key="{}");created={};expires={};keyid="{}";alg="ed25519";)"
      R"(nonce="{}";tag="web-bot-auth")",
      kLabel, input.created, input.expires, input.thumbprint, input.nonce);
}

std::string signature_base(const SignatureInput& input) {
  return fmt::format(
      "\"@authority\": {}\n\"signature-agent\";key=\"{}\": {}\n\"@signature-params\": {}",
      input.authority, kLabel, field_string(input.agent), signature_params(input));
}

}  // namespace tearsheet::identity
