// The fuzz target's properties over its seeds.
#include <gtest/gtest.h>

#include <filesystem>

#include "../../fuzz/style_fuzz.h"
#include "base/files.h"

namespace tearsheet::crawl {
namespace {

TEST(StyleSeeds, KeepTheirProperties) {
  std::size_t seeds = 0;
  for (const auto& entry :
       std::filesystem::directory_iterator(TEARSHEET_TESTS_DIR "/fuzz/corpus/style")) {
    const auto seed = read_file(entry.path(), 1 << 20);
    ASSERT_TRUE(seed) << entry.path();
    check_style_properties(*seed);
    ++seeds;
  }
  EXPECT_GE(seeds, 4U);
}

}  // namespace
}  // namespace tearsheet::crawl
