// Properties of decoding and cleaning, on any bytes.
#include "decode_fuzz.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  tearsheet::text::check_decode_properties({reinterpret_cast<const char*>(data), size});
  return 0;
}
