// Properties of the URL parser and of the deduplication key, on any bytes.
#include "url_fuzz.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  tearsheet::url::check_url_properties({reinterpret_cast<const char*>(data), size});
  return 0;
}
