// RSS, Atom, JSON Feed, in any encoding, on any bytes.
#include "feed_fuzz.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  tearsheet::feed::check_feed_properties({reinterpret_cast<const char*>(data), size});
  return 0;
}
