// Which way the text of each element runs (WHATWG HTML 3.2.6.4).
#pragma once

#include <cstdint>
#include <vector>

#include "html/html.h"

namespace tearsheet::select {

class DirectionIndex {
 public:
  /// One pass; dir=auto reads text up to the first letter, and no text twice.
  explicit DirectionIndex(const html::Document& document);

  [[nodiscard]] bool is_right_to_left(std::uint32_t node) const { return is_rtl_[node]; }

 private:
  std::vector<bool> is_rtl_;
};

}  // namespace tearsheet::select
