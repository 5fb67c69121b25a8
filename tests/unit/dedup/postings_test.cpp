// The table of postings: many keys, lists, removal.
#include "dedup/postings.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tearsheet::dedup {
namespace {

using testing::ElementsAre;

TEST(Postings, FindsEachKeyAmongMany) {
  Postings postings;
  for (std::uint32_t i = 0; i < 200'000; ++i) postings.add(i * 2'654'435'761U, i);
  for (std::uint32_t i = 0; i < 200'000; ++i) {
    ASSERT_THAT(postings.find(i * 2'654'435'761U), ElementsAre(i));
  }
  EXPECT_TRUE(postings.find(7).empty());
}

TEST(Postings, AKeyMayHaveSeveralDocuments) {
  Postings postings;
  postings.add(5, 1);
  postings.add(5, 2);
  postings.add(5, 3);
  EXPECT_THAT(postings.find(5), ElementsAre(1, 2, 3));
  postings.remove(5, 2);
  EXPECT_THAT(postings.find(5), ElementsAre(1, 3));
}

TEST(Postings, AListEndsAtItsLimit) {
  Postings postings;
  for (std::uint32_t i = 0; i < 1000; ++i) postings.add(5, i);
  EXPECT_EQ(postings.find(5).size(), Postings::kMaxList);
}

TEST(Postings, WhatIsRemovedIsGoneAndItsPlaceUsedAgain) {
  Postings postings;
  for (std::uint32_t round = 0; round < 20; ++round) {
    for (std::uint32_t key = 0; key < 5000; ++key) postings.add(key * 7919, round);
    for (std::uint32_t key = 0; key < 5000; ++key) {
      ASSERT_THAT(postings.find(key * 7919), ElementsAre(round));
      postings.remove(key * 7919, round);
      ASSERT_TRUE(postings.find(key * 7919).empty());
    }
  }
}

TEST(Postings, RemovingWhatIsNotThereChangesNothing) {
  Postings postings;
  postings.remove(1, 1);
  postings.add(1, 2);
  postings.remove(1, 1);
  EXPECT_THAT(postings.find(1), ElementsAre(2));
}

}  // namespace
}  // namespace tearsheet::dedup
