// The addresses that a style sheet names, on any bytes.
#include "style_fuzz.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  tearsheet::crawl::check_style_properties({reinterpret_cast<const char*>(data), size});
  return 0;
}
