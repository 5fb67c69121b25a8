// The fuzz target's properties over its seeds.
#include <gtest/gtest.h>

#include <filesystem>

#include "../../fuzz/dates_fuzz.h"
#include "base/files.h"

namespace tearsheet::dates {
namespace {

TEST(DateSeeds, KeepTheParsersProperties) {
  std::size_t seeds = 0;
  for (const auto& entry :
       std::filesystem::directory_iterator(TEARSHEET_TESTS_DIR "/fuzz/corpus/dates")) {
    const auto seed = read_file(entry.path(), 1 << 20);
    ASSERT_TRUE(seed) << entry.path();
    check_date_properties(*seed);
    ++seeds;
  }
  EXPECT_GE(seeds, 20U);
}

}  // namespace
}  // namespace tearsheet::dates
