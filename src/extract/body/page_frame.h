// What the measures of a page's blocks are taken against: the text of any element, the container of
// most of it, the headline, the places of pictures and times.
#pragma once

#include <cmath>
#include <cstdint>
#include <vector>

#include "extract/body/body_features.h"

namespace tearsheet::extract {

/// The text in an element.
struct TextSums {
  float prose = 0, size = 0, links = 0;  ///< Characters: of running text, of all, in links.
  std::uint32_t begin = 0, end = 0;      ///< Its blocks.
};

/// Lives no longer than the question.
struct PageFrame {
  explicit PageFrame(const BodyQuestion& asked);

  /// O(log blocks).
  [[nodiscard]] TextSums sums_of(html::Node element) const;
  /// Running text of the whole page, 1 at least.
  [[nodiscard]] float all_prose() const;
  /// Whether an element holds the headline.
  [[nodiscard]] bool has_headline(html::Node element) const;
  /// Whether one of `places` is in an element.
  [[nodiscard]] static bool any_in(const std::vector<std::uint32_t>& places, html::Node element);

  const BodyQuestion& question;
  const Survey& survey;
  html::Node top;  ///< top_container(); may be null.
  int top_depth = 0;
  TextSums top_sums;
  std::uint32_t headline_block = 0;          ///< 0 if there is no headline.
  std::vector<std::uint32_t> times, images;  ///< Node indices of <time> and <img>, ascending.
};

/// Levels below <body>, 1 for its children.
[[nodiscard]] int depth_of(html::Node node);

inline void set(FeatureRow& row, Feature feature, float value) {
  row[static_cast<std::size_t>(feature)] = value;
}

inline float logarithm(float value) {
  return std::log2(value + 1);
}

}  // namespace tearsheet::extract
