// Stored fingerprints, on any bytes.
#include "sketch_fuzz.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  tearsheet::dedup::check_sketch_properties({reinterpret_cast<const char*>(data), size});
  return 0;
}
