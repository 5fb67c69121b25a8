#include "html/attribute_value.h"

#include <cstdint>
#include <cstring>

#include "text/text.h"

namespace tearsheet::html {
namespace {

// Those that Gumbo does not let through: U+0080 to U+009F and the non-characters. `text` is valid
// UTF-8.
bool has_replaced_character(std::string_view text) {
  const auto byte = [text](std::size_t at) { return static_cast<unsigned char>(text[at]); };
  for (std::size_t i = 0; i < text.size(); ++i) {
    const unsigned char lead = byte(i);
    if (lead == 0xC2 && byte(i + 1) < 0xA0) return true;
    if (lead == 0xEF && byte(i + 1) == 0xB7 && byte(i + 2) >= 0x90 && byte(i + 2) <= 0xAF)
      return true;
    if (lead == 0xEF && byte(i + 1) == 0xBF && byte(i + 2) >= 0xBE) return true;
    if (lead >= 0xF0 && (byte(i + 1) & 0x0F) == 0x0F && byte(i + 2) == 0xBF && byte(i + 3) >= 0xBE)
      return true;
  }
  return false;
}

}  // namespace

bool is_plain_value(std::string_view value) {
  // Without branches or tables, so that the compiler can look at 16 bytes at a time.
  unsigned char bad = 0;
  unsigned char all = 0;
  for (const char letter : value) {
    const auto c = static_cast<unsigned char>(letter);
    const bool is_control = (c < 0x20) & (c != '\t') & (c != '\n') & (c != '\f');
    bad = static_cast<unsigned char>(bad | (is_control | (c == 0x7F) | (c == '&')));
    all |= c;
  }
  if (bad != 0) return false;
  return all < 0x80 || (text::is_valid_utf8(value) && !has_replaced_character(value));
}

bool is_plain_name(std::string_view name) {
  for (const char c : name) {
    const bool is_plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' ||
                          c == '_' || c == ':' || c == '.' || c == '@';
    if (!is_plain) return false;
  }
  return true;
}

std::uint64_t attribute_hash(std::string_view name, std::string_view value) {
  std::uint64_t hash = 0x9E3779B97F4A7C15U ^ name.size() << 32 ^ value.size();
  for (std::string_view text : {name, value}) {
    while (!text.empty()) {
      std::uint64_t word = 0;
      const std::size_t size = text.size() < sizeof word ? text.size() : sizeof word;
      std::memcpy(&word, text.data(), size);
      hash = (hash ^ word) * 0xD6E8FEB86659FD93U;
      hash ^= hash >> 32;
      text.remove_prefix(size);
    }
  }
  return hash;
}

void append_hash(std::string& out, std::uint64_t hash) {
  constexpr std::string_view kDigits =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  for (std::size_t i = 0; i < kHashSize; ++i, hash >>= 6) out += kDigits[hash & 63];
}

}  // namespace tearsheet::html
