#include "dates/fold.h"

#include "base/utf8.h"
#include "dates/dates.h"
#include "dates/fold_table.h"

namespace tearsheet::dates {
namespace {

FoldMapping map_beyond_table(char32_t c) {
  if (c >= 0xFF01 && c <= 0xFF5E) return fold_table()[c - 0xFEE0];
  switch (c) {
    case 0x3000:
    case 0x30FB:  // katakana middle dot
      return {' '};
    case 0x3001:
      return {','};
    case 0x3002:
      return {'.'};
    case 0x2212:
    case 0x301C:
      return {'-'};
    case 0xFEFF:
      return {};
    default:
      return {c};
  }
}

/// The code point at `at`; an invalid byte is a space.
CodePoint decode(std::string_view text, std::size_t at) {
  const std::size_t size = sequence_length(text, at);
  if (size == 0) return {' ', 1};
  return {code_point_of(text, at, size), size};
}

}  // namespace

Folded fold(std::string_view utf8) {
  utf8 = utf8.substr(0, kMaxDateText);
  const FoldTable& mappings = fold_table();
  Folded folded;
  folded.text.reserve(utf8.size() + 8);
  folded.origin.reserve(utf8.size() + 8);
  for (std::size_t at = 0; at < utf8.size();) {
    const CodePoint point = decode(utf8, at);
    const FoldMapping mapping =
        point.value < kFoldTableEnd ? mappings[point.value] : map_beyond_table(point.value);
    const bool second_space =
        mapping.first == ' ' && (folded.text.empty() || folded.text.back() == ' ');
    if (mapping.first != 0 && !second_space) append_utf8(folded.text, mapping.first);
    if (mapping.second != 0) append_utf8(folded.text, mapping.second);
    folded.origin.resize(folded.text.size(), static_cast<std::uint16_t>(at));
    at += point.size;
  }
  while (!folded.text.empty() && folded.text.back() == ' ') folded.text.pop_back();
  folded.origin.resize(folded.text.size());
  return folded;
}

std::string with_ascii_digits(std::string_view utf8) {
  const FoldTable& mappings = fold_table();
  std::string out;
  out.reserve(utf8.size());
  for (std::size_t at = 0; at < utf8.size();) {
    const CodePoint point = decode(utf8, at);
    const char32_t mapped = point.value < kFoldTableEnd ? mappings[point.value].first
                                                        : map_beyond_table(point.value).first;
    if (mapped >= '0' && mapped <= '9') {
      out += static_cast<char>(mapped);
    } else {
      out += utf8.substr(at, point.size);
    }
    at += point.size;
  }
  return out;
}

CodePoint code_point_at(std::string_view text, std::size_t at) {
  if (at >= text.size()) return {};
  return decode(text, at);
}

bool is_word_character(char32_t c) {
  if (c < 0x80) return c >= 'a' && c <= 'z';
  if (c < 0xC0) return c == 0xAA || c == 0xBA;
  if (c >= 0x2000 && c < 0x2E80) return false;
  if (c >= 0x3000 && c < 0x3040)
    return c == 0x3005 || c == 0x3007;                     // iteration mark, ideographic zero
  if (c == 0xD7 || c == 0xF7 || c == 0x6D4) return false;  // signs, Urdu full stop
  return c < 0xE000 || (c >= 0xF900 && c < 0xFE00) || (c >= 0xFE70 && c < 0xFF00) || c >= 0x10000;
}

bool is_unspaced(char32_t c) {
  return (c >= 0xE00 && c < 0x10A0) || (c >= 0x1780 && c < 0x1800) || (c >= 0x2E80 && c < 0xE000) ||
         (c >= 0xF900 && c < 0xFB00) || (c >= 0x20000 && c < 0x40000);
}

}  // namespace tearsheet::dates
