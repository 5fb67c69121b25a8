// Measures of the elements that hold a block: parents, the container of most text, table, list and
// article.
#pragma once

#include <vector>

#include "extract/body/page_frame.h"

namespace tearsheet::extract {

class ContainerMeasures {
 public:
  explicit ContainerMeasures(const PageFrame& frame);
  void measure(std::size_t block, FeatureRow& row) const;

 private:
  void measure_parents(const TextBlock& block, FeatureRow& row) const;
  void measure_top(std::size_t i, FeatureRow& row) const;
  void measure_groups(const TextBlock& block, FeatureRow& row) const;
  void measure_article(const TextBlock& block, FeatureRow& row) const;
  [[nodiscard]] float levels_up_to(html::Node node) const;

  const PageFrame& frame_;
  std::vector<float> digits_before_;  // prefix sums over the blocks
};

}  // namespace tearsheet::extract
