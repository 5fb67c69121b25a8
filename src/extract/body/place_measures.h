// Measures of where on the page a block stands: its neighbours, the stretch of text around it, the
// headline, the last heading and the pictures near it.
#pragma once

#include <vector>

#include "extract/body/page_frame.h"

namespace tearsheet::extract {

class PlaceMeasures {
 public:
  explicit PlaceMeasures(const PageFrame& frame);
  /// After TextMeasures, whose level of a heading it reads; blocks come in their order.
  void measure(std::size_t block, FeatureRow& row);

 private:
  void measure_neighbours(std::size_t i, FeatureRow& row) const;
  void measure_place(std::size_t i, FeatureRow& row) const;
  void measure_stretch(std::size_t i, FeatureRow& row) const;
  void measure_pictures(std::size_t i, FeatureRow& row) const;
  void measure_heading_above(std::size_t i, FeatureRow& row);

  const PageFrame& frame_;
  std::vector<float> since_, until_;  // blocks since the last running text, and until the next
  std::vector<float> stops_before_;   // prefix sums over the blocks
  std::size_t last_heading_ = 0;
  int last_level_ = 0;
};

}  // namespace tearsheet::extract
