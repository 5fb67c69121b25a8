#include "extract/body/body_model.h"

#include <array>
#include <cmath>

namespace tearsheet::extract {
namespace {

// Three of four blocks of a page are menus and teasers, and half of those are known after a few
// trees. Of 147,000 blocks of pages that the model was fitted to, thresholds a little higher let 47
// fall out that would have come to a fifth. `as` is the median.
constexpr std::array kGates = {TreeGate{1, -1.76F, -6.7F}, TreeGate{2, -2.95F, -6.5F},
                               TreeGate{4, -3.8F, -5.7F}, TreeGate{8, -3.4F, -4.5F},
                               TreeGate{12, -3.0F, -3.6F}};

}  // namespace

std::vector<float> body_probabilities(std::span<const FeatureRow> rows) {
  std::vector<float> out = tree_sums(body_trees(), rows, kGates);
  for (float& value : out) value = 1.0F / (1.0F + std::exp(-value));
  return out;
}

}  // namespace tearsheet::extract
