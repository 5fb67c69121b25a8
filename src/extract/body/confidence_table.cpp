// From the body model's expected F1 to the F1 that pages of unseen sites had. Made by
// scripts/fit_confidence.py; do not edit. Fitted to 350 pages of 247 sites.
#include <array>

#include "extract/body/body_names.h"
#include "extract/body/confidence.h"

namespace tearsheet::extract {
namespace {

// Of the features of the body model whose expected F1 this is.
constexpr std::uint64_t kFittedHash = 0x3B6C79FEC2C62F4FULL;
static_assert(kIsFitting || kFittedHash == names_hash(kBodyNames),
              "the features are others than those of the fit: see docs/models.md");

constexpr std::array<ConfidenceKnot, 10> kKnots = {{
    {0.0000, 0.0000},
    {0.9060, 0.8966},
    {0.9705, 0.9438},
    {0.9804, 0.9538},
    {0.9858, 0.9634},
    {0.9892, 0.9864},
    {0.9924, 0.9908},
    {0.9945, 0.9919},
    {0.9973, 0.9949},
    {1.0000, 1.0000},
}};

}  // namespace

std::span<const ConfidenceKnot> confidence_knots() {
  return kKnots;
}

}  // namespace tearsheet::extract
