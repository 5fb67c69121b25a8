#include "base/toml_string.h"

#include <fmt/format.h>

#include <algorithm>

namespace tearsheet {
namespace {

bool is_control(char c) {
  return static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
}

}  // namespace

std::string toml_string(std::string_view text) {
  const bool has_escapes = text.find_first_of("\\\"") != std::string_view::npos;
  const bool may_be_literal =
      std::ranges::none_of(text, [](char c) { return c == '\'' || is_control(c); });
  if (has_escapes && may_be_literal) return fmt::format("'{}'", text);
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (is_control(c)) {
      out += fmt::format("\\u{:04x}", static_cast<unsigned>(static_cast<unsigned char>(c)));
    } else {
      out += c;
    }
  }
  return out + '"';
}

}  // namespace tearsheet
