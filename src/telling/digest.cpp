#include "telling/digest.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <array>

namespace tearsheet::telling {
namespace {

const unsigned char* bytes_of(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

using Sum = std::array<unsigned char, EVP_MAX_MD_SIZE>;

std::string text_of(const Sum& sum, unsigned size) {
  return {sum.begin(), sum.begin() + size};
}

}  // namespace

std::string to_hex(std::string_view bytes) {
  static constexpr char kDigits[] = "0123456789abcdef";
  std::string hex;
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    hex += kDigits[byte >> 4U];
    hex += kDigits[byte & 15U];
  }
  return hex;
}

std::string sha256(std::string_view bytes) {
  Sum sum{};
  unsigned size = 0;
  EVP_Digest(bytes.data(), bytes.size(), sum.data(), &size, EVP_sha256(), nullptr);
  return to_hex(text_of(sum, size));
}

std::string hmac_sha256(std::string_view secret, std::string_view bytes) {
  Sum sum{};
  unsigned size = 0;
  HMAC(EVP_sha256(), secret.data(), static_cast<int>(secret.size()), bytes_of(bytes), bytes.size(),
       sum.data(), &size);
  return text_of(sum, size);
}

}  // namespace tearsheet::telling
