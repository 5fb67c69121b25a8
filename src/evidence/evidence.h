// The head of the chain of evidence, made worth something to others: signed by the identity that
// asks, and stamped by a time stamp authority (RFC 3161, with OpenSSL's functions). The chain itself
// is the store's (store/evidence.h). No request is made here.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "identity/identity.h"
#include "store/store.h"

namespace tearsheet::evidence {

/// Signs the head of the run that ended last.
Result<void> sign_head(store::EvidenceStore& store, const identity::Identity& identity);

/// A TimeStampReq for the head's text: SHA-256, with a nonce, asking for the authority's
/// certificate. DER.
Result<std::string> stamp_request(const store::EvidenceHead& head);
/// The token of a TimeStampResp that grants this very request; kInvalid: it does not, and why.
Result<std::string> stamp_of_reply(std::string_view reply, std::string_view request);

inline constexpr std::string_view kQueryType = "application/timestamp-query";

/// When the authority saw the head (ISO 8601); kInvalid: the token is of something else, or torn.
/// With certificates (a file of PEM) it also has to be signed by one of them, or by what one of
/// them stands for, as things were at that time.
Result<std::string> stamped_at(const store::EvidenceHead& head, const std::string& certificates);

/// Whether the signature is of this head, by the key that it names.
[[nodiscard]] bool is_signature_good(const store::EvidenceHead& head);

}  // namespace tearsheet::evidence
