#include "crawl/plan/seen_set.h"

#include <gtest/gtest.h>

namespace tearsheet::crawl {
namespace {

TEST(SeenSet, KnowsWhatWasPutInOverManyDoublings) {
  SeenSet seen;
  std::uint64_t hash = 1;
  for (int i = 0; i < 100'000; ++i, hash *= 0x9E3779B97F4A7C15) EXPECT_TRUE(seen.insert(hash));
  EXPECT_EQ(seen.size(), 100'000U);
  hash = 1;
  for (int i = 0; i < 100'000; ++i, hash *= 0x9E3779B97F4A7C15) EXPECT_FALSE(seen.insert(hash));
}
TEST(SeenSet, ZeroIsAHashLikeOthers) {
  SeenSet seen;
  EXPECT_FALSE(seen.contains(0));
  EXPECT_TRUE(seen.insert(0));
  EXPECT_TRUE(seen.contains(0));
}

}  // namespace
}  // namespace tearsheet::crawl
