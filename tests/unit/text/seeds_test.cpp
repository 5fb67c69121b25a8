// The fuzz target's properties over its seeds.
#include <gtest/gtest.h>

#include <filesystem>

#include "../../fuzz/decode_fuzz.h"
#include "base/files.h"

namespace tearsheet::text {
namespace {

TEST(DecodeSeeds, KeepTheProperties) {
  std::size_t seeds = 0;
  for (const auto& entry :
       std::filesystem::directory_iterator(TEARSHEET_TESTS_DIR "/fuzz/corpus/decode")) {
    const auto bytes = read_file(entry.path(), 1'000'000);
    ASSERT_TRUE(bytes) << entry.path();
    check_decode_properties(*bytes);
    ++seeds;
  }
  EXPECT_GE(seeds, 5U);
}

}  // namespace
}  // namespace tearsheet::text
