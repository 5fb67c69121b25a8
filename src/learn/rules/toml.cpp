#include "learn/rules/toml.h"

#include <algorithm>
#include <cstdio>

#include "text/text.h"

namespace tearsheet::learn {

std::string toml_string(std::string_view text) {
  const auto is_control = [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; };
  const bool escapes =
      text.find('\\') != std::string_view::npos || text.find('"') != std::string_view::npos;
  if (escapes && text.find('\'') == std::string_view::npos &&
      std::ranges::none_of(text, is_control))
    return '\'' + std::string(text) + '\'';
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (is_control(c)) {
      char code[8];
      std::snprintf(code, sizeof code, "\\u%04X",
                    static_cast<unsigned>(static_cast<unsigned char>(c)));
      out += code;
    } else {
      out += c;
    }
  }
  return out + '"';
}

std::string toml_list(const std::vector<std::string>& values) {
  std::string out = "[";
  for (std::size_t i = 0; i < values.size(); ++i) out += (i == 0 ? "" : ", ") + values[i];
  return out + "]";
}

std::string comment_text(std::string_view text) {
  return text::clean_line(text);
}

}  // namespace tearsheet::learn
