// Ed25519 by OpenSSL. Private to the folder.
#pragma once

#include <openssl/evp.h>

#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"

namespace tearsheet::identity {

struct FreeKey {
  void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
};
using Key = std::unique_ptr<EVP_PKEY, FreeKey>;

/// The errors are OpenSSL's.
Result<Key> make_key();
Result<std::string> to_pem(const Key& key);
/// kInvalid: no private key, or not of Ed25519.
Result<Key> from_pem(std::string_view pem);
/// 32 bytes.
Result<std::string> public_bytes(const Key& key);
/// 64 bytes.
Result<std::string> sign(const Key& key, std::string_view message);
/// False as well where `key` is no public key.
[[nodiscard]] bool is_signature(std::string_view key, std::string_view message,
                                std::string_view signature);
Result<std::string> random_bytes(std::size_t count);
[[nodiscard]] std::string sha256(std::string_view bytes);
/// Base64 for URLs, without padding (RFC 4648 5).
[[nodiscard]] std::string to_base64url(std::string_view bytes);

}  // namespace tearsheet::identity
