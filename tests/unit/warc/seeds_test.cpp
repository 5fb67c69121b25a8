// The fuzz target's properties over its seeds and over damaged copies of them.
#include <gtest/gtest.h>

#include <filesystem>

#include "../../fuzz/warc_fuzz.h"
#include "base/files.h"

namespace tearsheet::warc {
namespace {

TEST(WarcSeeds, KeepTheirProperties) {
  std::size_t count = 0;
  for (const auto& entry : std::filesystem::directory_iterator(std::string(TEARSHEET_TESTS_DIR) +
                                                               "/fuzz/corpus/warc")) {
    const auto bytes = read_file(entry.path(), 1'000'000);
    ASSERT_TRUE(bytes);
    check_warc_properties(*bytes);
    for (std::size_t at = 0; at < bytes->size(); ++at) {
      std::string damaged = *bytes;
      damaged[at] = static_cast<char>(damaged[at] ^ (1 << at % 8));
      check_warc_properties(damaged);
      check_warc_properties(std::string_view(*bytes).substr(0, at));
    }
    ++count;
  }
  EXPECT_GE(count, 7U);
}

}  // namespace
}  // namespace tearsheet::warc
