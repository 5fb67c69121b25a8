#include "evidence/evidence.h"

namespace tearsheet::evidence {

Result<void> sign_head(store::EvidenceStore& store, const identity::Identity& identity) {
  auto head = store.evidence_head();
  if (!head) return fail(head.error());
  if (!*head) return {};
  auto signature = identity.sign_text((*head)->text());
  if (!signature) return fail(signature.error());
  (*head)->key = identity.key().x;
  (*head)->signature = std::move(*signature);
  return store.put_signature(**head);
}

bool is_signature_good(const store::EvidenceHead& head) {
  return identity::is_signed_by(head.key, head.text(), head.signature);
}

}  // namespace tearsheet::evidence
