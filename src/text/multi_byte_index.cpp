#include "text/multi_byte_index.h"

#include <unicode/ucnv.h>

#include <array>
#include <utility>

#include "base/handle.h"

namespace tearsheet::text {
namespace {

using Converter = Handle<UConverter, ucnv_close>;

struct Patch {
  std::uint16_t pointer;
  char16_t code_point;
};

// Where index-big5.txt of the standard has a character and ICU's ibm-1375 (HKSCS-2008) has none or
// a private one.
constexpr Patch kBig5Patches[] = {
    {1008, 0x9F97},  {1016, 0x9F96},  {1099, 0x31C0},  {1100, 0x31C1},  {1101, 0x31C2},
    {1102, 0x31C3},  {1103, 0x31C4},  {1105, 0x31C5},  {1108, 0x31C6},  {1109, 0x31C7},
    {1112, 0x31C8},  {1114, 0x31C9},  {1115, 0x31CA},  {1116, 0x31CB},  {1117, 0x31CC},
    {1119, 0x31CD},  {1120, 0x31CE},  {1170, 0x23DA},  {1171, 0x23DB},  {1730, 0x9FA6},
    {1772, 0x9FA7},  {1779, 0x9FA8},  {1812, 0x9FA9},  {1814, 0x9FAA},  {1816, 0x9FAB},
    {1821, 0x9FAC},  {1844, 0x9FAD},  {1845, 0x9FAE},  {1847, 0x9FAF},  {1866, 0x9FB2},
    {1892, 0x9FB3},  {2082, 0x7BB8},  {2088, 0x7C06},  {2103, 0x7CCE},  {2114, 0x7DD2},
    {2123, 0x7E1D},  {2148, 0x8005},  {2151, 0x8028},  {2221, 0x83C1},  {2239, 0x84A8},
    {2244, 0x840F},  {2303, 0x89A6},  {2304, 0x89A9},  {2354, 0x8D77},  {2400, 0x90FD},
    {2413, 0x92B9},  {2477, 0x975C},  {2498, 0x97FF},  {2605, 0x9F16},  {2673, 0x8503},
    {2746, 0x5159},  {2747, 0x515B},  {2748, 0x515D},  {2749, 0x515E},  {2771, 0x936E},
    {2780, 0x7479},  {2990, 0x6D67},  {3087, 0x799B},  {3259, 0x9097},  {3301, 0x975D},
    {3436, 0x701E},  {3451, 0x5B28},  {4136, 0x7201},  {4138, 0x77D7},  {4141, 0x7E87},
    {4182, 0x99D6},  {4206, 0x91D4},  {4220, 0x60DE},  {4230, 0x6FB6},  {4241, 0x8F36},
    {4258, 0x4FBB},  {4273, 0x71DF},  {4279, 0x9104},  {4282, 0x9DF0},  {4294, 0x83CF},
    {4329, 0x5C10},  {4330, 0x79E3},  {4349, 0x5A67},  {4419, 0x8F0B},  {4422, 0x7B51},
    {4494, 0x62D0},  {4624, 0x6062},  {4694, 0x75F9},  {4708, 0x6C4A},  {4742, 0x9B2E},
    {4748, 0x9F17},  {4815, 0x50ED},  {4828, 0x5F0C},  {4902, 0x880F},  {4922, 0x62CE},
    {4982, 0x7468},  {4992, 0x7162},  {4997, 0x7250},  {5432, 0x2400},  {5433, 0x2401},
    {5434, 0x2402},  {5435, 0x2403},  {5436, 0x2404},  {5437, 0x2405},  {5438, 0x2406},
    {5439, 0x2407},  {5440, 0x2408},  {5441, 0x2409},  {5442, 0x240A},  {5443, 0x240B},
    {5444, 0x240C},  {5445, 0x240D},  {5446, 0x240E},  {5447, 0x240F},  {5448, 0x2410},
    {5449, 0x2411},  {5450, 0x2412},  {5451, 0x2413},  {5452, 0x2414},  {5453, 0x2415},
    {5454, 0x2416},  {5455, 0x2417},  {5456, 0x2418},  {5457, 0x2419},  {5458, 0x241A},
    {5459, 0x241B},  {5460, 0x241C},  {5461, 0x241D},  {5462, 0x241E},  {5463, 0x241F},
    {5464, 0x2421},  {10942, 0x5EF4}, {10946, 0x65E0}, {10948, 0x7676}, {10950, 0x96B6},
    {10957, 0x3003}, {10958, 0x4EDD}, {11204, 0x31CF}, {11210, 0x9FB0}, {11212, 0x9FB1},
    {19028, 0x5029}, {19035, 0x507D}, {19088, 0x5305}, {19096, 0x5344}, {19112, 0x537F},
    {19162, 0x5605}, {19240, 0x5A77}, {19299, 0x5E75}, {19305, 0x5ED0}, {19326, 0x5F58},
    {19355, 0x60A4}, {19398, 0x6490}, {19439, 0x6674}, {19454, 0x675E}, {19553, 0x6C9C},
    {19554, 0x6E1D}, {19557, 0x6E2F}, {19611, 0x716E}, {19643, 0x732A}, {19672, 0x745C},
    {19697, 0x74E9}, {19748, 0x7809},
};

// GB 18030-2022 in place of private use.
constexpr std::pair<std::uint16_t, char16_t> kGb18030Patches[] = {
    {0xA6D9, 0xFE10}, {0xA6DA, 0xFE12}, {0xA6DB, 0xFE11}, {0xA6DC, 0xFE13}, {0xA6DD, 0xFE14},
    {0xA6DE, 0xFE15}, {0xA6DF, 0xFE16}, {0xA6EC, 0xFE17}, {0xA6ED, 0xFE18}, {0xA6F3, 0xFE19},
    {0xFE59, 0x9FB4}, {0xFE61, 0x9FB5}, {0xFE66, 0x9FB6}, {0xFE67, 0x9FB7}, {0xFE6D, 0x9FB8},
    {0xFE7E, 0x9FB9}, {0xFE90, 0x9FBA}, {0xFEA0, 0x9FBB},
};

bool is_private_use(char32_t c) {
  return c >= 0xE000 && c <= 0xF8FF;
}

// The character of one byte sequence, or 0.
class Lookup {
 public:
  explicit Lookup(const char* name) {
    UErrorCode status = U_ZERO_ERROR;
    converter_.reset(ucnv_open(name, &status));
    if (U_SUCCESS(status)) {
      ucnv_setToUCallBack(converter_.get(), UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr,
                          &status);
    }
    if (U_FAILURE(status)) converter_.reset();
  }

  template <std::size_t kSize>
  char32_t operator()(std::array<unsigned, kSize> values) const {
    if (!converter_) return 0;
    std::array<char, kSize> bytes;
    for (std::size_t i = 0; i < kSize; ++i)
      bytes[i] = static_cast<char>(static_cast<unsigned char>(values[i]));
    std::array<char16_t, 4> units;
    UErrorCode status = U_ZERO_ERROR;
    ucnv_resetToUnicode(converter_.get());
    const std::int32_t count =
        ucnv_toUChars(converter_.get(), units.data(), static_cast<std::int32_t>(units.size()),
                      bytes.data(), static_cast<std::int32_t>(kSize), &status);
    if (U_FAILURE(status)) return 0;
    if (count == 1) return units[0];
    if (count != 2 || (units[0] & 0xFC00) != 0xD800) return 0;
    return 0x10000 + ((units[0] - 0xD800U) << 10) + (units[1] - 0xDC00U);
  }

 private:
  Converter converter_;
};

Index make_jis0208() {
  const Lookup lookup("ibm-943_P15A-2003");
  Index index(11280);
  for (unsigned i = 0; i < index.size(); ++i) {
    const unsigned lead = i / 188;
    const unsigned trail = i % 188;
    const char32_t c = lookup(
        std::array{lead + (lead < 0x1F ? 0x81 : 0xC1), trail + (trail < 0x3F ? 0x40 : 0x41)});
    index[i] = is_private_use(c) ? 0 : c;
  }
  return index;
}

Index make_jis0212() {
  const Lookup lookup("euc-jp-2007");
  Index index(8836);
  for (unsigned i = 0; i < index.size(); ++i) {
    // Row 83 on holds IBM's roman numerals in ICU; the standard has them in JIS X 0208 only.
    if (i < 7708 || i > 7730) index[i] = lookup(std::array{0x8FU, i / 94 + 0xA1, i % 94 + 0xA1});
  }
  return index;
}

Index make_euc_kr() {
  const Lookup lookup("windows-949-2000");
  Index index(23750);
  for (unsigned i = 0; i < index.size(); ++i) {
    const char32_t c = lookup(std::array{i / 190 + 0x81, i % 190 + 0x41});
    index[i] = is_private_use(c) ? 0 : c;
  }
  return index;
}

Index make_big5() {
  const Lookup lookup("ibm-1375_P100-2008");
  Index index(19782);
  for (unsigned i = 0; i < index.size(); ++i) {
    const unsigned trail = i % 157;
    const char32_t c = lookup(std::array{i / 157 + 0x81, trail + (trail < 0x3F ? 0x40 : 0x62)});
    index[i] = is_private_use(c) ? 0 : c;
  }
  for (const Patch& patch : kBig5Patches) index[patch.pointer] = patch.code_point;
  return index;
}

unsigned gb18030_pointer(unsigned lead, unsigned trail) {
  return (lead - 0x81) * 190 + trail - (trail < 0x7F ? 0x40 : 0x41);
}

// As GB 18030-2005 has it, by which the four-byte part is ordered.
Index make_gb18030_2005() {
  const Lookup lookup("gb18030");
  Index index(23940);
  for (unsigned i = 0; i < index.size(); ++i) {
    const unsigned trail = i % 190;
    index[i] = lookup(std::array{i / 190 + 0x81, trail + (trail < 0x3F ? 0x40 : 0x41)});
  }
  // Where people type an ideographic space (0xA3A0), which the standard knows.
  index[gb18030_pointer(0xA3, 0xA0)] = 0x3000;
  return index;
}

Index make_gb18030() {
  Index index = make_gb18030_2005();
  for (const auto& [bytes, c] : kGb18030Patches)
    index[gb18030_pointer(bytes >> 8, bytes & 0xFF)] = c;
  return index;
}

Index make_gb18030_rest() {
  std::vector<bool> is_taken(0x10000);
  for (const char32_t c : make_gb18030_2005()) {
    if (c < 0x10000) is_taken[c] = true;
  }
  // U+1E3F and U+E7C7 changed places in 2005, and four bytes stayed where they were ("index gb18030
  // ranges").
  is_taken[0x1E3F] = false;
  is_taken[0xE7C7] = true;
  Index rest;
  rest.reserve(39420);
  for (char32_t c = 0x80; c < 0x10000 && rest.size() < 39420; ++c) {
    if (is_taken[c] || (c >= 0xD800 && c < 0xE000)) continue;
    rest.push_back(c == 0x1E3F ? 0xE7C7 : c);
  }
  return rest;
}

}  // namespace

const Index& jis0208_index() {
  static const Index index = make_jis0208();
  return index;
}

const Index& jis0212_index() {
  static const Index index = make_jis0212();
  return index;
}

const Index& euc_kr_index() {
  static const Index index = make_euc_kr();
  return index;
}

const Index& big5_index() {
  static const Index index = make_big5();
  return index;
}

const Index& gb18030_index() {
  static const Index index = make_gb18030();
  return index;
}

const Index& gb18030_rest() {
  static const Index index = make_gb18030_rest();
  return index;
}

}  // namespace tearsheet::text
