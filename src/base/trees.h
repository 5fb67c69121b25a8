// Boosted decision trees, as the generated tables of fitted models hold them, and the one way they
// are asked. Fitting them: docs/models.md.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <span>
#include <vector>

namespace tearsheet {

/// A node of a decision tree: rows with features[feature] <= value go left. A leaf has feature -1
/// and its value.
struct TreeNode {
  std::int16_t feature;
  float value;
  std::uint16_t left, right;
};
struct TreeEnsemble {
  std::span<const TreeNode> nodes;
  std::span<const std::uint16_t> roots;
  float base;
};

/// After so many sixteenths of the trees, rows whose sum is below `least` are as good as decided:
/// their sum becomes `as`, what such rows come to in the end.
struct TreeGate {
  std::size_t sixteenth;
  float least, as;
};

/// The sum of the leaves that each row comes to, one a row. O(rows * trees * depth), less by the
/// gates, which rise in their sixteenths.
template <std::size_t Count>
[[nodiscard]] std::vector<float> tree_sums(const TreeEnsemble& trees,
                                           std::span<const std::array<float, Count>> rows,
                                           std::span<const TreeGate> gates = {}) {
  std::vector<float> out(rows.size(), trees.base);
  std::vector<std::uint32_t> open(rows.size());
  std::iota(open.begin(), open.end(), 0U);
  std::size_t gate = 0;
  // Tree by tree: its nodes stay in the cache while the rows pass.
  for (std::size_t t = 0; t < trees.roots.size(); ++t) {
    if (gate < gates.size() && t * 16 >= gates[gate].sixteenth * trees.roots.size()) {
      std::erase_if(open, [&](std::uint32_t i) {
        const bool is_decided = out[i] < gates[gate].least;
        if (is_decided) out[i] = gates[gate].as;
        return is_decided;
      });
      ++gate;
    }
    for (const std::uint32_t i : open) {
      const TreeNode* node = &trees.nodes[trees.roots[t]];
      while (node->feature >= 0) {
        node = &trees.nodes[rows[i][static_cast<std::size_t>(node->feature)] <= node->value
                                ? node->left
                                : node->right];
      }
      out[i] += node->value;
    }
  }
  return out;
}

}  // namespace tearsheet
