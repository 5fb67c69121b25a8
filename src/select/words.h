// Lists of words in attributes, and the ends of lines, as CSS and HTML see them.
#pragma once

#include <string_view>

#include "base/ascii.h"

namespace tearsheet::select {

inline bool is_line_end(char c) {
  return c == '\n' || c == '\r' || c == '\f';
}

/// Calls `visit` with each word of a space-separated list; stops when it gives true and says so.
template <class Visit>
bool any_word(std::string_view list, const Visit& visit) {
  std::size_t at = 0;
  while (at < list.size()) {
    while (at < list.size() && is_html_space(list[at])) ++at;
    const std::size_t begin = at;
    while (at < list.size() && !is_html_space(list[at])) ++at;
    if (at > begin && visit(list.substr(begin, at - begin))) return true;
  }
  return false;
}

}  // namespace tearsheet::select
