// Source: IdnaMappingTable.txt of Unicode 17.0, compared code point by code point with what ICU 72
// (Unicode 15.0) does. Listed is what ICU 72 refuses, or maps otherwise, and the newer table maps
// to characters that ICU 72 knows. Characters that were assigned after 15.0 and stand for
// themselves stay refused until ICU knows their properties.
#include "url/idna_table.h"

#include <algorithm>
#include <array>

#include "base/utf8.h"

namespace tearsheet::url {
namespace {

struct Mapping {
  char32_t first, last;
  char32_t target;  // of the first; the others follow in order. 0: the characters are ignored.
};
constexpr auto kMappings = std::to_array<Mapping>({
    {0x04C0, 0x04C0, 0x04CF},    // Cyrillic palochka
    {0x10A0, 0x10C5, 0x2D00},    // Georgian capitals
    {0x115F, 0x1160, 0},         // Hangul fillers
    {0x17B4, 0x17B5, 0},         // Khmer inherent vowels
    {0x180E, 0x180E, 0},         // Mongolian vowel separator
    {0x1E9E, 0x1E9E, 0x00DF},    // capital sharp s
    {0x2061, 0x2063, 0},         // invisible operators
    {0x206A, 0x206F, 0},         // deprecated format characters
    {0x2132, 0x2132, 0x214E},    // turned F
    {0x2183, 0x2183, 0x2184},    // Roman numeral reversed C
    {0x3164, 0x3164, 0},         // Hangul filler
    {0xA7CB, 0xA7CB, 0x0264},    // Latin capital rams horn
    {0xA7DC, 0xA7DC, 0x019B},    // Latin capital lambda with stroke
    {0xA7F1, 0xA7F1, U's'},      // modifier letter capital s
    {0xFFA0, 0xFFA0, 0},         // halfwidth Hangul filler
    {0x1CCD6, 0x1CCEF, U'a'},    // outlined capitals
    {0x1CCF0, 0x1CCF9, U'0'},    // outlined digits
    {0x1D173, 0x1D17A, 0},       // musical format characters
    {0x2F868, 0x2F868, 0x36FC},  // compatibility ideographs, corrigendum 4
    {0x2F874, 0x2F874, 0x5F53}, {0x2F91F, 0x2F91F, 0x243AB},
    {0x2F95F, 0x2F95F, 0x7AEE}, {0x2F9BF, 0x2F9BF, 0x45D7},
});

}  // namespace

std::string with_recent_mappings(std::string_view utf8) {
  std::string out;
  out.reserve(utf8.size());
  for (std::size_t at = 0; at < utf8.size();) {
    const std::size_t length = std::max<std::size_t>(sequence_length(utf8, at), 1);
    const std::string_view sequence = utf8.substr(at, length);
    const char32_t c = code_point_of(utf8, at, length);
    at += length;
    const auto known = std::ranges::lower_bound(kMappings, c, {}, &Mapping::last);
    if (length == 1 || known == kMappings.end() || c < known->first) {
      out += sequence;
    } else if (known->target != 0) {
      append_utf8(out, known->target + (c - known->first));
    }
  }
  return out;
}

}  // namespace tearsheet::url
