#include "base/trees.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <bit>
#include <limits>
#include <random>
#include <vector>

namespace tearsheet {
namespace {

// Four trees in two sections of two: below 5 or not, and three with a leaf alone.
constexpr std::array<TreeSection, 3> kSections = {{{2, 1}, {1, 0}, {1, 0}}};
constexpr std::array<TreeFeature, 1> kFeatures = {{{0, 1}}};
constexpr std::array<TreeCut, 1> kCuts = {{{5.0F, 0, 0, 1}}};
constexpr std::array<std::uint16_t, 4> kFirstLeaves = {0, 2, 3, 4};
constexpr std::array<float, 5> kLeaves = {-2.0F, 1.0F, 0.25F, 0.25F, 0.25F};
constexpr TreeEnsemble kTrees{kSections, kFeatures, kCuts, kFirstLeaves, kLeaves, 0.5F};
constexpr std::array<std::array<float, 1>, 3> kRows = {{{5.0F}, {5.5F}, {-1.0F}}};

TEST(TreeSums, AreTheLeavesThatARowComesTo) {
  EXPECT_EQ(tree_sums<1>(kTrees, kRows), (std::vector<float>{-0.75F, 2.25F, -0.75F}));
}

TEST(TreeSums, EndAtAGateForRowsBelowIt) {
  constexpr std::array kGates = {TreeGate{1, -1.3F, -9.0F}, TreeGate{2, -0.9F, -4.0F}};
  // -1.25 after the first section and -1 after the second: in at the first gate, out at the second.
  EXPECT_EQ(tree_sums<1>(kTrees, kRows, kGates), (std::vector<float>{-4.0F, 2.25F, -4.0F}));
}

TEST(TreeSums, OfNoRowsAreNone) {
  EXPECT_TRUE(tree_sums<1>(kTrees, {}).empty());
}

// A complete tree of depth six over eight features: as many leaves as there may be.
struct Node {
  int feature;
  float value;
};

TEST(TreeSums, AreThoseOfAWalkFromNodeToNode) {
  constexpr std::size_t kFeatureCount = 8, kInner = 63, kRowCount = 200;
  std::mt19937 random(7);
  const auto below = [&](unsigned most) { return static_cast<int>(random() % most); };
  std::array<Node, kInner> nodes{};
  for (Node& node : nodes) node = {below(kFeatureCount), static_cast<float>(below(9)) - 4.0F};
  std::vector<float> leaves(64);
  for (std::size_t i = 0; i < leaves.size(); ++i) leaves[i] = static_cast<float>(i);
  std::vector<TreeFeature> features;
  std::vector<TreeCut> cuts;
  for (int feature = 0; feature < static_cast<int>(kFeatureCount); ++feature) {
    std::vector<TreeCut> group;
    for (std::size_t at = 0; at < kInner; ++at) {
      if (nodes[at].feature != feature) continue;
      const std::size_t depth = std::bit_width(at + 1) - 1, leaves_below = std::size_t{64} >> depth;
      const std::size_t place = at + 1 - (std::size_t{1} << depth);
      group.push_back({nodes[at].value, 0, static_cast<std::uint8_t>(place * leaves_below),
                       static_cast<std::uint8_t>(leaves_below / 2)});
    }
    std::ranges::sort(group, {}, &TreeCut::value);
    features.push_back(
        {static_cast<std::uint16_t>(feature), static_cast<std::uint16_t>(group.size())});
    cuts.insert(cuts.end(), group.begin(), group.end());
  }
  const std::array<TreeSection, 1> sections = {{{1, kFeatureCount}}};
  const std::array<std::uint16_t, 1> first_leaves = {0};
  std::vector<std::array<float, kFeatureCount>> rows(kRowCount);
  for (auto& row : rows) {
    for (float& value : row)
      value = below(20) == 0 ? std::numeric_limits<float>::quiet_NaN()
                             : static_cast<float>(below(11)) - 5.0F;
  }
  const auto sums =
      tree_sums<kFeatureCount>({sections, features, cuts, first_leaves, leaves, 0}, rows);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    std::size_t at = 0;
    while (at < kInner) {
      const bool goes_left =
          rows[i][static_cast<std::size_t>(nodes[at].feature)] <= nodes[at].value;
      at = 2 * at + (goes_left ? 1 : 2);
    }
    EXPECT_EQ(sums[i], static_cast<float>(at - kInner)) << i;
  }
}

}  // namespace
}  // namespace tearsheet
