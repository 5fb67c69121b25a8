#include "extract/body/body_model.h"

#include <array>
#include <cmath>

namespace tearsheet::extract {
namespace {

// Three of four blocks of a page are menus and teasers, and half of those are known after a few
// trees. Of 28,000 blocks none that falls out would have come to a fifth. `as` is the median.
constexpr std::array kGates = {TreeGate{1, -1.75F, -7.0F}, TreeGate{2, -2.75F, -6.5F},
                               TreeGate{4, -3.1F, -5.6F}, TreeGate{8, -3.3F, -4.4F},
                               TreeGate{12, -3.0F, -3.6F}};

}  // namespace

std::vector<float> body_probabilities(std::span<const FeatureRow> rows) {
  std::vector<float> out = tree_sums(body_trees(), rows, kGates);
  for (float& value : out) value = 1.0F / (1.0F + std::exp(-value));
  return out;
}

}  // namespace tearsheet::extract
