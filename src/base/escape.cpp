#include "base/escape.h"

#include <fmt/format.h>

#include <array>
#include <cstdint>

#include "base/utf8.h"

namespace tearsheet {
namespace {

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
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    const char32_t c = next_code_point(text, at);
    if (c == kReplacement) {
      out += "\xEF\xBF\xBD";
    } else if (!is_unsafe(c)) {
      out.append(text, begin, at - begin);
    } else if (c == '\n') {
      out += "\\n";
    } else if (c == '\t') {
      out += "\\t";
    } else {
      const auto value = static_cast<std::uint32_t>(c);
      out += value < 0x100 ? fmt::format("\\x{:02x}", value) : fmt::format("\\u{{{:x}}}", value);
    }
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
    const std::size_t here = at;
    const char32_t c = next_code_point(text, at);
    const bool is_bad = c == kReplacement;
    if (c >= 0xA0 && !is_bad && c != 0x2028 && c != 0x2029) continue;
    out.append(text, begin, here - begin);
    begin = at;
    if (is_bad) {
      out += "\xEF\xBF\xBD";
    } else if (c == '"' || c == '\\') {
      (out += '\\') += static_cast<char>(c);
    } else if (c == '\n') {
      out += "\\n";
    } else {
      out += fmt::format("\\u{:04x}", static_cast<std::uint32_t>(c));
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
