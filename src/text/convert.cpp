#include "text/convert.h"

#include "text/multi_byte.h"
#include "text/single_byte_table.h"
#include "text/utf8.h"

namespace tearsheet::text {
namespace {

std::size_t convert_single_byte(std::string& out, std::string_view bytes, Encoding encoding) {
  const auto& table = kSingleByteTables[static_cast<std::size_t>(encoding) -
                                        static_cast<std::size_t>(Encoding::kIbm866)];
  std::size_t replacements = 0;
  out.reserve(out.size() + bytes.size() + bytes.size() / 4);
  while (!bytes.empty()) {
    const std::size_t ascii = ascii_prefix(bytes);
    out.append(bytes, 0, ascii);
    bytes.remove_prefix(ascii);
    for (; !bytes.empty() && static_cast<unsigned char>(bytes[0]) >= 0x80; bytes.remove_prefix(1)) {
      const char16_t c = table[static_cast<unsigned char>(bytes[0]) - 0x80U];
      if (c == kReplacement) ++replacements;
      append_utf8(out, c);
    }
  }
  return replacements;
}

// WHATWG Encoding 14.4.1
std::size_t convert_utf16(std::string& out, std::string_view bytes, unsigned high_byte) {
  std::size_t replacements = 0;
  const auto unit_at = [bytes, high_byte](std::size_t at) {
    return static_cast<char32_t>(static_cast<unsigned char>(bytes[at + high_byte]) << 8 |
                                 static_cast<unsigned char>(bytes[at + 1 - high_byte]));
  };
  std::size_t at = 0;
  for (; at + 1 < bytes.size(); at += 2) {
    char32_t c = unit_at(at);
    if (c >= 0xD800 && c < 0xE000) {
      const char32_t low = c < 0xDC00 && at + 3 < bytes.size() ? unit_at(at + 2) : 0;
      if (low >= 0xDC00 && low < 0xE000) {
        c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
        at += 2;
      } else {
        // A pair that the end breaks off is one error, with the odd byte behind it.
        if (c < 0xDC00 && at + 3 == bytes.size()) ++at;
        c = kReplacement;
        ++replacements;
      }
    }
    append_utf8(out, c);
  }
  if (at < bytes.size()) {
    append_utf8(out, kReplacement);
    ++replacements;
  }
  return replacements;
}

// WHATWG Encoding 14.5.1
void convert_user_defined(std::string& out, std::string_view bytes) {
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    append_utf8(out, byte < 0x80 ? byte : 0xF780U + byte - 0x80U);
  }
}

}  // namespace

std::size_t convert(std::string& out, std::string_view bytes, Encoding encoding) {
  switch (encoding) {
    case Encoding::kUtf8:
      return append_repaired(out, bytes);
    case Encoding::kUtf16le:
      return convert_utf16(out, bytes, 1);
    case Encoding::kUtf16be:
      return convert_utf16(out, bytes, 0);
    case Encoding::kReplacement:
      // The whole of it is one error (14.1.1): encodings that browsers dropped because markup can
      // hide in them.
      if (!bytes.empty()) append_utf8(out, kReplacement);
      return bytes.empty() ? 0 : 1;
    case Encoding::kXUserDefined:
      convert_user_defined(out, bytes);
      return 0;
    case Encoding::kIso2022Jp:
    case Encoding::kGb18030:
    case Encoding::kGbk:
    case Encoding::kBig5:
    case Encoding::kEucJp:
    case Encoding::kShiftJis:
    case Encoding::kEucKr:
      return convert_multi_byte(out, bytes, encoding);
    default:
      return convert_single_byte(out, bytes, encoding);
  }
}

}  // namespace tearsheet::text
