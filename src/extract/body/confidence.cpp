#include "extract/body/confidence.h"

namespace tearsheet::extract {

double calibrated(double expected_f1) {
  const auto knots = confidence_knots();
  if (expected_f1 <= knots.front().expected) return knots.front().real;
  for (std::size_t i = 1; i < knots.size(); ++i) {
    if (expected_f1 > knots[i].expected) continue;
    const double width = knots[i].expected - knots[i - 1].expected;
    const double along = width > 0 ? (expected_f1 - knots[i - 1].expected) / width : 1;
    return knots[i - 1].real + along * (knots[i].real - knots[i - 1].real);
  }
  return knots.back().real;
}

}  // namespace tearsheet::extract
