#include "base/escape.h"

#include <fmt/format.h>

#include <array>
#include <cstdint>

namespace tearsheet {
namespace {

struct CodePoint {
  char32_t value;
  std::size_t bytes;
};

// Strict UTF-8 (Unicode 15, table 3-7): overlong forms, surrogates and values above U+10FFFF are
// invalid.
CodePoint decode_one(std::string_view text) {
  constexpr CodePoint kBad{0xFFFD, 1};
  const auto byte = [&](std::size_t i) { return static_cast<std::uint8_t>(text[i]); };
  const std::uint8_t lead = byte(0);
  if (lead < 0x80) return {lead, 1};
  if (lead < 0xC2 || lead > 0xF4) return kBad;
  const std::size_t length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  char32_t value = lead & (0xFFU >> (length + 1));
  for (std::size_t i = 1; i < length; ++i) {
    if (i >= text.size() || (byte(i) & 0xC0U) != 0x80) return {0xFFFD, i};
    value = (value << 6U) | (byte(i) & 0x3FU);
    const bool second_wrong =
        i == 1 && ((lead == 0xE0 && value < 0x20) || (lead == 0xED && value > 0x35F) ||
                   (lead == 0xF0 && value < 0x10) || (lead == 0xF4 && value > 0x10F));
    if (second_wrong) return kBad;
  }
  return {value, length};
}

bool is_unsafe(char32_t c) {
  return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x2028 || c == 0x2029 ||
         (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0x200E ||
         c == 0x200F || c == 0x061C;
}

enum class Escape : std::uint8_t { kNone, kAmpersand, kLess, kGreater, kQuote, kDrop };

// By byte: a look at each is cheaper than a search for any of several.
constexpr std::array<Escape, 256> kEscapes = [] {
  std::array<Escape, 256> table{};
  for (std::size_t c = 0; c < 0x20; ++c) table[c] = Escape::kDrop;
  for (const char c : {'\t', '\n', '\r'}) table[static_cast<std::size_t>(c)] = Escape::kNone;
  table[0x7F] = Escape::kDrop;
  table['&'] = Escape::kAmpersand;
  table['<'] = Escape::kLess;
  table['>'] = Escape::kGreater;
  table['"'] = Escape::kQuote;
  return table;
}();

}  // namespace

std::string to_printable(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    const CodePoint c = decode_one(text);
    if (c.value == 0xFFFD) {
      out += "\xEF\xBF\xBD";
    } else if (!is_unsafe(c.value)) {
      out.append(text.substr(0, c.bytes));
    } else if (c.value == '\n') {
      out += "\\n";
    } else if (c.value == '\t') {
      out += "\\t";
    } else {
      const auto value = static_cast<std::uint32_t>(c.value);
      out += value < 0x100 ? fmt::format("\\x{:02x}", value) : fmt::format("\\u{{{:x}}}", value);
    }
    text.remove_prefix(c.bytes);
  }
  return out;
}

std::string to_json_string(std::string_view text) {
  std::string out = "\"";
  out.reserve(text.size() + 2);
  std::size_t begin = 0;  // of the run that is copied as it stands
  std::size_t at = 0;
  while (at < text.size()) {
    const char byte = text[at];
    if (byte >= 0x20 && byte < 0x7F && byte != '"' && byte != '\\') {
      ++at;
      continue;
    }
    const CodePoint c = decode_one(text.substr(at));
    const bool is_bad = c.value == 0xFFFD;
    if (c.value >= 0xA0 && !is_bad && c.value != 0x2028 && c.value != 0x2029) {
      at += c.bytes;
      continue;
    }
    out.append(text, begin, at - begin);
    at += c.bytes;
    begin = at;
    if (is_bad) {
      out += "\xEF\xBF\xBD";
    } else if (c.value == '"' || c.value == '\\') {
      (out += '\\') += static_cast<char>(c.value);
    } else if (c.value == '\n') {
      out += "\\n";
    } else {
      out += fmt::format("\\u{:04x}", static_cast<std::uint32_t>(c.value));
    }
  }
  out.append(text, begin);
  return out += '"';
}

void append_markup(std::string& out, std::string_view text) {
  std::size_t begin = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    const auto escape = kEscapes[static_cast<unsigned char>(c)];
    if (escape == Escape::kNone) continue;
    out.append(text, begin, at - begin);
    begin = at + 1;
    switch (escape) {
      case Escape::kAmpersand:
        out.append("&amp;");
        break;
      case Escape::kLess:
        out.append("&lt;");
        break;
      case Escape::kGreater:
        out.append("&gt;");
        break;
      case Escape::kQuote:
        out.append("&quot;");
        break;
      default:
        break;
    }
  }
  out.append(text, begin);
}

std::string to_markup(std::string_view text) {
  std::string out;
  out.reserve(text.size() + text.size() / 16);
  append_markup(out, text);
  return out;
}

}  // namespace tearsheet
