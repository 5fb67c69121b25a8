// The table of postings: many keys, lists, removal.
#include "dedup/postings.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <map>
#include <vector>

namespace tearsheet::dedup {
namespace {

using testing::ElementsAre;
using testing::ElementsAreArray;

std::vector<Postings::Number> found(const Postings& postings, std::uint32_t key) {
  Postings::Room room{};
  const auto numbers = postings.find(key, room).documents;
  return {numbers.begin(), numbers.end()};
}

TEST(Postings, FindsEachKeyAmongMany) {
  Postings postings;
  for (std::uint32_t i = 0; i < 200'000; ++i) postings.add(i * 2'654'435'761U, i);
  for (std::uint32_t i = 0; i < 200'000; ++i) {
    ASSERT_THAT(found(postings, i * 2'654'435'761U), ElementsAre(i));
  }
  EXPECT_TRUE(found(postings, 7).empty());
}

TEST(Postings, AKeyMayHaveSeveralDocuments) {
  Postings postings;
  postings.add(5, 1);
  postings.add(5, 2);
  postings.add(5, 3);
  EXPECT_THAT(found(postings, 5), ElementsAre(1, 2, 3));
  postings.remove(5, 2);
  EXPECT_THAT(found(postings, 5), ElementsAre(1, 3));
}

TEST(Postings, AKeyOfManyDocumentsIsCommonAndStaysSo) {
  Postings postings;
  Postings::Room room{};
  for (std::uint32_t i = 0; i + 1 < Postings::kCommon; ++i) postings.add(5, i);
  EXPECT_FALSE(postings.find(5, room).is_common);
  EXPECT_EQ(found(postings, 5).size(), Postings::kCommon - 1);
  for (std::uint32_t i = 40; i < 1000; ++i) postings.add(5, i);
  EXPECT_TRUE(postings.find(5, room).is_common);
  EXPECT_TRUE(found(postings, 5).empty());
  for (std::uint32_t i = 0; i < 1000; ++i) postings.remove(5, i);
  EXPECT_TRUE(postings.find(5, room).is_common);
}

TEST(Postings, WhatIsRemovedIsGoneAndItsPlaceUsedAgain) {
  Postings postings;
  for (std::uint32_t round = 0; round < 20; ++round) {
    for (std::uint32_t key = 0; key < 5000; ++key) postings.add(key * 7919, round);
    for (std::uint32_t key = 0; key < 5000; ++key) {
      ASSERT_THAT(found(postings, key * 7919), ElementsAre(round));
      postings.remove(key * 7919, round);
      ASSERT_TRUE(found(postings, key * 7919).empty());
    }
  }
}

TEST(Postings, ListsThatGrewAndWereFreedAreTakenAgain) {
  Postings postings;
  for (std::uint32_t round = 0; round < 4; ++round) {
    for (std::uint32_t key = 1; key <= 3000; ++key) {
      for (std::uint32_t n = 0; n < 1 + key % 30; ++n) postings.add(key * 104'729, n);
    }
    for (std::uint32_t key = 1; key <= 3000; ++key) {
      const auto numbers = found(postings, key * 104'729);
      ASSERT_EQ(numbers.size(), 1 + key % 30);
      for (std::uint32_t n = 0; n < numbers.size(); ++n) {
        ASSERT_EQ(numbers[n], n);
        postings.remove(key * 104'729, n);
      }
      ASSERT_TRUE(found(postings, key * 104'729).empty());
    }
  }
}

TEST(Postings, TheLargestNumberIsADocument) {
  Postings postings;
  postings.add(9, Postings::kMaxNumber);
  EXPECT_THAT(found(postings, 9), ElementsAre(Postings::kMaxNumber));
  postings.add(9, Postings::kMaxNumber - 1);
  EXPECT_THAT(found(postings, 9), ElementsAre(Postings::kMaxNumber, Postings::kMaxNumber - 1));
}

TEST(Postings, RemovingWhatIsNotThereChangesNothing) {
  Postings postings;
  postings.remove(1, 1);
  postings.add(1, 2);
  postings.remove(1, 1);
  EXPECT_THAT(found(postings, 1), ElementsAre(2));
}

// Against a plain map, with keys whose places lie close together, at the end of a shard too.
TEST(Postings, AreWhatAPlainMapHolds) {
  constexpr std::uint32_t kInverse = 0x0E8B'2F51U;  // of the multiplier that spreads keys
  Postings postings;
  std::map<std::uint32_t, std::vector<Postings::Number>> plain;
  std::uint64_t random = 1;
  const auto next = [&random](std::uint64_t limit) {
    random = random * 6'364'136'223'846'793'005 + 1'442'695'040'888'963'407;
    return static_cast<std::uint32_t>((random >> 33) % limit);
  };
  for (int round = 0; round < 40'000; ++round) {
    const std::uint32_t spread = next(2) == 0 ? 0xFFFF'FFFF - next(300) : 0x0120'0000 + next(3000);
    const std::uint32_t key = spread * kInverse;
    const Postings::Number number = next(6);
    auto& numbers = plain[key];
    const auto known = std::find(numbers.begin(), numbers.end(), number);
    if (known != numbers.end()) {
      postings.remove(key, number);
      numbers.erase(known);
    } else if (next(3) != 0) {
      postings.add(key, number);
      numbers.push_back(number);
    }
  }
  for (const auto& [key, numbers] : plain)
    ASSERT_THAT(found(postings, key), ElementsAreArray(numbers));
}

TEST(Postings, FindsAllThatHaveDocuments) {
  Postings postings;
  std::vector<std::uint32_t> keys;
  for (std::uint32_t i = 0; i < 100; ++i) {
    keys.push_back(i * 7919);
    if (i % 3 == 0) postings.add(i * 7919, i);
  }
  std::vector<std::size_t> places;
  postings.find_all(keys, [&](std::size_t i, const Postings::Found& found) {
    places.push_back(i);
    EXPECT_THAT(found.documents, ElementsAre(i));
  });
  EXPECT_EQ(places.size(), 34U);
  EXPECT_TRUE(std::is_sorted(places.begin(), places.end()));
  postings.find_all({}, [](std::size_t, const Postings::Found&) { FAIL(); });
}

}  // namespace
}  // namespace tearsheet::dedup
