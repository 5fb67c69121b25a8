// The fuzz targets' properties over their seeds.
#include <gtest/gtest.h>

#include <filesystem>

#include "../../fuzz/feed_fuzz.h"
#include "base/files.h"

namespace tearsheet::feed {
namespace {

template <class Check>
std::size_t run_seeds(const char* folder, Check check) {
  std::size_t seeds = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    const auto seed = read_file(entry.path(), 1 << 20);
    EXPECT_TRUE(seed) << entry.path();
    if (seed) check(*seed);
    ++seeds;
  }
  return seeds;
}

TEST(FeedSeeds, KeepTheirProperties) {
  EXPECT_GE(run_seeds(TEARSHEET_TESTS_DIR "/fuzz/corpus/feed", check_feed_properties), 15U);
}

TEST(SitemapSeeds, KeepTheirProperties) {
  EXPECT_GE(run_seeds(TEARSHEET_TESTS_DIR "/fuzz/corpus/sitemap", check_sitemap_properties), 6U);
}

}  // namespace
}  // namespace tearsheet::feed
