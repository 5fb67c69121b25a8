// robots.txt, X-Robots-Tag and meta robots, on any bytes.
#include "robots_fuzz.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  tearsheet::robots::check_robots_properties({reinterpret_cast<const char*>(data), size});
  return 0;
}
