#pragma once

#include <span>
#include <string_view>

namespace tearsheet::dedup {

struct WireName {
  std::string_view written;  ///< As credits have it; case counts.
  std::string_view service;  ///< The name to give.
};
[[nodiscard]] std::span<const WireName> wire_names();

}  // namespace tearsheet::dedup
