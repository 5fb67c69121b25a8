#include "url/percent.h"

#include <array>

namespace tearsheet::url {
namespace {

// One bit per EncodeSet: set where the byte must be escaped.
constexpr std::array<std::uint8_t, 256> make_table() {
  constexpr auto kFragment = static_cast<std::uint8_t>(EncodeSet::kFragment);
  constexpr auto kQuery = static_cast<std::uint8_t>(EncodeSet::kQuery);
  constexpr auto kPath = static_cast<std::uint8_t>(EncodeSet::kPath);
  constexpr auto kUserinfo = static_cast<std::uint8_t>(EncodeSet::kUserinfo);
  std::array<std::uint8_t, 256> table{};
  for (std::size_t byte = 0; byte < 256; ++byte) {
    if (byte < 0x20 || byte > 0x7E) table[byte] = kFragment | kQuery | kPath | kUserinfo;
  }
  const auto add = [&table](std::string_view bytes, int sets) {
    for (const char c : bytes) {
      auto& entry = table[static_cast<unsigned char>(c)];
      entry = static_cast<std::uint8_t>(entry | sets);
    }
  };
  add(" \"<>", kFragment | kQuery | kPath | kUserinfo);
  add("`", kFragment | kPath | kUserinfo);
  add("#", kQuery | kPath | kUserinfo);
  add("'", kQuery);  // the special-query set
  add("?^{}", kPath | kUserinfo);
  add("/:;=@[\\]|", kUserinfo);
  return table;
}
constexpr std::array<std::uint8_t, 256> kMustEncode = make_table();

}  // namespace

bool is_safe(unsigned char byte, EncodeSet set) {
  return (kMustEncode[byte] & static_cast<std::uint8_t>(set)) == 0;
}

bool is_all_safe(std::string_view text, EncodeSet set) {
  std::uint8_t seen = 0;
  for (const char c : text) {
    seen = static_cast<std::uint8_t>(seen | kMustEncode[static_cast<unsigned char>(c)]);
  }
  return (seen & static_cast<std::uint8_t>(set)) == 0;
}

void append_escape(std::string& out, unsigned char byte) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  out += '%';
  out += kHex[byte >> 4];
  out += kHex[byte & 15];
}

void append_encoded(std::string& out, std::string_view utf8, EncodeSet set) {
  std::size_t run = 0;
  for (std::size_t i = 0; i < utf8.size();) {
    const auto byte = static_cast<unsigned char>(utf8[i]);
    if (is_safe(byte, set)) {
      ++i;
      continue;
    }
    out.append(utf8, run, i - run);
    if (byte < 0x80) {
      append_escape(out, byte);
      ++i;
    } else if (const std::size_t length = utf8_length(utf8, i); length != 0) {
      for (const std::size_t end = i + length; i < end; ++i) {
        append_escape(out, static_cast<unsigned char>(utf8[i]));
      }
    } else {
      out += "%EF%BF%BD";
      ++i;
    }
    run = i;
  }
  out.append(utf8, run, utf8.size() - run);
}

int escape_at(std::string_view text, std::size_t at) {
  if (at + 2 >= text.size() || text[at] != '%') return -1;
  const int high = hex_value(text[at + 1]);
  const int low = hex_value(text[at + 2]);
  return high < 0 || low < 0 ? -1 : high * 16 + low;
}

std::string percent_decode(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (const int byte = escape_at(text, i); byte >= 0) {
      out += static_cast<char>(byte);
      i += 2;
    } else {
      out += text[i];
    }
  }
  return out;
}

std::size_t utf8_length(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t offset) -> unsigned {
    return at + offset < text.size() ? static_cast<unsigned char>(text[at + offset]) : 0U;
  };
  const auto continues = [&](std::size_t offset) { return (byte(offset) & 0xC0U) == 0x80U; };
  const unsigned first = byte(0);
  const unsigned second = byte(1);
  if (first < 0x80) return at < text.size() ? 1 : 0;
  if (first < 0xC2 || first > 0xF4 || !continues(1)) return 0;
  if (first < 0xE0) return 2;
  if ((first == 0xE0 && second < 0xA0) || (first == 0xED && second > 0x9F)) return 0;
  if ((first == 0xF0 && second < 0x90) || (first == 0xF4 && second > 0x8F)) return 0;
  if (!continues(2)) return 0;
  if (first < 0xF0) return 3;
  return continues(3) ? 4 : 0;
}

}  // namespace tearsheet::url
