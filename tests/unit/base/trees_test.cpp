#include "base/trees.h"

#include <gtest/gtest.h>

#include <array>
#include <limits>
#include <random>
#include <span>
#include <vector>

namespace tearsheet {
namespace {

// Four trees: below 5 or not, and three with a leaf alone.
constexpr std::array<TreeNode, 4> kNodes = {
    {{5.0F, 0, 2}, {-2.0F, kTreeLeaf, 1}, {1.0F, kTreeLeaf, 2}, {0.25F, kTreeLeaf, 3}}};
constexpr std::array<std::uint16_t, 4> kRoots = {0, 3, 3, 3};
constexpr TreeEnsemble kTrees{kNodes, kRoots, 0.5F};
constexpr std::array<std::array<float, 1>, 3> kRows = {{{5.0F}, {5.5F}, {-1.0F}}};

TEST(TreeSums, AreTheLeavesThatARowComesTo) {
  EXPECT_EQ(tree_sums<1>(kTrees, kRows), (std::vector<float>{-0.75F, 2.25F, -0.75F}));
}

TEST(TreeSums, EndAtAGateForRowsBelowIt) {
  constexpr std::array kGates = {TreeGate{8, -1.3F, -9.0F}, TreeGate{12, -0.9F, -4.0F}};
  // -1.25 after two trees and -1 after three: in at the first gate, out at the second.
  EXPECT_EQ(tree_sums<1>(kTrees, kRows, kGates), (std::vector<float>{-4.0F, 2.25F, -4.0F}));
}

TEST(TreeSums, OfNoRowsAreNone) {
  EXPECT_TRUE(tree_sums<1>(kTrees, {}).empty());
}

// Trees of random shape, as an array of nodes with both children.
struct Node {
  int feature;
  float value;
  std::size_t left, right;
};
class Forest {
 public:
  static constexpr std::size_t kFeatures = 8;

  std::size_t grow(int depth) {
    const std::size_t at = plain.size();
    plain.push_back({});
    if (depth == 0 || below(4) == 0) {
      plain[at] = {-1, static_cast<float>(below(100)), 0, 0};
      nodes.push_back({plain[at].value, kTreeLeaf, static_cast<std::uint16_t>(at)});
      return at;
    }
    const int feature = below(kFeatures);
    const auto value = static_cast<float>(below(9) - 4);
    nodes.push_back({value, static_cast<std::uint16_t>(feature), 0});
    const std::size_t left = grow(depth - 1), right = grow(depth - 1);
    plain[at] = {feature, value, left, right};
    nodes[at].right = static_cast<std::uint16_t>(right);
    return at;
  }

  [[nodiscard]] float walk(std::size_t at, std::span<const float> row) const {
    while (plain[at].feature >= 0) {
      const bool goes_left = row[static_cast<std::size_t>(plain[at].feature)] <= plain[at].value;
      at = goes_left ? plain[at].left : plain[at].right;
    }
    return plain[at].value;
  }

  int below(unsigned most) { return static_cast<int>(random_() % most); }

  std::vector<Node> plain;
  std::vector<TreeNode> nodes;

 private:
  std::mt19937 random_{7};
};

TEST(TreeSums, AreThoseOfAWalkOfEachRowAlone) {
  Forest forest;
  std::vector<std::uint16_t> roots;
  for (int depth = 0; depth < 20; ++depth)
    roots.push_back(static_cast<std::uint16_t>(forest.grow(depth % 12)));
  for (const std::size_t count : {1U, 7U, 8U, 9U, 200U}) {
    std::vector<std::array<float, Forest::kFeatures>> rows(count);
    for (auto& row : rows) {
      for (float& value : row)
        value = forest.below(20) == 0 ? std::numeric_limits<float>::quiet_NaN()
                                      : static_cast<float>(forest.below(11) - 5);
    }
    const auto sums = tree_sums<Forest::kFeatures>({forest.nodes, roots, 0}, rows);
    ASSERT_EQ(sums.size(), count);
    for (std::size_t i = 0; i < count; ++i) {
      float expected = 0;
      for (const std::uint16_t root : roots) expected += forest.walk(root, rows[i]);
      EXPECT_EQ(sums[i], expected) << i << " of " << count;
    }
  }
}

}  // namespace
}  // namespace tearsheet
