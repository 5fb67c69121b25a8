// What keeps a model and its features together, and how its trees are asked.
#include <gtest/gtest.h>

#include "base/trees.h"
#include "extract/authors/author_names.h"
#include "extract/body/body_names.h"
#include "extract/model/names.h"

namespace tearsheet::extract {
namespace {

enum class Fitted : std::uint8_t { kSize, kLinks, kCount };
namespace renamed {
enum class Fitted : std::uint8_t { kSize, kAnchors, kCount };
}
namespace moved {
enum class Fitted : std::uint8_t { kLinks, kSize, kCount };
}
namespace added {
enum class Fitted : std::uint8_t { kSize, kLinks, kWords, kCount };
}
namespace same {
enum class Fitted : std::uint8_t { kSize, kLinks, kStops, kCount };
}

template <class Enumeration, std::size_t Count = static_cast<std::size_t>(Enumeration::kCount)>
constexpr std::uint64_t hash_of() {
  return names_hash(enumerator_names<Enumeration, Count>());
}

TEST(ModelNames, AreThoseOfTheEnumeration) {
  constexpr auto names = enumerator_names<Fitted, 2>();
  EXPECT_EQ(names[0], "Fitted::kSize");
  EXPECT_EQ(names[1], "Fitted::kLinks");
  EXPECT_TRUE(is_enumerator<Fitted::kLinks>());
  EXPECT_FALSE(is_enumerator<static_cast<Fitted>(7)>());
}

TEST(ModelNames, HaveAnotherHashWhenAFeatureIsRenamedMovedOrAdded) {
  EXPECT_NE(hash_of<Fitted>(), hash_of<renamed::Fitted>());
  EXPECT_NE(hash_of<Fitted>(), hash_of<moved::Fitted>());
  EXPECT_NE(hash_of<Fitted>(), hash_of<added::Fitted>());
  EXPECT_EQ(hash_of<Fitted>(), (hash_of<same::Fitted, 2>()));
}

// The number is what the same function of scripts/model_table.py gives.
TEST(ModelNames, AreHashedAsTheScriptsDo) {
  EXPECT_EQ(hash_of<Fitted>(), 0xD153B3DBCC87D785ULL);
}

TEST(ModelNames, TellTheHintsOfTheBodyModelByTheirOwn) {
  const auto first = static_cast<std::size_t>(Feature::kHintFirst);
  EXPECT_EQ(kBodyNames.size(), kFeatureCount);
  EXPECT_EQ(kBodyNames.front(), "Feature::kSize");
  EXPECT_EQ(kBodyNames.at(first), "Hint::kBody");
  EXPECT_EQ(kBodyNames.at(first + kHintCount - 1), "Hint::kControl");
  EXPECT_EQ(kBodyNames.at(first + kHintCount), "Feature::kApart");
}

TEST(ModelNames, EndWithTheSourcesOfTheAuthorModel) {
  EXPECT_EQ(kAuthorNames.at(kAuthorFeatureCount - 1), "AuthorFeature::kLinked");
  EXPECT_EQ(kAuthorNames.at(kAuthorFeatureCount), "NameSource::kLinkedData");
  EXPECT_EQ(kAuthorNames.back(), "NameSource::kGroup");
}

// Two trees: below 5 or not, and a leaf alone.
constexpr std::array<TreeNode, 4> kNodes = {
    {{0, 5.0F, 1, 2}, {-1, -2.0F, 0, 0}, {-1, 1.0F, 0, 0}, {-1, 0.25F, 0, 0}}};
constexpr std::array<std::uint16_t, 4> kRoots = {0, 3, 3, 3};
constexpr std::array<std::array<float, 1>, 3> kRows = {{{5.0F}, {5.5F}, {-1.0F}}};

TEST(TreeSums, AreTheLeavesThatARowComesTo) {
  const TreeEnsemble trees{kNodes, kRoots, 0.5F};
  EXPECT_EQ(tree_sums<1>(trees, kRows), (std::vector<float>{-0.75F, 2.25F, -0.75F}));
}

TEST(TreeSums, EndAtAGateForRowsBelowIt) {
  const TreeEnsemble trees{kNodes, kRoots, 0.5F};
  constexpr std::array kGates = {TreeGate{8, -1.3F, -9.0F}, TreeGate{12, -0.9F, -4.0F}};
  // -1.25 after two trees and -1 after three: in at the first gate, out at the second.
  EXPECT_EQ(tree_sums<1>(trees, kRows, kGates), (std::vector<float>{-4.0F, 2.25F, -4.0F}));
}

TEST(TreeSums, OfNoRowsAreNone) {
  EXPECT_TRUE(tree_sums<1>({kNodes, kRoots, 0.5F}, {}).empty());
}

}  // namespace
}  // namespace tearsheet::extract
