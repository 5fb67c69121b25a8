// From the body model's expected F1 to the F1 that pages of unseen sites had. Made by
// scripts/fit_confidence.py; do not edit. Fitted to 1586 pages of 834 sites.
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
    {0.8608, 0.8025},
    {0.9506, 0.9003},
    {0.9676, 0.9491},
    {0.9766, 0.9674},
    {0.9826, 0.9724},
    {0.9867, 0.9803},
    {0.9907, 0.9841},
    {0.9948, 0.9909},
    {1.0000, 0.9942},
}};

}  // namespace

std::span<const ConfidenceKnot> confidence_knots() {
  return kKnots;
}

}  // namespace tearsheet::extract
