// Text as it is stored and shown: NFC, no control characters, white space collapsed.
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>

#include "text/text.h"
#include "text/utf8.h"

namespace tearsheet::text {
namespace {

// White space that people mean as such (Unicode White_Space, and the zero-width no-break space).
bool is_space(char32_t c) {
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

// Not to be seen and of no meaning in a line of text: controls, the byte order mark, soft hyphen,
// zero-width space, word joiner, bidirectional overrides and isolates, non-characters. Joiners
// (U+200C, U+200D) spell words and stay.
bool is_dropped(char32_t c) {
  if (c < 0x20 || (c >= 0x7F && c < 0xA0)) return true;
  if (c < 0x200B) return c == 0xAD;
  return c == 0x200B || (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) ||
         c == 0xFEFF || (c >= 0xFFF9 && c <= 0xFFFB) || (c & 0xFFFE) == 0xFFFE ||
         (c >= 0xFDD0 && c <= 0xFDEF);
}

// Neither changed by NFC nor joined with a neighbour that is like that too
// (DerivedNormalizationProps of Unicode 15: NFC_QC yes, combining class 0 and no second part of a
// composition): Latin letters, Cyrillic and Greek without marks, dashes and quotation marks,
// ideographs, Hangul syllables.
bool is_nfc_alone(char32_t c) {
  return c < 0x300 || (c >= 0x388 && c <= 0x482 && c != 0x38B && c != 0x38D) ||
         (c >= 0x48A && c <= 0x52F) || (c >= 0x2010 && c <= 0x2027) ||
         (c >= 0x2030 && c <= 0x205E) || (c >= 0x3001 && c <= 0x3029) ||
         (c >= 0x3041 && c <= 0x3096) || (c >= 0x30A1 && c <= 0x30FF) ||
         (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0xAC00 && c <= 0xD7A3);
}

std::string to_nfc(std::string_view text) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* nfc = icu::Normalizer2::getNFCInstance(status);
  if (U_FAILURE(status)) return std::string(text);
  const icu::StringPiece piece(text.data(), static_cast<std::int32_t>(text.size()));
  if (nfc->isNormalizedUTF8(piece, status) && U_SUCCESS(status)) return std::string(text);
  status = U_ZERO_ERROR;
  std::string result;
  icu::StringByteSink<std::string> sink(&result);
  nfc->normalizeUTF8(0, piece, sink, nullptr, status);
  return U_SUCCESS(status) ? result : std::string(text);
}

enum class LineEnds { kSpace, kKeepBlankLines };

// ASCII from `at` on that is neither space nor control: most of most words.
std::size_t plain_run(std::string_view text, std::size_t at) {
  std::size_t end = at;
  while (end < text.size() && text[end] > ' ' && text[end] < 0x7F) ++end;
  return end - at;
}

std::string_view gap(LineEnds line_ends, int line_ends_seen) {
  return line_ends == LineEnds::kKeepBlankLines && line_ends_seen > 1 ? "\n\n" : " ";
}

// Collapses white space; `text` may be any bytes. `is_nfc`: all of it is known to be NFC already.
std::string collapse(std::string_view text, LineEnds line_ends, bool& is_nfc) {
  std::string out;
  is_nfc = true;
  out.reserve(text.size());
  bool space_waits = false;
  int line_ends_seen = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t word = plain_run(text, at);
    if (word != 0) {
      if (space_waits && !out.empty()) out += gap(line_ends, line_ends_seen);
      space_waits = false;
      line_ends_seen = 0;
      out.append(text, at, word);
      at += word;
      continue;
    }
    const char32_t c = next_code_point(text, at);
    if (is_space(c)) {
      space_waits = true;
      if (c == '\n' || c == 0x2028) ++line_ends_seen;
      if (c == 0x2029) line_ends_seen += 2;
      continue;
    }
    if (is_dropped(c)) continue;
    if (space_waits && !out.empty()) out += gap(line_ends, line_ends_seen);
    space_waits = false;
    line_ends_seen = 0;
    is_nfc = is_nfc && is_nfc_alone(c);
    append_utf8(out, c);
  }
  return out;
}

std::string clean(std::string_view utf8, LineEnds line_ends) {
  bool is_nfc = false;
  std::string collapsed = collapse(utf8, line_ends, is_nfc);
  return is_nfc ? collapsed : to_nfc(collapsed);
}

}  // namespace

std::string clean_line(std::string_view utf8) {
  return clean(utf8, LineEnds::kSpace);
}

std::string clean_paragraphs(std::string_view utf8) {
  return clean(utf8, LineEnds::kKeepBlankLines);
}

}  // namespace tearsheet::text
