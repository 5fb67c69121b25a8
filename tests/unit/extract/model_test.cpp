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

}  // namespace
}  // namespace tearsheet::extract
