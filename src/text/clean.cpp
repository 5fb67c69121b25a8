// Text as it is stored and shown: NFC, no control characters, white space collapsed.
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>

#include <cstring>

#include "text/code_points.h"
#include "text/text.h"
#include "text/utf8.h"

namespace tearsheet::text {
namespace {

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

// Whether eight bytes are printable ASCII without two spaces side by side.
bool are_words(std::uint64_t bytes) {
  constexpr std::uint64_t kOnes = 0x0101010101010101, kHigh = 0x80 * kOnes;
  // None has its high bit set, none is below the space, none is DEL; as none is above 0x7F, no sum
  // carries into the next byte.
  if ((bytes & kHigh) != 0 || ((bytes + 0x60 * kOnes) & kHigh) != kHigh ||
      ((bytes + kOnes) & kHigh) != 0)
    return false;
  const std::uint64_t spaces = ~((bytes ^ (' ' * kOnes)) + 0x7F * kOnes) & kHigh;
  return (spaces & (spaces << 8U)) == 0;
}

// Bytes from `at` on that are kept as they stand: most of most texts, words with one space between.
std::size_t plain_run(std::string_view text, std::size_t at) {
  std::size_t kept = at;  // behind the last word
  for (std::size_t next = at; next < text.size();) {
    const bool may_be_space = next == kept && next != at;
    if (text[next] == ' ' && !may_be_space) break;
    if (std::uint64_t bytes = 0; text.size() - next >= sizeof bytes) {
      std::memcpy(&bytes, text.data() + next, sizeof bytes);
      if (are_words(bytes)) {
        next += sizeof bytes;
        kept = text[next - 1] == ' ' ? next - 1 : next;
        continue;
      }
    }
    if (text[next] == ' ') {
      ++next;
      continue;
    }
    if (!is_plain(next_code_point(text, next))) break;
    kept = next;
  }
  return kept - at;
}

std::string_view gap(LineEnds line_ends, int line_ends_seen) {
  return line_ends == LineEnds::kKeepBlankLines && line_ends_seen > 1 ? "\n\n" : " ";
}

// Parts runs of combining marks by U+034F, which changes nothing that is seen: normalisation sorts
// each run, in quadratic time. "Stream-Safe Text Format" of UAX 15, section 13.
class MarkRun {
 public:
  /// Whether U+034F has to stand before `c`.
  bool needs_joiner(char32_t c) {
    const auto code_point = static_cast<UChar32>(c);
    if (u_getIntPropertyValue(code_point, UCHAR_LEAD_CANONICAL_COMBINING_CLASS) == 0) {
      length_ = u_getIntPropertyValue(code_point, UCHAR_TRAIL_CANONICAL_COMBINING_CLASS) != 0;
      return false;
    }
    if (++length_ <= kMaxMarks) return false;
    length_ = 1;
    return true;
  }
  void reset() { length_ = 0; }

 private:
  static constexpr int kMaxMarks = 30;
  int length_ = 0;
};
constexpr char32_t kCombiningGraphemeJoiner = 0x34F;

// Collapses white space; `text` may be any bytes. `is_nfc`: all of it is known to be NFC already.
std::string collapse(std::string_view text, LineEnds line_ends, bool& is_nfc) {
  std::string out;
  is_nfc = true;
  out.reserve(text.size());
  bool space_waits = false;
  int line_ends_seen = 0;
  MarkRun marks;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t run = plain_run(text, at);
    if (run != 0) {
      if (space_waits && !out.empty()) out += gap(line_ends, line_ends_seen);
      space_waits = false;
      line_ends_seen = 0;
      out.append(text, at, run);
      at += run;
      marks.reset();
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
    if (is_nfc_alone(c)) {
      marks.reset();
    } else {
      is_nfc = false;
      if (marks.needs_joiner(c)) append_utf8(out, kCombiningGraphemeJoiner);
    }
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
