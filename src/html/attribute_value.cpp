#include "html/attribute_value.h"

#include <array>
#include <cstdint>
#include <cstring>

#include "text/text.h"

namespace tearsheet::html {
namespace {

enum Kind : std::uint8_t { kPlain, kHigh, kNotPlain };

constexpr std::array<std::uint8_t, 256> make_kinds() {
  std::array<std::uint8_t, 256> kinds{};
  for (unsigned i = 0; i < 256; ++i) {
    const bool is_control = (i < 0x20 && i != '\t' && i != '\n' && i != '\f') || i == 0x7F;
    if (is_control || i == '&') {
      kinds[i] = kNotPlain;
    } else if (i >= 0x80) {
      // U+0080 to U+009F and non-characters are replaced; told roughly by their first bytes, which
      // costs the shortcut to some of Latin-1, full-width forms and what is beyond the BMP.
      kinds[i] = i == 0xC2 || i >= 0xEF ? kNotPlain : kHigh;
    }
  }
  return kinds;
}
constexpr std::array<std::uint8_t, 256> kKinds = make_kinds();

}  // namespace

bool is_plain_value(std::string_view value) {
  std::uint8_t seen = 0;
  for (const char c : value) seen |= kKinds[static_cast<unsigned char>(c)];
  if ((seen & kNotPlain) != 0) return false;
  return (seen & kHigh) == 0 || text::is_valid_utf8(value);
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
