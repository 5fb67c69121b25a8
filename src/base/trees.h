// Boosted decision trees, as the generated tables of fitted models hold them, and the one way they
// are asked. Fitting them: docs/models.md.
//
// QuickScorer (Lucchese, Nardini, Orlando, Perego, Tonellotto, Venturini, SIGIR 2015): a row does
// not walk from node to node, where each step waits for the one before and every second one is
// foretold wrongly. The nodes of all trees that ask one feature stand together, by rising value, so
// that a row passes those below its own value in one go and strikes off, in each one's tree, the
// leaves that it cannot come to. It comes to the first that is left.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace tearsheet {

/// A node. Rows with more than `value` in its feature go right: to none of the `count` leaves from
/// `first`. The leaves of a tree are counted from left to right, at most 64.
struct TreeCut {
  float value;
  std::uint16_t tree;  ///< Of its section.
  std::uint8_t first, count;
};
/// The next `cuts` nodes ask this feature.
struct TreeFeature {
  std::uint16_t feature, cuts;
};
/// Trees that are asked together: the next so many trees and groups of nodes.
struct TreeSection {
  std::uint16_t trees, features;
};
struct TreeEnsemble {
  std::span<const TreeSection> sections;
  std::span<const TreeFeature> features;
  std::span<const TreeCut> cuts;
  std::span<const std::uint16_t> first_leaves;  ///< Of each tree, in `leaves`.
  std::span<const float> leaves;
  float base;
};

/// After so many sections, rows whose sum is below `least` are as good as decided: their sum becomes
/// `as`, what such rows come to in the end.
struct TreeGate {
  std::size_t sections;
  float least, as;
};

/// The sum of the leaves that each row comes to, one a row. `rows`: `count` rows of `width` features,
/// one behind the other. O(rows * nodes), a nanosecond a node, less by the gates, which rise in
/// their sections.
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
