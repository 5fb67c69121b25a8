// Measures of what a block stands in: elements, what their classes hint at, and the outermost of
// those that set text apart from the article.
#pragma once

#include <vector>

#include "extract/body/page_frame.h"

namespace tearsheet::extract {

class AncestorMeasures {
 public:
  explicit AncestorMeasures(const PageFrame& frame);
  void measure(std::size_t block, FeatureRow& row) const;

 private:
  /// What of an element is no part of the article it stands in.
  struct Apart {
    Hints hints;
    float count = 0, share = 0, prose = 0;
    int depth = 0;  // of the outermost
  };
  void measure_elements(const TextBlock& block, FeatureRow& row) const;
  void measure_apart(const TextBlock& block, FeatureRow& row) const;

  const PageFrame& frame_;
  std::vector<Apart> apart_;  // one for each of Survey::ancestors
};

}  // namespace tearsheet::extract
