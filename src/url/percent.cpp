#include "url/percent.h"

namespace tearsheet::url {

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
    if (is_safe(utf8[i], set)) {
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
