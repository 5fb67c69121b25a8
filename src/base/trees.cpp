#include "base/trees.h"

#include <algorithm>
#include <bit>
#include <numeric>

namespace tearsheet {
namespace {

/// A section's parts of the ensemble.
struct Section {
  std::span<const TreeFeature> features;
  const TreeCut* cuts;
  std::span<const std::uint16_t> first_leaves;
};

/// Adds the leaves that the row comes to. `left`: of each tree the leaves that it may come to.
float add_leaves(float sum, const float* row, const Section& section, std::span<const float> leaves,
                 std::vector<std::uint64_t>& left) {
  left.assign(section.first_leaves.size(), ~std::uint64_t{0});
  const TreeCut* cut = section.cuts;
  for (const TreeFeature& group : section.features) {
    const float value = row[group.feature];
    const TreeCut* const end = cut + group.cuts;
    for (const TreeCut* one = cut; one != end && !(value <= one->value); ++one)
      left[one->tree] &= ~(((std::uint64_t{1} << one->count) - 1) << one->first);
    cut = end;
  }
  for (std::size_t t = 0; t < section.first_leaves.size(); ++t)
    sum += leaves[section.first_leaves[t] + static_cast<std::size_t>(std::countr_zero(left[t]))];
  return sum;
}

}  // namespace

std::vector<float> tree_sums(const TreeEnsemble& trees, const float* rows, std::size_t count,
                             std::size_t width, std::span<const TreeGate> gates) {
  std::vector<float> out(count, trees.base);
  std::vector<std::size_t> open(count);
  std::iota(open.begin(), open.end(), std::size_t{0});
  std::vector<std::uint64_t> left;
  std::size_t features = 0, cuts = 0, asked = 0, gate = 0;
  for (std::size_t s = 0; s < trees.sections.size(); ++s) {
    if (gate < gates.size() && gates[gate].sections == s) {
      std::erase_if(open, [&](std::size_t i) {
        const bool is_decided = out[i] < gates[gate].least;
        if (is_decided) out[i] = gates[gate].as;
        return is_decided;
      });
      ++gate;
    }
    const Section section{trees.features.subspan(features, trees.sections[s].features),
                          trees.cuts.data() + cuts,
                          trees.first_leaves.subspan(asked, trees.sections[s].trees)};
    for (const std::size_t i : open)
      out[i] = add_leaves(out[i], rows + i * width, section, trees.leaves, left);
    features += section.features.size();
    asked += section.first_leaves.size();
    for (const TreeFeature& group : section.features) cuts += group.cuts;
  }
  return out;
}

}  // namespace tearsheet
