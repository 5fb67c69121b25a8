// Text for comparing: NFKD, marks dropped, case folded, white space collapsed.
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include "text/text.h"
#include "text/utf8.h"

namespace tearsheet::text {
namespace {

std::string fold_ascii(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  bool space_waits = false;
  for (const char c : text) {
    if (c == ' ' || (c >= '\t' && c <= '\r')) {
      space_waits = true;
      continue;
    }
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) continue;
    if (space_waits && !out.empty()) out += ' ';
    space_waits = false;
    out += c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
  }
  return out;
}

// Marks that spell vowels in the scripts of India and South-East Asia are part of the word.
bool is_accent(UChar32 c) {
  return u_charType(c) == U_NON_SPACING_MARK &&
         (c < 0x0370 || (c >= 0x0483 && c <= 0x0487) || (c >= 0x0591 && c <= 0x05C7) ||
          (c >= 0x0610 && c <= 0x065F) || c == 0x0670 || (c >= 0x1AB0 && c <= 0x1AFF) ||
          (c >= 0x1DC0 && c <= 0x1DFF) || (c >= 0x20D0 && c <= 0x20FF) ||
          (c >= 0xFE20 && c <= 0xFE2F));
}

}  // namespace

std::string fold(std::string_view utf8) {
  if (ascii_prefix(utf8) == utf8.size()) return fold_ascii(utf8);
  const std::string clean = clean_line(utf8);
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* nfkd = icu::Normalizer2::getNFKDInstance(status);
  if (U_FAILURE(status)) return clean;
  icu::UnicodeString text = icu::UnicodeString::fromUTF8(clean);
  text = nfkd->normalize(text.foldCase(), status);
  icu::UnicodeString bare;
  for (std::int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
    const UChar32 c = text.char32At(i);
    if (!is_accent(c)) bare.append(c);
  }
  // Together again (Hangul), and once more folded: a compatibility form may have brought capitals.
  const icu::Normalizer2* nfc = icu::Normalizer2::getNFCInstance(status);
  if (U_SUCCESS(status)) bare = nfc->normalize(bare.foldCase(), status);
  std::string out;
  bare.toUTF8String(out);
  return fold_ascii(out);
}

}  // namespace tearsheet::text
