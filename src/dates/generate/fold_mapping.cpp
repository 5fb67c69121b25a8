// What each code point is folded to, by ICU's properties and by what readers take for the same.
#include <unicode/uchar.h>
#include <unicode/unorm2.h>

#include <array>

#include "dates/fold_table.h"

namespace tearsheet::dates {
namespace {

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

FoldMapping map_code_point(char32_t c, const UNormalizer2* nfkd) {
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
  FoldMapping mapping;
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

FoldTable build_table() {
  UErrorCode status = U_ZERO_ERROR;
  const UNormalizer2* nfkd = unorm2_getNFKDInstance(&status);
  FoldTable table{};
  for (char32_t c = 0; c < kFoldTableEnd; ++c) table[c] = map_code_point(c, nfkd);
  return table;
}

}  // namespace

const FoldTable& fold_table() {
  static const FoldTable kTable = build_table();
  return kTable;
}

}  // namespace tearsheet::dates
