// Boosted decision trees, as the generated tables of fitted models hold them, and the one way they
// are asked. Fitting them: docs/models.md.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace tearsheet {

/// In place of a leaf's feature.
inline constexpr std::uint16_t kTreeLeaf = 0x8000;

/// A node of a decision tree. Rows of at most `value` in its feature go on to the node behind it,
/// others to `right`. A leaf has its value, and is its own `right`.
struct TreeNode {
  float value;
  std::uint16_t feature, right;
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

/// The sum of the leaves that each row comes to, one a row. `rows`: `count` rows of `width` features,
/// one behind the other. O(rows * trees * depth), less by the gates, which rise in their sixteenths.
[[nodiscard]] std::vector<float> tree_sums(const TreeEnsemble& trees, const float* rows,
                                           std::size_t count, std::size_t width,
                                           std::span<const TreeGate> gates = {});

template <std::size_t Width>
[[nodiscard]] std::vector<float> tree_sums(const TreeEnsemble& trees,
                                           std::span<const std::array<float, Width>> rows,
                                           std::span<const TreeGate> gates = {}) {
  return tree_sums(trees, rows.empty() ? nullptr : rows.front().data(), rows.size(), Width, gates);
}

}  // namespace tearsheet
