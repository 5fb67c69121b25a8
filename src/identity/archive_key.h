// The key that archives are signed with: ECDSA on P-384, since wacz-auth 0.1.0 knows no other kind
// and viewers verify no other. Private to the folder.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "identity/ed25519.h"

namespace tearsheet::identity {

/// Always the same of the same key: HKDF (RFC 5869) of its private half gives the private number as
/// FIPS 186-5 A.2.1 has it. So there is no second secret to keep, and who has one key cannot sign
/// with the other without this.
Result<Key> archive_key_of(const Key& key);
/// SubjectPublicKeyInfo (RFC 5280), DER.
Result<std::string> public_key_info(const Key& archive_key);
/// With SHA-256: r and s, 48 bytes each, as WebCrypto has it.
Result<std::string> sign_with_archive_key(const Key& archive_key, std::string_view message);

}  // namespace tearsheet::identity
