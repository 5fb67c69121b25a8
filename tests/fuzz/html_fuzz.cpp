// Properties of the pre-scan and the parse, on any bytes.
#include "html_fuzz.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  tearsheet::html::check_html_properties({reinterpret_cast<const char*>(data), size});
  return 0;
}
