#include "dates/fold.h"

#include <unicode/uchar.h>
#include <unicode/unorm2.h>

#include <array>

#include "base/utf8.h"
#include "dates/dates.h"

namespace tearsheet::dates {
namespace {

/// Below this, code points are mapped by a table: all alphabets with case or accents, and general
/// punctuation. Above are symbols and the scripts of east Asia, where only the full-width forms
/// need care.
constexpr char32_t kTableEnd = 0x2100;

/// What a code point becomes; 0: nothing.
struct Mapping {
  char32_t first = 0, second = 0;
};
using Table = std::array<Mapping, kTableEnd>;

bool is_dropped_mark(char32_t c) {
  const auto between = [c](char32_t low, char32_t high) { return c >= low && c <= high; };
  return between(0x300, 0x36F) ||                                         // accents
         between(0x591, 0x5BD) || c == 0x5BF || between(0x5C1, 0x5C7) ||  // Hebrew points
         c == 0x640 || between(0x64B, 0x65F) ||
         c == 0x670 ||  // Arabic lengthening and vowels, hamza above
         c == 0x93C || c == 0x9BC || c == 0xA3C || c == 0xABC || c == 0xB3C;  // nukta
}

char32_t unify(char32_t c) {
  switch (c) {
    case 0x131:  // dotless i: both i of Turkish are one
      return 'i';
    case 0x111:
      return 'd';
    case 0xF8:
      return 'o';
    case 0x142:
      return 'l';
    case 0x64A:  // Arabic yeh and alef maksura as Persian writes yeh
    case 0x649:
      return 0x6CC;
    case 0x643:
      return 0x6A9;
    case 0x629:  // teh marbuta
    case 0x6C1:  // heh goal
    case 0x6D5:
    case 0x6BE:
      return 0x647;
    case 0x60C:  // Arabic comma
    case 0x61B:
      return ',';
    case 0x970:  // abbreviation signs
    case 0x964:
    case 0x589:  // Armenian full stop
      return '.';
    case 0x2BC:
    case 0x2BB:
    case 0x2B9:
    case 0x5F3:
    case 0x60:
    case 0xB4:
    case 0x2018:
    case 0x2019:
    case 0x201B:
      return '\'';
    case 0x5BE:  // maqaf
      return '-';
    case 0xB7:
    case 0x2022:
      return ' ';
    default:
      return c;
  }
}

Mapping map_code_point(char32_t c, const UNormalizer2* nfkd) {
  const auto point = static_cast<UChar32>(c);
  const int digit = u_charDigitValue(point);
  if (digit >= 0 && u_charType(point) == U_DECIMAL_DIGIT_NUMBER)
    return {static_cast<char32_t>('0' + digit)};
  if (c == 0x200B || u_charType(point) == U_FORMAT_CHAR) return {};
  if (u_isUWhiteSpace(point) || u_charType(point) == U_CONTROL_CHAR) return {' '};
  if (u_charType(point) == U_DASH_PUNCTUATION) return {'-'};
  if (unify(c) != c) return {unify(c)};
  std::array<UChar, 16> buffer{};
  UErrorCode status = U_ZERO_ERROR;
  const int32_t size =
      unorm2_getRawDecomposition(nfkd, u_foldCase(point, U_FOLD_CASE_DEFAULT), buffer.data(),
                                 static_cast<int32_t>(buffer.size()), &status);
  Mapping mapping;
  const auto append = [&mapping](char32_t part) {
    part =
        unify(static_cast<char32_t>(u_foldCase(static_cast<UChar32>(part), U_FOLD_CASE_DEFAULT)));
    if (is_dropped_mark(part)) return;
    (mapping.first == 0 ? mapping.first : mapping.second) = part;
  };
  if (c == 0xDF) return {'s', 's'};
  if (size <= 0 || U_FAILURE(status)) {
    append(static_cast<char32_t>(u_foldCase(point, U_FOLD_CASE_DEFAULT)));
    return mapping;
  }
  // Raw decompositions are one step; letters with two accents need another.
  const char32_t base = buffer[0];
  std::array<UChar, 16> again{};
  status = U_ZERO_ERROR;
  const int32_t more = unorm2_getRawDecomposition(nfkd, static_cast<UChar32>(base), again.data(),
                                                  static_cast<int32_t>(again.size()), &status);
  if (more > 0 && U_SUCCESS(status)) {
    status = U_ZERO_ERROR;
    std::array<UChar, 16> last{};
    const int32_t third =
        unorm2_getRawDecomposition(nfkd, static_cast<UChar32>(again[0]), last.data(),
                                   static_cast<int32_t>(last.size()), &status);
    append(third > 0 && U_SUCCESS(status) ? last[0] : again[0]);
  } else {
    append(base);
  }
  for (int32_t i = 1; i < size; ++i) append(buffer[static_cast<std::size_t>(i)]);
  return mapping;
}

Table build_table() {
  UErrorCode status = U_ZERO_ERROR;
  const UNormalizer2* nfkd = unorm2_getNFKDInstance(&status);
  Table table{};
  for (char32_t c = 0; c < kTableEnd; ++c) table[c] = map_code_point(c, nfkd);
  return table;
}

const Table& table() {
  static const Table kTable = build_table();
  return kTable;
}

Mapping map_beyond_table(char32_t c) {
  if (c >= 0xFF01 && c <= 0xFF5E) return table()[c - 0xFEE0];
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
  const Table& mappings = table();
  Folded folded;
  folded.text.reserve(utf8.size() + 8);
  folded.origin.reserve(utf8.size() + 8);
  for (std::size_t at = 0; at < utf8.size();) {
    const CodePoint point = decode(utf8, at);
    const Mapping mapping =
        point.value < kTableEnd ? mappings[point.value] : map_beyond_table(point.value);
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
  const Table& mappings = table();
  std::string out;
  out.reserve(utf8.size());
  for (std::size_t at = 0; at < utf8.size();) {
    const CodePoint point = decode(utf8, at);
    const char32_t mapped =
        point.value < kTableEnd ? mappings[point.value].first : map_beyond_table(point.value).first;
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
