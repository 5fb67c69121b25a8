// From the body model's expected F1 to the F1 that pages of unseen sites had. Made by
// scripts/fit_confidence.py; do not edit. Fitted to 1929 pages of 834 sites.
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
    {0.8762, 0.8056},
    {0.9584, 0.9046},
    {0.9732, 0.9410},
    {0.9810, 0.9691},
    {0.9866, 0.9732},
    {0.9902, 0.9811},
    {0.9935, 0.9827},
    {0.9968, 0.9918},
    {1.0000, 1.0000},
}};

}  // namespace

std::span<const ConfidenceKnot> confidence_knots() {
  return kKnots;
}

}  // namespace tearsheet::extract
