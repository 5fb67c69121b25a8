// Substring search in linear time (Knuth, Morris, Pratt): the usual one is quadratic for "aaa...b"
// in "aaa...".
#pragma once

#include <string_view>
#include <vector>

namespace tearsheet::select {

/// Calls `visit(position)` for each place, overlapping ones too, until it gives false. `fold` maps
/// characters first.
template <class Fold, class Visit>
void search_text(std::string_view text, std::string_view part, const Fold& fold,
                 const Visit& visit) {
  if (part.empty() || part.size() > text.size()) return;
  std::vector<std::size_t> borders(part.size());
  for (std::size_t i = 1, border = 0; i < part.size(); ++i) {
    while (border != 0 && fold(part[i]) != fold(part[border])) border = borders[border - 1];
    if (fold(part[i]) == fold(part[border])) ++border;
    borders[i] = border;
  }
  std::size_t matched = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    while (matched != 0 && fold(text[i]) != fold(part[matched])) matched = borders[matched - 1];
    if (fold(text[i]) == fold(part[matched])) ++matched;
    if (matched != part.size()) continue;
    if (!visit(i + 1 - matched)) return;
    matched = borders[matched - 1];
  }
}

}  // namespace tearsheet::select
