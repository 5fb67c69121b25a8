#include "fetch_headers_fuzz.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  tearsheet::fetch::check_header_properties({reinterpret_cast<const char*>(data), size});
  return 0;
}
