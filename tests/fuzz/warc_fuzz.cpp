#include "warc_fuzz.h"

#include <cstdint>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  tearsheet::warc::check_warc_properties({reinterpret_cast<const char*>(data), size});
  return 0;
}
