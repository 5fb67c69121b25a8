#include "content_decoder_fuzz.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  tearsheet::fetch::check_decoder_properties({reinterpret_cast<const char*>(data), size});
  return 0;
}
