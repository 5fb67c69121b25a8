// ASCII as CSS and HTML see it: base/ascii.h, but U+000B is no white space to them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/ascii.h"

namespace tearsheet::select {

using tearsheet::to_lower;

inline bool is_hex_digit(char c) {
  return hex_value(c) >= 0;
}
inline bool is_line_end(char c) {
  return c == '\n' || c == '\r' || c == '\f';
}
inline bool is_space(char c) {
  return c == ' ' || c == '\t' || is_line_end(c);
}

inline std::string to_lower(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) c = to_lower(c);
  return lower;
}

inline std::string_view trim(std::string_view text) {
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}

/// Calls `visit` with each word of a space-separated list; stops when it gives true and says so.
template <class Visit>
bool any_word(std::string_view list, const Visit& visit) {
  std::size_t at = 0;
  while (at < list.size()) {
    while (at < list.size() && is_space(list[at])) ++at;
    const std::size_t begin = at;
    while (at < list.size() && !is_space(list[at])) ++at;
    if (at > begin && visit(list.substr(begin, at - begin))) return true;
  }
  return false;
}

}  // namespace tearsheet::select
