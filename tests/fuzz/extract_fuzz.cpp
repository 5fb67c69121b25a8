// Properties of extraction, on any bytes.
#include "extract_fuzz.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  tearsheet::extract::check_extract_properties({reinterpret_cast<const char*>(data), size});
  return 0;
}
