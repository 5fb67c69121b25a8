// Who asks, so that it can be proved: a key pair in a folder, what has to be published of it, and
// the signature of a request (Web Bot Auth: HTTP Message Signatures, RFC 9421, with Ed25519, RFC
// 8032, as draft-ietf-webbotauth-httpsig-protocol has them).
//
// The folder holds `private-key.pem` (PKCS #8, for its owner only) and `identity.json`, which has
// nothing secret: the agent's address and the public keys, those of before a rotation too.
#pragma once

#include <chrono>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "url/url.h"

namespace tearsheet::identity {

/// How long a signature is good for, and how long a key that was rotated out stays published: what
/// it signed may still be looked at.
inline constexpr std::chrono::seconds kGoodFor{300};
inline constexpr std::chrono::days kKeptAfterRotation{7};

/// Where the agent publishes its keys.
inline constexpr std::string_view kDirectoryPath = "/.well-known/http-message-signatures-directory";

struct PublicKey {
  std::string x;           ///< The key in base64url, as a JWK has it (RFC 8037).
  std::string thumbprint;  ///< RFC 7638: what signatures call the key by.
  SysTime made{};
  std::optional<SysTime> rotated_out{};
};

/// Const and thread-safe.
class Identity {
 public:
  /// Makes a key in `folder`, which is made where it is not there; kInvalid: one is there already,
  /// or the agent's address is not https.
  static Result<Identity> create(const std::filesystem::path& folder, const url::Url& agent,
                                 SysTime now);
  /// kNotFound, kInvalid (torn), kDenied: others may read the private key.
  static Result<Identity> load(const std::filesystem::path& folder);
  /// Another key takes the place of today's, which stays published for kKeptAfterRotation.
  static Result<Identity> rotate(const std::filesystem::path& folder, SysTime now);

  Identity(Identity&&) noexcept;
  Identity& operator=(Identity&&) noexcept;
  ~Identity();

  [[nodiscard]] const url::Url& agent() const { return agent_; }
  [[nodiscard]] const PublicKey& key() const { return keys_.front(); }
  /// Today's first.
  [[nodiscard]] const std::vector<PublicKey>& keys() const { return keys_; }
  /// What has to stand at kDirectoryPath of the agent: a JWK set (RFC 7517).
  [[nodiscard]] std::string directory(SysTime now) const;
  /// What describes the agent to people and registries, as draft-meunier-webbotauth-registry has it.
  [[nodiscard]] std::string card(std::string_view product, std::string_view contact) const;

  /// The header fields of one request to `url`, never the same twice.
  [[nodiscard]] Result<std::vector<std::pair<std::string, std::string>>> sign(const url::Url& url,
                                                                              SysTime now) const;
  /// Of any text but a request's: 64 bytes.
  [[nodiscard]] Result<std::string> sign_text(std::string_view text) const;

  /// The key that archives are signed with, derived from today's, and that one's word for it.
  struct ArchiveKey {
    std::string info;     ///< SubjectPublicKeyInfo of an ECDSA key on P-384, DER.
    std::string voucher;  ///< Signature of archive_voucher(info) by key(): 64 bytes.
  };
  [[nodiscard]] Result<ArchiveKey> archive_key() const;
  /// By that key, with SHA-256: 96 bytes, r and s.
  [[nodiscard]] Result<std::string> sign_archive(std::string_view text) const;

 private:
  class PrivateKey;
  Identity(url::Url agent, std::vector<PublicKey> keys, std::unique_ptr<PrivateKey> key);
  static Result<Identity> write(const std::filesystem::path& folder, url::Url agent,
                                std::vector<PublicKey> older, SysTime now, bool is_new);

  url::Url agent_;
  std::vector<PublicKey> keys_;
  std::unique_ptr<PrivateKey> private_;
};

/// Whether the key (PublicKey::x) signed this text.
[[nodiscard]] bool is_signed_by(std::string_view key, std::string_view text,
                                std::string_view signature);
/// The text that an identity's key signs to say that a key of archives is its own.
[[nodiscard]] std::string archive_voucher(std::string_view info);
/// Of a key (PublicKey::x): RFC 7638.
[[nodiscard]] std::string thumbprint_of(const std::string& key);

}  // namespace tearsheet::identity
