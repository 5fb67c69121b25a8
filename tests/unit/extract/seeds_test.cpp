// The fuzz target's properties over its seeds.
#include <gtest/gtest.h>

#include <filesystem>

#include "../../fuzz/extract_fuzz.h"
#include "base/files.h"

namespace tearsheet::extract {
namespace {

TEST(ExtractSeeds, AreReadWithoutTrouble) {
  std::size_t seeds = 0;
  for (const auto& entry :
       std::filesystem::directory_iterator(TEARSHEET_TESTS_DIR "/fuzz/corpus/extract")) {
    const auto seed = read_file(entry.path(), 1 << 20);
    ASSERT_TRUE(seed) << entry.path();
    check_extract_properties(*seed);
    ++seeds;
  }
  EXPECT_GE(seeds, 8U);
}

}  // namespace
}  // namespace tearsheet::extract
