// What a body's confidence means: the F1 that bodies of the same expected F1 had on pages of sites
// the model had not seen (scripts/fit_confidence.py).
#pragma once

#include <span>

namespace tearsheet::extract {

/// Piecewise linear between knots, both rising.
struct ConfidenceKnot {
  double expected, real;
};
/// confidence_table.cpp; never empty.
[[nodiscard]] std::span<const ConfidenceKnot> confidence_knots();

/// From the model's expected F1 to a calibrated one, 0 to 1.
[[nodiscard]] double calibrated(double expected_f1);

}  // namespace tearsheet::extract
