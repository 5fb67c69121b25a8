// The encodings of the WHATWG Encoding Standard, section 4.1, as numbers.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace tearsheet::text {

/// In the order of the names in labels_table.cpp. From kIbm866 on every byte is one character.
enum class Encoding : std::uint8_t {
  kUtf8,
  kUtf16le,
  kUtf16be,
  kReplacement,
  kXUserDefined,
  kIso2022Jp,
  kGb18030,
  kGbk,
  kBig5,
  kEucJp,
  kShiftJis,
  kEucKr,
  kIbm866,
  kIso885910,
  kIso885913,
  kIso885914,
  kIso885915,
  kIso885916,
  kIso88592,
  kIso88593,
  kIso88594,
  kIso88595,
  kIso88596,
  kIso88597,
  kIso88598,
  kIso88598I,
  kKoi8R,
  kKoi8U,
  kMacintosh,
  kWindows1250,
  kWindows1251,
  kWindows1252,
  kWindows1253,
  kWindows1254,
  kWindows1255,
  kWindows1256,
  kWindows1257,
  kWindows1258,
  kWindows874,
  kXMacCyrillic,
};

/// "windows-1252"; lives for ever.
[[nodiscard]] std::string_view encoding_name(Encoding encoding);
/// "Get an encoding" (section 4.2): white space around the label and its case do not count.
[[nodiscard]] std::optional<Encoding> find_encoding(std::string_view label);

struct EncodingLabel {
  std::string_view label;  // lower case
  Encoding encoding;
};

}  // namespace tearsheet::text
