// The fuzz target's properties over its seeds.
#include <gtest/gtest.h>

#include <filesystem>

#include "../../fuzz/html_fuzz.h"
#include "base/files.h"

namespace tearsheet::html {
namespace {

TEST(HtmlSeeds, KeepTheProperties) {
  std::size_t seeds = 0;
  for (const auto& entry :
       std::filesystem::directory_iterator(TEARSHEET_TESTS_DIR "/fuzz/corpus/html")) {
    const auto bytes = read_file(entry.path(), 1'000'000);
    ASSERT_TRUE(bytes) << entry.path();
    check_html_properties(*bytes);
    ++seeds;
  }
  EXPECT_GE(seeds, 5U);
}

}  // namespace
}  // namespace tearsheet::html
