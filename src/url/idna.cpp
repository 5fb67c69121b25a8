// Domain to ASCII: Unicode TR 46, non-transitional, as the WHATWG URL Standard 3.3 asks for it.
#include <unicode/uidna.h>

#include <algorithm>

#include "base/ascii.h"
#include "base/handle.h"
#include "url/host.h"
#include "url/idna_table.h"

namespace tearsheet::url {
namespace {

using Uidna = Handle<UIDNA, uidna_close>;

// ICU's object is const after it was made; any thread may use it.
const UIDNA* uts46() {
  static const Uidna instance = [] {
    UErrorCode status = U_ZERO_ERROR;
    Uidna opened(uidna_openUTS46(UIDNA_CHECK_BIDI | UIDNA_CHECK_CONTEXTJ |
                                     UIDNA_NONTRANSITIONAL_TO_ASCII |
                                     UIDNA_NONTRANSITIONAL_TO_UNICODE,
                                 &status));
    return U_SUCCESS(status) ? std::move(opened) : Uidna();
  }();
  return instance.get();
}

// CheckHyphens and VerifyDnsLength are false in the standard; ICU has no switch for them.
constexpr std::uint32_t kIgnoredErrors =
    UIDNA_ERROR_EMPTY_LABEL | UIDNA_ERROR_LABEL_TOO_LONG | UIDNA_ERROR_DOMAIN_NAME_TOO_LONG |
    UIDNA_ERROR_LEADING_HYPHEN | UIDNA_ERROR_TRAILING_HYPHEN | UIDNA_ERROR_HYPHEN_3_4;

// Bytes of a name that is not ASCII: DNS has 253 of ASCII, of which these become more. Both
// normalising and Punycode take time by the square of a label's length.
constexpr std::size_t kMaxDomain = 2000;

// "xn--abc-": punycode of ASCII alone, an error since revision 33; ICU 72 takes it.
bool has_needless_punycode(std::string_view domain) {
  while (!domain.empty()) {
    const std::size_t end = std::min(domain.find('.'), domain.size());
    const std::string_view label = domain.substr(0, end);
    if (label.ends_with('-') && equals_ignoring_case(label.substr(0, 4), "xn--")) return true;
    domain.remove_prefix(std::min(end + 1, domain.size()));
  }
  return false;
}

}  // namespace

std::string domain_to_ascii(std::string_view input) {
  if (input.size() > kMaxDomain) return {};
  const UIDNA* idna = uts46();
  if (idna == nullptr || has_needless_punycode(input)) return {};
  const std::string domain = with_recent_mappings(input);
  std::string ascii(domain.size() * 2 + 64, '\0');
  for (;;) {
    UIDNAInfo info = UIDNA_INFO_INITIALIZER;
    UErrorCode status = U_ZERO_ERROR;
    const std::int32_t length = uidna_nameToASCII_UTF8(
        idna, domain.data(), static_cast<std::int32_t>(domain.size()), ascii.data(),
        static_cast<std::int32_t>(ascii.size()), &info, &status);
    if (status == U_BUFFER_OVERFLOW_ERROR) {
      ascii.resize(static_cast<std::size_t>(length));
      continue;
    }
    if (U_FAILURE(status) || (info.errors & ~kIgnoredErrors) != 0) return {};
    ascii.resize(static_cast<std::size_t>(length));
    return ascii;
  }
}

}  // namespace tearsheet::url
