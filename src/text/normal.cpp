#include "text/normal.h"

#include <unicode/uchar.h>

#include "text/code_points.h"
#include "text/utf8.h"

namespace tearsheet::text {
namespace {

constexpr char32_t kCombiningGraphemeJoiner = 0x34F;

/// Counts the marks in a row.
class MarkRun {
 public:
  /// Whether U+034F has to stand before `c`.
  bool needs_joiner(char32_t c) {
    if (is_nfc_alone(c)) {
      length_ = 0;
      return false;
    }
    const auto code_point = static_cast<UChar32>(c);
    if (u_getIntPropertyValue(code_point, UCHAR_LEAD_CANONICAL_COMBINING_CLASS) == 0) {
      length_ = u_getIntPropertyValue(code_point, UCHAR_TRAIL_CANONICAL_COMBINING_CLASS) != 0;
      return false;
    }
    if (++length_ <= kMaxMarks) return false;
    length_ = 1;
    return true;
  }

 private:
  int length_ = 0;
};

/// Where in `text` U+034F has to stand: the first such place, or the end.
std::size_t first_long_run(std::string_view text) {
  MarkRun marks;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    if (marks.needs_joiner(next_code_point(text, at))) return begin;
  }
  return text.size();
}

std::string stream_safe(std::string_view text) {
  std::string out;
  out.reserve(text.size() + text.size() / kMaxMarks);
  MarkRun marks;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    if (marks.needs_joiner(next_code_point(text, at))) append_utf8(out, kCombiningGraphemeJoiner);
    out.append(text.substr(begin, at - begin));
  }
  return out;
}

icu::UnicodeString stream_safe(const icu::UnicodeString& text) {
  icu::UnicodeString out;
  MarkRun marks;
  for (std::int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
    const UChar32 c = text.char32At(i);
    if (marks.needs_joiner(static_cast<char32_t>(c)))
      out.append(static_cast<UChar32>(kCombiningGraphemeJoiner));
    out.append(c);
  }
  return out;
}

bool has_long_run(const icu::UnicodeString& text) {
  MarkRun marks;
  for (std::int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
    if (marks.needs_joiner(static_cast<char32_t>(text.char32At(i)))) return true;
  }
  return false;
}

const icu::Normalizer2* normalizer(NormalForm form, UErrorCode& status) {
  return form == NormalForm::kNfc ? icu::Normalizer2::getNFCInstance(status)
                                  : icu::Normalizer2::getNFKDInstance(status);
}

}  // namespace

std::string to_nfc(std::string_view utf8) {
  if (first_long_run(utf8) < utf8.size()) return to_nfc(stream_safe(utf8));
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* nfc = normalizer(NormalForm::kNfc, status);
  if (U_FAILURE(status)) return std::string(utf8);
  const icu::StringPiece piece(utf8.data(), static_cast<std::int32_t>(utf8.size()));
  if (nfc->isNormalizedUTF8(piece, status) && U_SUCCESS(status)) return std::string(utf8);
  status = U_ZERO_ERROR;
  std::string result;
  icu::StringByteSink<std::string> sink(&result);
  nfc->normalizeUTF8(0, piece, sink, nullptr, status);
  return U_SUCCESS(status) ? result : std::string(utf8);
}

icu::UnicodeString normalized(icu::UnicodeString text, NormalForm form) {
  if (has_long_run(text)) text = stream_safe(text);
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* how = normalizer(form, status);
  if (U_FAILURE(status)) return text;
  icu::UnicodeString result = how->normalize(text, status);
  return U_SUCCESS(status) ? result : text;
}

}  // namespace tearsheet::text
