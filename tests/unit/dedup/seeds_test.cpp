// The fuzz targets' properties over their seeds.
#include <gtest/gtest.h>

#include <filesystem>

#include "../../fuzz/sketch_fuzz.h"
#include "../../fuzz/words_fuzz.h"
#include "base/files.h"

namespace tearsheet::dedup {
namespace {

std::size_t check_all(const char* folder, void (*check)(std::string_view)) {
  std::size_t seeds = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    const auto bytes = read_file(entry.path(), 1'000'000);
    if (!bytes) continue;
    check(*bytes);
    ++seeds;
  }
  return seeds;
}

TEST(SketchSeeds, KeepTheProperties) {
  EXPECT_GE(check_all(TEARSHEET_TESTS_DIR "/fuzz/corpus/sketch", check_sketch_properties), 10U);
}

TEST(WordsSeeds, KeepTheProperties) {
  EXPECT_GE(check_all(TEARSHEET_TESTS_DIR "/fuzz/corpus/words", check_words_properties), 6U);
}

}  // namespace
}  // namespace tearsheet::dedup
