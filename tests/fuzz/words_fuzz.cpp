// Words of texts, on any bytes.
#include "words_fuzz.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  tearsheet::dedup::check_words_properties({reinterpret_cast<const char*>(data), size});
  return 0;
}
