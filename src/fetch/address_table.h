// Address blocks that are not the public internet.
#pragma once

#include <array>
#include <cstdint>
#include <span>

namespace tearsheet::fetch {

struct Ipv4Block {
  std::array<std::uint8_t, 4> base;
  int prefix;
};
struct Ipv6Block {
  std::array<std::uint8_t, 16> base;
  int prefix;
};

[[nodiscard]] std::span<const Ipv4Block> special_ipv4();
/// Within 2000::/3; nothing outside it is global unicast.
[[nodiscard]] std::span<const Ipv6Block> special_ipv6();

}  // namespace tearsheet::fetch
