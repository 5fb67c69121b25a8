// From the body model's expected F1 to the F1 that pages of unseen sites had. Made by scripts/fit_confidence.py; do not edit.
// Fitted to 350 pages of 247 sites.
#include <array>

#include "extract/confidence.h"

namespace tearsheet::extract {
namespace {

constexpr std::array<ConfidenceKnot, 10> kKnots = {{
    {0.0000, 0.0000},
    {0.9047, 0.8678},
    {0.9706, 0.9523},
    {0.9805, 0.9610},
    {0.9851, 0.9622},
    {0.9891, 0.9832},
    {0.9923, 0.9897},
    {0.9948, 0.9926},
    {0.9974, 0.9939},
    {1.0000, 0.9958},
}};

}  // namespace

std::span<const ConfidenceKnot> confidence_knots() {
  return kKnots;
}

}  // namespace tearsheet::extract
