#include "base/base64.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace tearsheet {
namespace {

constexpr std::string_view kAlphabet =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::int8_t kNone = -1, kSkipped = -2;

// What each byte stands for: 0 to 63, kNone or kSkipped.
using Values = std::array<std::int8_t, 256>;

constexpr Values strict_values() {
  Values values{};
  for (std::int8_t& value : values) value = kNone;
  for (std::size_t i = 0; i < kAlphabet.size(); ++i)
    values[static_cast<unsigned char>(kAlphabet[i])] = static_cast<std::int8_t>(i);
  return values;
}

constexpr Values loose_values() {
  Values values = strict_values();
  values['-'] = 62;
  values['_'] = 63;
  for (const char c : {' ', '\t', '\n', '\r'}) values[static_cast<unsigned char>(c)] = kSkipped;
  return values;
}

constexpr Values kStrict = strict_values(), kLoose = loose_values();

Base64Bytes decode(std::string_view text, const Values& values) {
  while (text.ends_with('=')) text.remove_suffix(1);
  Base64Bytes result;
  result.bytes.reserve(text.size() / 4 * 3 + 3);
  std::uint32_t bits = 0;
  int count = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const int value = values[static_cast<unsigned char>(text[i])];
    if (value == kSkipped) continue;
    if (value == kNone) {
      result.bad_at = i;
      return result;
    }
    bits = bits << 6 | static_cast<std::uint32_t>(value);
    count += 6;
    if (count >= 8) {
      count -= 8;
      result.bytes += static_cast<char>(static_cast<unsigned char>(bits >> count));
    }
  }
  return result;
}

}  // namespace

std::string to_base64(std::string_view bytes) {
  std::string text;
  text.reserve((bytes.size() + 2) / 3 * 4);
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    std::uint32_t word = 0;
    const std::size_t count = std::min<std::size_t>(3, bytes.size() - i);
    for (std::size_t k = 0; k < 3; ++k)
      word = word << 8 | (k < count ? static_cast<std::uint8_t>(bytes[i + k]) : 0U);
    for (std::size_t k = 0; k < 4; ++k)
      text += k <= count ? kAlphabet[word >> (18 - 6 * k) & 63] : '=';
  }
  return text;
}

Base64Bytes from_base64(std::string_view text) {
  return decode(text, kStrict);
}

Base64Bytes from_loose_base64(std::string_view text) {
  return decode(text, kLoose);
}

}  // namespace tearsheet
