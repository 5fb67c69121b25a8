// The fuzz target's properties over its seeds.
#include <gtest/gtest.h>

#include <filesystem>

#include "../../fuzz/select_fuzz.h"
#include "base/files.h"

namespace tearsheet::select {
namespace {

TEST(SelectSeeds, KeepTheProperties) {
  std::size_t seeds = 0;
  for (const auto& entry :
       std::filesystem::directory_iterator(TEARSHEET_TESTS_DIR "/fuzz/corpus/select")) {
    const auto seed = read_file(entry.path(), 1 << 20);
    ASSERT_TRUE(seed) << entry.path();
    check_select_properties(*seed);
    ++seeds;
  }
  EXPECT_GE(seeds, 20U);
}

}  // namespace
}  // namespace tearsheet::select
