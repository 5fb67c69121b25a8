// Selectors and XPath expressions, any on any page.
#include "select_fuzz.h"

#include <cstdint>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  tearsheet::select::check_select_properties({reinterpret_cast<const char*>(data), size});
  return 0;
}
