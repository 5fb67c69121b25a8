#include <sha1.h>

#include <array>

#include "warc/warc.h"

namespace tearsheet::warc {

std::string sha1_digest(std::string_view bytes) {
  SHA1_CTX context;
  SHA1Init(&context);
  SHA1Update(&context, reinterpret_cast<const std::uint8_t*>(bytes.data()),
             bytes.size());  // NOLINT
  std::array<std::uint8_t, SHA1_DIGEST_LENGTH> sum{};
  SHA1Final(sum.data(), &context);
  // 20 bytes are 32 groups of five bits: no padding.
  static constexpr char kAlphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  std::string out = "sha1:";
  std::uint32_t bits = 0;
  int count = 0;
  for (const std::uint8_t byte : sum) {
    bits = bits << 8U | byte;
    for (count += 8; count >= 5; count -= 5) out += kAlphabet[bits >> (count - 5) & 31U];
  }
  return out;
}

}  // namespace tearsheet::warc
