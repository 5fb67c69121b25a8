// Properties of dates, on any bytes.
#include "dates_fuzz.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  tearsheet::dates::check_date_properties({reinterpret_cast<const char*>(data), size});
  return 0;
}
