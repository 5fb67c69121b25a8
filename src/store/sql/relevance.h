// BM25, as both engines weigh what they find. Private to store/.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <vector>

namespace tearsheet::store::sql {

inline constexpr double kK1 = 1.2, kB = 0.75;
/// Of title, summary and body.
inline constexpr std::array<double, 3> kColumnWeights = {10, 3, 1};

/// Of a phrase that `found` of `all` articles hold. Never below zero, or a word of most articles
/// would count against those that hold it.
inline double rarity_of(double all, double found) {
  return std::max(1e-6, std::log((all - found + 0.5) / (found + 0.5)));
}

/// `frequencies`: by phrase, each time weighed by its column; `size`: words of the article.
inline double relevance_of(const std::vector<double>& rarity,
                           const std::vector<double>& frequencies, double size,
                           double average_size) {
  const double length = kK1 * (1 - kB + kB * size / average_size);
  double result = 0;
  for (std::size_t i = 0; i < frequencies.size(); ++i)
    result += rarity[i] * frequencies[i] * (kK1 + 1) / (frequencies[i] + length);
  return result;
}

}  // namespace tearsheet::store::sql
