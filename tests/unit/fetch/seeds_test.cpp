// The seeds of the fuzz targets, replayed.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "../../fuzz/content_decoder_fuzz.h"
#include "../../fuzz/fetch_headers_fuzz.h"

namespace tearsheet::fetch {
namespace {

template <class Check>
int replay(const char* folder, Check check) {
  int seeds = 0;
  for (const auto& entry : std::filesystem::directory_iterator(
           std::string(TEARSHEET_TESTS_DIR "/fuzz/corpus/") + folder)) {
    std::ifstream file(entry.path(), std::ios::binary);
    check(std::string(std::istreambuf_iterator<char>(file), {}));
    ++seeds;
  }
  return seeds;
}

TEST(FuzzSeeds, HeadersKeepTheirProperties) {
  EXPECT_GE(replay("fetch_headers", check_header_properties), 6);
}
TEST(FuzzSeeds, CodedBodiesKeepTheirProperties) {
  EXPECT_GE(replay("content_decoder", check_decoder_properties), 10);
}

}  // namespace
}  // namespace tearsheet::fetch
