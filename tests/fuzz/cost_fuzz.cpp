// Fails on super-linear time. Runs best without sanitizers' whole cost, with -max_len=400.
#include "cost_fuzz.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  tearsheet::check_cost_properties({reinterpret_cast<const char*>(data), size});
  return 0;
}
