// What single code points are, for text that is stored and compared.
#pragma once

namespace tearsheet::text {

/// White space that people mean as such (Unicode White_Space, and the zero-width no-break space).
inline bool is_space(char32_t c) {
  switch (c) {
    case ' ':
    case '\t':
    case '\n':
    case '\v':
    case '\f':
    case '\r':
    case 0x85:
    case 0xA0:
    case 0x1680:
    case 0x2028:
    case 0x2029:
    case 0x202F:
    case 0x205F:
    case 0x3000:
      return true;
    default:
      return c >= 0x2000 && c <= 0x200A;
  }
}

/// Not to be seen and of no meaning in a line of text: controls, the byte order mark, soft hyphen,
/// zero-width space, word joiner, bidirectional overrides and isolates, non-characters. Joiners
/// (U+200C, U+200D) spell words and stay.
inline bool is_dropped(char32_t c) {
  if (c < 0x20 || (c >= 0x7F && c < 0xA0)) return true;
  if (c < 0x200B) return c == 0xAD;
  return c == 0x200B || (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) ||
         c == 0xFEFF || (c >= 0xFFF9 && c <= 0xFFFB) || (c & 0xFFFE) == 0xFFFE ||
         (c >= 0xFDD0 && c <= 0xFDEF);
}

/// Neither changed by NFC nor joined with a neighbour that is like that too
/// (DerivedNormalizationProps of Unicode 15: NFC_QC yes, combining class 0 and no second part of a
/// composition): Latin letters, Cyrillic and Greek without marks, dashes and quotation marks,
/// ideographs, Hangul syllables.
inline bool is_nfc_alone(char32_t c) {
  return c < 0x300 || (c >= 0x388 && c <= 0x482 && c != 0x38B && c != 0x38D) ||
         (c >= 0x48A && c <= 0x52F) || (c >= 0x2010 && c <= 0x2027) ||
         (c >= 0x2030 && c <= 0x205E) || (c >= 0x3001 && c <= 0x3029) ||
         (c >= 0x3041 && c <= 0x3096) || (c >= 0x30A1 && c <= 0x30FF) ||
         (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0xAC00 && c <= 0xD7A3);
}

/// Kept as it stands wherever it stands: is_nfc_alone(), and neither white space nor dropped.
inline bool is_plain(char32_t c) {
  if (c < 0x7F) return c > ' ';
  return c > 0xA0 && c != 0xAD && is_nfc_alone(c);
}

}  // namespace tearsheet::text
