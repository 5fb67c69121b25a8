#include "base/trees.h"

#include <algorithm>
#include <numeric>

namespace tearsheet {
namespace {

/// A step waits for the one before, and every second branch would be foretold wrongly: so some rows
/// go down a tree side by side, without a branch.
constexpr std::size_t kLanes = 6;
/// Steps between two looks at whether all have come to a leaf.
constexpr int kStepsAtOnce = 2;

using Lanes = std::array<std::uint32_t, kLanes>;

std::uint32_t step(const TreeNode* nodes, std::uint32_t at, const float* row) {
  const TreeNode node = nodes[at];
  const std::uint32_t is_leaf = node.feature >> 15U;
  const std::uint32_t left = at + 1 - is_leaf, right = node.right;
  const auto goes_right =
      static_cast<std::uint32_t>(!(row[node.feature & (kTreeLeaf - 1U)] <= node.value));
  return left ^ ((left ^ right) & (0U - goes_right));
}

void walk_down(const TreeNode* nodes, const std::array<const float*, kLanes>& rows, Lanes& at) {
  std::uint32_t inner = 1;
  while (inner != 0) {
    for (int i = 0; i < kStepsAtOnce; ++i) {
      for (std::size_t lane = 0; lane < kLanes; ++lane)
        at[lane] = step(nodes, at[lane], rows[lane]);
    }
    inner = 0;
    for (const std::uint32_t node : at)
      inner |= static_cast<std::uint32_t>(~nodes[node].feature) & kTreeLeaf;
  }
}

}  // namespace

std::vector<float> tree_sums(const TreeEnsemble& trees, const float* rows, std::size_t count,
                             std::size_t width, std::span<const TreeGate> gates) {
  std::vector<float> out(count, trees.base);
  std::vector<std::size_t> open(count);
  std::iota(open.begin(), open.end(), std::size_t{0});
  std::size_t gate = 0;
  // Tree by tree: its nodes stay in the cache while the rows pass.
  for (std::size_t t = 0; t < trees.roots.size(); ++t) {
    if (gate < gates.size() && t * 16 >= gates[gate].sixteenth * trees.roots.size()) {
      std::erase_if(open, [&](std::size_t i) {
        const bool is_decided = out[i] < gates[gate].least;
        if (is_decided) out[i] = gates[gate].as;
        return is_decided;
      });
      ++gate;
    }
    for (std::size_t first = 0; first < open.size(); first += kLanes) {
      const std::size_t taken = std::min(kLanes, open.size() - first);
      // Lanes that are left over walk beside the first.
      std::array<const float*, kLanes> lanes{};
      for (std::size_t lane = 0; lane < kLanes; ++lane)
        lanes[lane] = rows + open[first + (lane < taken ? lane : 0)] * width;
      Lanes at;
      at.fill(trees.roots[t]);
      walk_down(trees.nodes.data(), lanes, at);
      for (std::size_t lane = 0; lane < taken; ++lane)
        out[open[first + lane]] += trees.nodes[at[lane]].value;
    }
  }
  return out;
}

}  // namespace tearsheet
