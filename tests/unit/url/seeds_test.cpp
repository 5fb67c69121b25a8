// The fuzz target's properties over its seeds.
#include <gtest/gtest.h>

#include <filesystem>

#include "../../fuzz/url_fuzz.h"
#include "base/files.h"

namespace tearsheet::url {
namespace {

TEST(UrlSeeds, KeepTheParsersProperties) {
  std::size_t seeds = 0;
  for (const auto& entry :
       std::filesystem::directory_iterator(TEARSHEET_TESTS_DIR "/fuzz/corpus/url")) {
    const auto seed = read_file(entry.path(), 1 << 20);
    ASSERT_TRUE(seed) << entry.path();
    check_url_properties(*seed);
    ++seeds;
  }
  EXPECT_GE(seeds, 10U);
}

}  // namespace
}  // namespace tearsheet::url
